import type { ChangeRules } from '../change-rule.ts';
import type { SchemaCause, SchemaFault } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'whole' } as const;

/** Schemas of which no better is known. */
export const WHOLE_RULES = {
  'schema-narrowed': { ...schema, action: 'narrowed', direction: 'input', title: 'A schema accepts less' },
  'schema-widened': { ...schema, action: 'widened', direction: 'output', title: 'A schema accepts more' },
} as const satisfies ChangeRules;

/** The cause of a fault that no other kind names. */
export function nameWhole({ receiver, keyword, property }: SchemaFault): SchemaCause {
  const facts = { keyword, ...(property === undefined ? {} : { property }) };
  return receiver === 'head'
    ? { ruleId: 'schema-narrowed', message: 'the schema accepts less than it did', facts }
    : { ruleId: 'schema-widened', message: 'the schema accepts more than it did', facts };
}
