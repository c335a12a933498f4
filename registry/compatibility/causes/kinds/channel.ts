import type { ChangeRules } from '../change-rule.ts';

const channel = { area: 'channel', kind: 'channel' } as const;

/** Channels and what is done on them. */
export const CHANNEL_RULES = {
  'channel-removed': { ...channel, action: 'removed', direction: 'both', title: 'A channel is gone' },
  'channel-added': { ...channel, action: 'added', direction: 'none', title: 'A channel is new' },
  'channel-address-changed': { ...channel, action: 'changed', direction: 'both', title: 'A channel moved to another address' },
  'channel-servers-changed': { ...channel, action: 'narrowed', direction: 'both', title: 'A channel is no longer on a server' },
} as const satisfies ChangeRules;
