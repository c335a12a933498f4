import type { ChangeRules } from '../change-rule.ts';

const body = { area: 'request', kind: 'request-body' } as const;

/** Bodies of requests as a whole. */
export const REQUEST_BODY_RULES = {
  'required-request-body-added': { ...body, action: 'added', direction: 'input', title: 'A body is required where none was taken' },
  'request-body-added': { ...body, action: 'added', direction: 'output', title: 'A body may be sent where none was' },
  'request-body-removed': { ...body, action: 'removed', direction: 'both', title: 'A body is no longer taken' },
  'request-body-became-required': { ...body, action: 'narrowed', direction: 'input', title: 'An optional body is required' },
  'request-body-became-optional': { ...body, action: 'widened', direction: 'output', title: 'A required body is optional' },
} as const satisfies ChangeRules;
