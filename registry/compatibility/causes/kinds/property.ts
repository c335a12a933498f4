import type { ChangeRules } from '../change-rule.ts';
import type { NameCause } from '../schema-cause.ts';

const schema = { area: 'schema', kind: 'property' } as const;

/** Properties of objects. */
export const PROPERTY_RULES = {
  'property-removed': { ...schema, action: 'removed', direction: 'both', title: 'A property is gone' },
  'property-added': { ...schema, action: 'added', direction: 'both', title: 'A property is new' },
  'additional-properties-refused': {
    ...schema,
    action: 'narrowed',
    direction: 'input',
    title: 'Properties that are not declared are no longer taken',
  },
  'additional-properties-permitted': {
    ...schema,
    action: 'widened',
    direction: 'output',
    title: 'Properties that are not declared may be sent',
  },
} as const satisfies ChangeRules;

const CLOSING: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', '']);

/** A property that the receiver doesn't know, or forbids by the schema `false`. */
export const nameProperty: NameCause = ({ keyword, property, base, head, receiver }) => {
  if (property === undefined) return undefined;
  if (keyword === 'properties') {
    return receiver === 'head'
      ? { ruleId: 'property-removed', message: `the property '${property}' is forbidden`, facts: property }
      : { ruleId: 'property-added', message: `the property '${property}' was forbidden`, facts: property };
  }
  if (!CLOSING.has(keyword)) return undefined;
  if (receiver === 'head') {
    if (base.properties.has(property))
      return { ruleId: 'property-removed', message: `the property '${property}' is gone`, facts: property };
    return { ruleId: 'additional-properties-refused', message: 'properties that are not declared are no longer taken', facts: null };
  }
  if (head.properties.has(property)) return { ruleId: 'property-added', message: `the property '${property}' is new`, facts: property };
  return { ruleId: 'additional-properties-permitted', message: 'properties that are not declared may be sent', facts: null };
};
