import type { ChangeRules } from '../change-rule.ts';

const request = { area: 'request', kind: 'media-type' } as const;
const response = { area: 'response', kind: 'media-type' } as const;

/** Media types of bodies. */
export const MEDIA_TYPE_RULES = {
  'request-media-type-removed': { ...request, action: 'removed', direction: 'input', title: 'A media type is no longer taken' },
  'request-media-type-added': { ...request, action: 'added', direction: 'output', title: 'A further media type is taken' },
  'response-media-type-removed': { ...response, action: 'removed', direction: 'both', title: 'A media type is no longer answered with' },
  'response-media-type-added': { ...response, action: 'added', direction: 'none', title: 'A further media type can be asked for' },
  'encoding-changed': { ...request, action: 'changed', direction: 'both', title: 'A field of a form is written otherwise' },
} as const satisfies ChangeRules;
