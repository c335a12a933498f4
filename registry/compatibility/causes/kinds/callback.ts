import type { ChangeRules } from '../change-rule.ts';

const callback = { area: 'callback', kind: 'callback' } as const;
const webhook = { area: 'webhook', kind: 'callback' } as const;

/** What the offerer of a contract calls by itself. */
export const CALLBACK_RULES = {
  'callback-removed': { ...callback, action: 'removed', direction: 'output', title: 'A callback is no longer called' },
  'callback-added': { ...callback, action: 'added', direction: 'none', title: 'A callback is new' },
  'callback-method-added': { ...callback, action: 'added', direction: 'output', title: 'A callback is called with a further method' },
  'webhook-removed': { ...webhook, action: 'removed', direction: 'output', title: 'A webhook is no longer called' },
  'webhook-added': { ...webhook, action: 'added', direction: 'none', title: 'A webhook is new' },
  'webhook-method-added': { ...webhook, action: 'added', direction: 'output', title: 'A webhook is called with a further method' },
} as const satisfies ChangeRules;
