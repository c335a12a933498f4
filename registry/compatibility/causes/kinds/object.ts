import type { ChangeRules } from '../change-rule.ts';
import type { NameCause } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'object', action: 'changed', direction: 'both' } as const;

/** Rules for the members of objects. */
export const OBJECT_RULES = {
  'property-names-changed': { ...schema, title: 'How properties may be named is other' },
  'dependency-changed': { ...schema, title: 'What one property demands of others is other' },
} as const satisfies ChangeRules;

const DEPENDENCIES: ReadonlySet<string> = new Set(['dependentRequired', 'dependentSchemas']);

/** An object that the receiver doesn't take by its names. */
export const nameObject: NameCause = ({ keyword, property, base, head }) => {
  if (keyword === 'propertyNames')
    return { ruleId: 'property-names-changed', message: 'how properties may be named is other', facts: null };
  if (!DEPENDENCIES.has(keyword)) return undefined;
  const facts = { property, from: base.keyword(keyword), to: head.keyword(keyword) };
  return { ruleId: 'dependency-changed', message: 'what one property demands of others is other', facts };
};
