import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveEvents } from './events/event-mount.ts';
import { indexChannels } from './events/find-channel.ts';
import { KeptMessages } from './events/kept-messages.ts';
import { serveHttp } from './http/http-mount.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import { makeState, resetState } from './mock-contract.ts';
import type { MockContract } from './mock-contract.ts';

/** One contract as the server mounts it. */
export interface Mount {
  readonly contractId: string;
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Back to the seed: resources, idempotency keys and kept messages. */
  reset(): void;
}

/** Makes the mount of a contract: HTTP operations for OpenAPI, channels for AsyncAPI. */
export function makeMount(contract: MockContract, tokenKey: Uint8Array): Mount {
  const { id, compiled, behaviour } = contract;
  if (compiled.contract.specification.format === 'asyncapi') {
    const messages = new KeptMessages();
    const mock = { compiled, findChannel: indexChannels(compiled.contract), messages };
    return { contractId: id, serve: (request, response) => serveEvents(mock, request, response), reset: () => messages.clear() };
  }
  const state = makeState(contract);
  const keys = new IdempotencyKeys();
  const mock = { state, keys, mountPath: `/${id}` };
  return {
    contractId: id,
    serve: (request, response) => serveHttp(mock, tokenKey, request, response),
    reset() {
      resetState(state, behaviour);
      keys.clear();
    },
  };
}
