import { documentRule } from '../documents/document-rule.ts';
import { channelsOf } from '../documents/event-channels.ts';

/** ISO 8601 duration. */
const DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

/** Bindings of channels that say how long messages are kept, as protocol and members. */
const BINDINGS = [
  ['kafka', 'topicConfiguration', 'retention.ms'],
  ['sqs', 'queue', 'messageRetentionPeriod'],
  ['googlepubsub', 'messageRetentionDuration'],
  ['pulsar', 'retention', 'time'],
] as const;

/** Each channel says how long its messages are kept: `x-retention`, an ISO 8601 duration, or a binding that does. */
export const asyncRetention = documentRule((document) =>
  channelsOf(document).flatMap(({ name, node }) => {
    const declared = node.at('x-retention');
    if (declared.value === undefined) {
      if (BINDINGS.some((keys) => node.at('bindings', ...keys).value !== undefined)) return [];
      return [{ message: `the channel ${name} does not say how long its messages are kept (x-retention)`, node }];
    }
    if (typeof declared.value === 'string' && DURATION.test(declared.value)) return [];
    return [
      {
        message: `x-retention of the channel ${name} is no ISO 8601 duration, such as P30D; it is '${String(declared.value)}'`,
        node: declared,
      },
    ];
  }),
);
