import type { ChangeRules } from '../change-rule.ts';
import type { NameCause } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'required' } as const;

/** Which properties must be there. */
export const REQUIRED_RULES = {
  'property-became-required': { ...schema, action: 'narrowed', direction: 'input', title: 'An optional property is required' },
  'property-became-optional': {
    ...schema,
    action: 'widened',
    direction: 'output',
    title: 'A property that was always there may be absent',
  },
  'required-property-added': { ...schema, action: 'added', direction: 'input', title: 'A new property is required' },
  'required-property-removed': { ...schema, action: 'removed', direction: 'output', title: 'A property that was always there is gone' },
} as const satisfies ChangeRules;

/** A property that the receiver requires and the sender may leave out. */
export const nameRequired: NameCause = ({ keyword, property, base, head, receiver }) => {
  if (property === undefined || keyword !== 'required') return undefined;
  const isKnown = receiver === 'head' ? base.properties.has(property) : head.properties.has(property);
  if (receiver === 'head') {
    return isKnown
      ? { ruleId: 'property-became-required', message: `the property '${property}' is required now`, facts: property }
      : { ruleId: 'required-property-added', message: `the new property '${property}' is required`, facts: property };
  }
  return isKnown
    ? { ruleId: 'property-became-optional', message: `the property '${property}' may be absent now`, facts: property }
    : { ruleId: 'required-property-removed', message: `the property '${property}', which was always there, is gone`, facts: property };
};
