import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveEvents } from './events/event-mount.ts';
import { indexChannels } from './events/find-channel.ts';
import { KeptMessages } from './events/kept-messages.ts';
import { serveHttp } from './http/http-mount.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import { describeState, makeState } from './mock-contract.ts';
import type { MockContract } from './mock-contract.ts';
import type { MockState } from './state/outcome.ts';
import type { Session, Sessions } from './state/sessions.ts';

/** One contract as the server mounts it. */
export interface Mount {
  readonly contractId: string;
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Back to the seed, for one session: resources, idempotency keys and kept messages. */
  reset(session: Session): void;
  /** What the mock remembers for a session; undefined for contracts that keep no resources. */
  stateOf?(session: Session): MockState;
}

/** Makes the mount of a contract: HTTP operations for OpenAPI, channels for AsyncAPI. */
export function makeMount(contract: MockContract, tokenKey: Uint8Array, sessions: Sessions): Mount {
  const { id, compiled } = contract;
  if (compiled.contract.specification.format === 'asyncapi') {
    const messages = new KeptMessages();
    const mock = { compiled, findChannel: indexChannels(compiled.contract), messages };
    return { contractId: id, serve: (request, response) => serveEvents(mock, request, response), reset: () => messages.clear() };
  }
  const template = describeState(contract);
  const mock = {
    make: (session: Session) => ({ state: makeState(template, session), keys: new IdempotencyKeys(), mountPath: `/${id}` }),
  };
  const mount = { sessions, mock, tokenKey };
  return {
    contractId: id,
    serve: (request, response) => serveHttp(mount, request, response),
    reset: (session) => session.forget(mock),
    stateOf: (session) => session.part(mock).state,
  };
}
