import type { ChangeRules } from '../change-rule.ts';

/** What a protocol adds to a server, channel, operation or message. */
export const BINDING_RULES = {
  'binding-changed': {
    area: 'binding',
    kind: 'binding',
    action: 'changed',
    direction: 'both',
    title: 'A binding that shows on the wire is another: a topic, queue, exchange or group',
  },
} as const satisfies ChangeRules;
