import type { ChangeRules } from '../change-rule.ts';

const schema = { area: 'schema', kind: 'meaning', action: 'changed' } as const;

/** Annotations that programs act on. */
export const MEANING_RULES = {
  'default-changed': { ...schema, direction: 'both', title: 'What an absent value means changed' },
  'read-only-added': { ...schema, direction: 'input', title: 'A property is no longer taken in requests' },
  'read-only-removed': { ...schema, direction: 'none', title: 'A property is taken in requests as well' },
  'write-only-added': { ...schema, direction: 'output', title: 'A property is no longer given in responses' },
  'write-only-removed': { ...schema, direction: 'none', title: 'A property is given in responses as well' },
  'schema-deprecated': { ...schema, direction: 'none', title: 'A property or schema is deprecated' },
} as const satisfies ChangeRules;
