import type { ChangeRules } from '../change-rule.ts';

const status = { area: 'response', kind: 'response' } as const;

/** Responses as a whole. */
export const RESPONSE_RULES = {
  'response-status-added': { ...status, action: 'added', direction: 'output', title: 'A response with a further status is possible' },
  'response-status-removed': { ...status, action: 'removed', direction: 'both', title: 'A status is no longer answered with' },
  'response-body-added': { ...status, action: 'added', direction: 'both', title: 'A response has a body that had none' },
  'response-body-removed': { ...status, action: 'removed', direction: 'both', title: 'A response no longer has a body' },
} as const satisfies ChangeRules;
