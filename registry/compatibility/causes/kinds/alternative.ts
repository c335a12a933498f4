import type { ChangeRules } from '../change-rule.ts';
import type { NameCause, SchemaCause, SchemaFault } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'alternative' } as const;

/** Alternatives: `oneOf`, `anyOf` and the rules that choose between schemas. */
export const ALTERNATIVE_RULES = {
  'alternative-removed': {
    ...schema,
    action: 'narrowed',
    direction: 'input',
    title: 'An alternative of oneOf or anyOf is gone or takes less',
  },
  'alternative-added': {
    ...schema,
    action: 'widened',
    direction: 'output',
    title: 'An alternative of oneOf or anyOf is new or takes more',
  },
  'exclusion-changed': { ...schema, action: 'changed', direction: 'both', title: 'What must not pass (not) is other' },
  'condition-changed': { ...schema, action: 'changed', direction: 'both', title: 'What holds under a condition (if, then, else) is other' },
} as const satisfies ChangeRules;

/** Does what refuses the value hold under a condition only? */
export function isUnderCondition({ refusing, receiver, base, head }: SchemaFault): boolean {
  const view = receiver === 'head' ? head : base;
  return refusing !== undefined && view.conditional.includes(refusing) && !view.asserted.includes(refusing);
}

/** A cause as what it is under a condition. */
export function underCondition({ message, facts }: SchemaCause): SchemaCause {
  return { ruleId: 'condition-changed', message: `what holds under a condition is other: ${message}`, facts };
}

/** A value that fits none of the receiver's alternatives, or too many. */
export const nameAlternative: NameCause = ({ keyword, receiver, base, head }) => {
  if (keyword === 'not') return { ruleId: 'exclusion-changed', message: 'what must not pass (not) is other', facts: null };
  if (keyword === 'if' || keyword === 'then' || keyword === 'else')
    return { ruleId: 'condition-changed', message: 'what holds under a condition is other', facts: keyword };
  const count = (view: typeof base) =>
    Math.max(0, ...['oneOf', 'anyOf'].flatMap((name) => view.keyword(name).map((list) => (list as unknown[]).length)));
  const facts = { from: count(base), to: count(head) };
  const isFewer = receiver === 'head' ? facts.to < facts.from : facts.from < facts.to;
  if (keyword !== 'oneOf' && keyword !== 'anyOf' && !isFewer) return undefined;
  return receiver === 'head'
    ? {
        ruleId: 'alternative-removed',
        message: `values that passed fit none of the alternatives (${facts.from} before, ${facts.to} now)`,
        facts,
      }
    : {
        ruleId: 'alternative-added',
        message: `values pass that fitted none of the alternatives (${facts.from} before, ${facts.to} now)`,
        facts,
      };
};
