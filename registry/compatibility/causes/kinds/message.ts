import type { ChangeRules } from '../change-rule.ts';

const message = { area: 'message', kind: 'message' } as const;

/** Messages of a channel. */
export const MESSAGE_RULES = {
  'message-removed': { ...message, action: 'removed', direction: 'both', title: 'A message no longer passes on the channel' },
  'message-added': { ...message, action: 'added', direction: 'output', title: 'A further message passes on the channel' },
  'message-content-type-changed': { ...message, action: 'changed', direction: 'both', title: 'A message has another content type' },
  'message-deprecated': { ...message, action: 'changed', direction: 'none', title: 'A message is deprecated' },
  'correlation-id-changed': {
    ...message,
    action: 'changed',
    direction: 'both',
    title: 'The correlation id stands elsewhere in the message',
  },
  'reply-removed': { ...message, action: 'removed', direction: 'both', title: 'A message is no longer replied to' },
  'reply-added': { ...message, action: 'added', direction: 'input', title: 'A message is replied to' },
  'reply-address-changed': { ...message, action: 'changed', direction: 'both', title: 'Replies go to another address' },
} as const satisfies ChangeRules;
