import type { ChangeRules } from '../change-rule.ts';
import type { NameCause } from '../schema-cause.ts';

/** Which numbers. */
export const NUMBER_RULES = {
  'multiple-of-changed': {
    area: 'schema',
    kind: 'number',
    action: 'changed',
    direction: 'both',
    title: 'A number must be a multiple of another one',
  },
} as const satisfies ChangeRules;

/** A divisor that the receiver asks for. */
export const nameNumber: NameCause = ({ keyword, base, head }) => {
  if (keyword !== 'multipleOf') return undefined;
  const facts = { from: base.keyword(keyword), to: head.keyword(keyword) };
  const show = (values: readonly unknown[]) => (values.length === 0 ? 'not set' : values.map(String).join(' and '));
  return { ruleId: 'multiple-of-changed', message: `multipleOf was ${show(facts.from)} and is ${show(facts.to)}`, facts };
};
