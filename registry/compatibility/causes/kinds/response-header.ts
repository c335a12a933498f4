import type { ChangeRules } from '../change-rule.ts';

const header = { area: 'response', kind: 'response-header' } as const;

/** Headers of responses. */
export const RESPONSE_HEADER_RULES = {
  'response-header-removed': { ...header, action: 'removed', direction: 'both', title: 'A header is no longer sent' },
  'response-header-added': { ...header, action: 'added', direction: 'input', title: 'A header is new' },
  'response-header-became-optional': {
    ...header,
    action: 'widened',
    direction: 'output',
    title: 'A header that was always sent may be absent',
  },
  'response-header-became-required': { ...header, action: 'narrowed', direction: 'input', title: 'A header is always sent' },
  'response-header-deprecated': { ...header, action: 'changed', direction: 'none', title: 'A header is deprecated' },
} as const satisfies ChangeRules;
