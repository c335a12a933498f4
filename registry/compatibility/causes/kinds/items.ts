import type { ChangeRules } from '../change-rule.ts';
import type { NameCause } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'items' } as const;

/** Lists. */
export const ITEMS_RULES = {
  'unique-items-required': { ...schema, action: 'narrowed', direction: 'input', title: 'Items must differ from each other' },
  'unique-items-waived': { ...schema, action: 'widened', direction: 'output', title: 'Items may be equal' },
  'items-refused': { ...schema, action: 'narrowed', direction: 'input', title: 'A list takes no items beyond those declared' },
  'items-permitted': { ...schema, action: 'widened', direction: 'output', title: 'A list may have items beyond those declared' },
  'contains-changed': { ...schema, action: 'changed', direction: 'both', title: 'What a list must contain is other' },
} as const satisfies ChangeRules;

const CONTAINS: ReadonlySet<string> = new Set(['contains', 'minContains', 'maxContains']);
const CLOSING: ReadonlySet<string> = new Set(['items', 'unevaluatedItems', '']);

/** A list that the receiver doesn't take as a whole. */
export const nameItems: NameCause = ({ keyword, property, receiver, value }) => {
  const isHead = receiver === 'head';
  if (keyword === 'uniqueItems') {
    return isHead
      ? { ruleId: 'unique-items-required', message: 'items must differ from each other now', facts: null }
      : { ruleId: 'unique-items-waived', message: 'items may be equal now', facts: null };
  }
  if (CONTAINS.has(keyword)) return { ruleId: 'contains-changed', message: 'what the list must contain is other', facts: keyword };
  if (!CLOSING.has(keyword) || !Array.isArray(value) || (keyword === '' && property !== undefined)) return undefined;
  return isHead
    ? { ruleId: 'items-refused', message: 'items beyond those declared are no longer taken', facts: null }
    : { ruleId: 'items-permitted', message: 'items beyond those declared may be sent', facts: null };
};
