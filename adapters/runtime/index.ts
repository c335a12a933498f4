export { createCaller } from './caller.ts';
export type { CallAnswer, CallControl, Caller, CallerOptions, CallRequest } from './caller.ts';
export { fetchToken } from './fetch-token.ts';
export type { OutgoingMessage } from './publish-message.ts';
export { DEFAULT_RETRY_POLICY, delayAfter } from './retry-policy.ts';
export type { RetryPolicy } from './retry-policy.ts';
