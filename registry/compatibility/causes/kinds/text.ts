import type { ChangeRules } from '../change-rule.ts';
import type { NameCause } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'text', action: 'changed', direction: 'both' } as const;

/** What texts look like. */
export const TEXT_RULES = {
  'pattern-changed': { ...schema, title: 'A text must match another pattern' },
  'format-changed': { ...schema, title: 'A value has another format' },
} as const satisfies ChangeRules;

/** A pattern or format that the receiver asks for. */
export const nameText: NameCause = ({ keyword, base, head }) => {
  if (keyword !== 'pattern' && keyword !== 'format') return undefined;
  const facts = { from: base.keyword(keyword), to: head.keyword(keyword) };
  const show = (values: readonly unknown[]) => (values.length === 0 ? 'none' : values.map(String).join(' and '));
  return { ruleId: `${keyword}-changed`, message: `the ${keyword} was ${show(facts.from)} and is ${show(facts.to)}`, facts };
};
