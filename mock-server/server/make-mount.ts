import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Contract } from '../../registry/contract/index.ts';
import type { Callbacks } from '../callbacks/callbacks.ts';
import type { Listener } from '../events/event-exchange.ts';
import { makeEventMount } from '../events/make-event-mount.ts';
import type { EventMountSettings } from '../events/make-event-mount.ts';
import { faultRulesOf } from '../faults/fault-rules-of.ts';
import type { FaultRule } from '../faults/fault-rule.ts';
import { SessionRateLimits } from '../faults/rate-limits.ts';
import { SessionFaults } from '../faults/session-faults.ts';
import type { AfterEffects } from '../http/after-effects.ts';
import { AnswerCache } from '../http/answer-cache.ts';
import { serveHttp } from '../http/http-mount.ts';
import { IdempotencyKeys } from '../http/idempotency.ts';
import type { Refusal } from '../http/refusals/problem.ts';
import { describeState, makeState } from '../mock-contract.ts';
import type { MockContract } from '../mock-contract.ts';
import type { MockLog, Seen } from './mock-log.ts';
import { makeProxyMount } from '../proxy/proxy-mount.ts';
import type { Proxy } from '../proxy/proxy-mount.ts';
import type { Target } from '../proxy/forward.ts';
import { snapshotOf } from '../snapshots/mock-snapshot.ts';
import { describeUnfit } from '../snapshots/stored-faults.ts';
import { prepareRestoring } from '../snapshots/prepare-restoring.ts';
import { recordAnswers } from '../uses/record-answers.ts';
import { recordCalls } from '../uses/record-calls.ts';
import type { UseRecorder } from '../uses/use-recorder.ts';
import type { Agenda } from '../state/behaviour/agenda.ts';
import { receiveMessage } from '../state/behaviour/receive-message.ts';
import { agendaOfMoves } from '../state/behaviour/timed-moves.ts';
import type { MockState } from '../state/outcome.ts';
import type { Session } from '../state/sessions.ts';

/** One contract as the server mounts it. */
export interface Mount {
  readonly contractId: string;
  /** `/patient-accounts`; '' is the root. */
  readonly mountPath: string;
  /** The request's `url` is the path below the mount. `seen` is told the operation as soon as it is known. */
  serve(request: IncomingMessage, response: ServerResponse, seen?: Seen): Promise<void>;
  /** Back to the seed, for one session: resources, idempotency keys and kept messages. */
  reset(session: Session): void;
  /** What the mock remembers for a session; undefined for contracts that keep no resources. */
  stateOf?(session: Session): MockState;
  /** All that decides what it answers next in a session, as JSON; undefined where nothing is kept. */
  snapshot?(session: Session): object;
  /** Makes what brings a session to a snapshot, the clock already standing there; undefined for a value that is none. */
  restore?(session: Session, snapshot: unknown): (() => void) | Refusal | undefined;
  /** What happens by itself as a session's clock goes on; undefined where nothing does. */
  agendaOf?(session: Session): Agenda | undefined;
  /** What is known of the traffic, where it is forwarded. */
  readonly proxy?: Proxy;
  /** What goes wrong for a session; undefined for contracts of events. */
  faultsOf?(session: Session): SessionFaults;
  /** The contract as it is served; undefined for contracts of events. */
  contractNow?(): Contract;
  /** Serves the contract as it now stands. What is stored stays. Throws as `makeMount` does, and then serves on as before. */
  reload(contract: MockContract): void;
  /** Takes the settings' faults as they now are; undefined for contracts that have none. */
  refault?(): void;
}

/** What all mounts of a server share. */
export interface MountSettings extends EventMountSettings {
  /** Where requests are sent instead of being mocked. */
  readonly target?: Target | undefined;
  readonly recorder?: UseRecorder | undefined;
  /** Faults beside those of each contract's mock.yaml. */
  faults: readonly FaultRule[];
  readonly callbacks: Callbacks;
  readonly log: MockLog;
}

/** The path that a contract is served below; '' is the root. */
export function mountPathOf({ id, mountPath }: MockContract): string {
  return mountPath ?? `/${id}`;
}

/** Makes the mount of a contract: HTTP operations for OpenAPI, channels for AsyncAPI. Throws WORKSPACE_INVALID as `describeState` does. */
export function makeMount(contract: MockContract, settings: MountSettings): Mount {
  const mountPath = mountPathOf(contract);
  const { target, recorder } = settings;
  if (target) return { contractId: contract.id, mountPath, ...makeProxyMount(contract, { target, recorder }) };
  const isEvents = contract.compiled.contract.specification.format === 'asyncapi';
  const served = isEvents ? makeEventMount(contract, settings) : makeHttpMount(contract, mountPath, settings);
  return { contractId: contract.id, mountPath, ...served };
}

type Served = Omit<Mount, 'contractId' | 'mountPath'>;

/** A contract's router is built with the first request that is judged: with this one, before anybody waits for an answer. */
function buildRouter({ compiled }: MockContract): void {
  compiled.acceptsRequest({ method: 'GET', url: '/' });
}

function makeHttpMount(contract: MockContract, mountPath: string, settings: MountSettings): Served {
  const { tokens, sessions, exchange, callbacks, recorder, log } = settings;
  let template = describeState(contract, log.warn);
  const after: AfterEffects = (performed) => {
    const { session, seed } = performed.request.context;
    exchange.emit(session, contract.id, performed.events, seed);
    callbacks.follow(
      contract.id,
      template.compiled,
      performed,
      recorder && recordCalls(recorder, contract.id, template.compiled, performed.request),
    );
  };
  let answers = new AnswerCache();
  let now = contract;
  let rules = faultRulesOf(now, settings.faults);
  const mock = {
    make: (session: Session) => ({
      state: makeState(template, session, (events, atMs) => exchange.emit(session, contract.id, events, sessions.seedOf(session), atMs)),
      keys: new IdempotencyKeys(),
      faults: new SessionFaults(contract.id, rules),
      limits: new SessionRateLimits(template.behaviour?.rateLimits ?? [], template.compiled.contract),
      answers,
      mountPath,
      after,
    }),
  };
  const listener = {
    heeds: () => template.behaviour?.receives ?? [],
    hear(session: Session, index: number, payload: unknown) {
      const reception = template.behaviour?.receives[index];
      if (!reception) return;
      const { contract: from, channel } = reception;
      for (const { problem } of receiveMessage(session.part(mock).state, reception, payload, sessions.seedOf(session))) {
        log.info('a message changed nothing', { contract: contract.id, from, channel, status: problem.status, code: problem.code });
      }
    },
  } satisfies Listener;
  exchange.listen(contract.id, listener);
  const record = recorder && recordAnswers(recorder, contract.id, () => template.compiled);
  const mount = { sessions, mock, tokens, record };
  buildRouter(contract);
  return {
    serve: (request, response, seen) => serveHttp(mount, request, response, seen),
    reset(session) {
      session.forget(mock);
      callbacks.logOf(session).forget(contract.id);
    },
    agendaOf: (session) => agendaOfMoves(template, () => session.part(mock).state),
    faultsOf: (session) => session.part(mock).faults,
    contractNow: () => template.compiled.contract,
    stateOf: (session) => session.part(mock).state,
    snapshot: (session) => snapshotOf(session.part(mock)),
    restore: (session, snapshot) => prepareRestoring(session.part(mock), snapshot),
    reload(changed) {
      buildRouter(changed);
      const described = describeState(changed, log.warn);
      rules = faultRulesOf(changed, settings.faults);
      template = described;
      answers = new AnswerCache();
      now = changed;
      exchange.listen(contract.id, listener);
      for (const session of sessions.all())
        session.update(mock, (part) => {
          part.keys.distrust();
          part.faults.reload(rules);
          part.limits.reload(template.behaviour?.rateLimits ?? [], template.compiled.contract);
          const state = { ...part.state, ...template };
          const unfit = describeUnfit(state);
          if (unfit !== undefined) log.warn(`${contract.id}: ${unfit}`);
          return { ...part, answers, state };
        });
    },
    refault() {
      rules = faultRulesOf(now, settings.faults);
      for (const session of sessions.all()) session.update(mock, (part) => (part.faults.reload(rules), part));
    },
  };
}
