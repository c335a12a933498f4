import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveEvents } from './events/event-mount.ts';
import { indexChannels } from './events/find-channel.ts';
import { KeptMessages } from './events/kept-messages.ts';
import { AnswerCache } from './http/answer-cache.ts';
import { serveHttp } from './http/http-mount.ts';
import { IdempotencyKeys } from './http/idempotency.ts';
import { describeState, makeState } from './mock-contract.ts';
import type { MockContract } from './mock-contract.ts';
import type { MockState } from './state/outcome.ts';
import type { Session, Sessions } from './state/sessions.ts';

/** One contract as the server mounts it. */
export interface Mount {
  readonly contractId: string;
  /** `/patient-accounts`; '' is the root. */
  readonly mountPath: string;
  /** The request's `url` is the path below the mount. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Back to the seed, for one session: resources, idempotency keys and kept messages. */
  reset(session: Session): void;
  /** What the mock remembers for a session; undefined for contracts that keep no resources. */
  stateOf?(session: Session): MockState;
  /** Serves the contract as it now stands. What is stored stays. Throws as `makeMount` does, and then serves on as before. */
  reload(contract: MockContract): void;
}

/** What all mounts of a server share. */
export interface MountSettings {
  readonly tokenKey: Uint8Array;
  readonly sessions: Sessions;
}

/** Makes the mount of a contract: HTTP operations for OpenAPI, channels for AsyncAPI. Throws WORKSPACE_INVALID as `describeState` does. */
export function makeMount(contract: MockContract, settings: MountSettings): Mount {
  const mountPath = contract.mountPath ?? `/${contract.id}`;
  const make = contract.compiled.contract.specification.format === 'asyncapi' ? makeEventMount : makeHttpMount;
  return { contractId: contract.id, mountPath, ...make(contract, mountPath, settings) };
}

type Served = Omit<Mount, 'contractId' | 'mountPath'>;

function makeEventMount({ compiled }: MockContract): Served {
  const messages = new KeptMessages();
  let mock = { compiled, findChannel: indexChannels(compiled.contract), messages };
  return {
    serve: (request, response) => serveEvents(mock, request, response),
    reset: () => messages.clear(),
    reload(changed) {
      mock = { compiled: changed.compiled, findChannel: indexChannels(changed.compiled.contract), messages };
    },
  };
}

function makeHttpMount(contract: MockContract, mountPath: string, { tokenKey, sessions }: MountSettings): Served {
  let template = describeState(contract);
  let answers = new AnswerCache();
  const mock = {
    make: (session: Session) => ({ state: makeState(template, session), keys: new IdempotencyKeys(), answers, mountPath }),
  };
  const mount = { sessions, mock, tokenKey };
  return {
    serve: (request, response) => serveHttp(mount, request, response),
    reset: (session) => session.forget(mock),
    stateOf: (session) => session.part(mock).state,
    reload(changed) {
      template = describeState(changed);
      answers = new AnswerCache();
      for (const session of sessions.all()) session.update(mock, (part) => ({ ...part, answers, state: { ...part.state, ...template } }));
    },
  };
}
