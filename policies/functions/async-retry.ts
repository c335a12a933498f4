import { documentRule } from '../documents/document-rule.ts';
import { channelsOf } from '../documents/event-channels.ts';

/** Each channel says how often and how a receiver tries again: `x-retry: { attempts: 6, backoff: exponential-with-jitter }`. */
export const asyncRetry = documentRule((document) =>
  channelsOf(document).flatMap(({ name, node }) => {
    const retry = node.at('x-retry');
    if (retry.value === undefined) return [{ message: `the channel ${name} does not say how receivers try again (x-retry)`, node }];
    const attempts = retry.at('attempts').value;
    const faults = [
      ...(typeof attempts === 'number' && Number.isInteger(attempts) && attempts > 0 ? [] : ['how often (attempts, a whole number)']),
      ...(retry.text('backoff') === undefined ? ['with what pauses (backoff)'] : []),
    ];
    return faults.length === 0 ? [] : [{ message: `x-retry of the channel ${name} does not say ${faults.join(' and ')}`, node: retry }];
  }),
);
