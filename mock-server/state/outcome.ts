import type { IncomingHttpHeaders } from 'node:http';
import type { CompiledContract, MediaType, RequestVerdict } from '../../registry/contract/index.ts';
import { onDayOf } from '../answers/seed-day.ts';
import type { Answer } from '../answers/answer.ts';
import type { EmittedEvent } from '../events/emitted-event.ts';
import type { Refusal } from '../http/refusals/problem.ts';
import type { RequestContext } from '../http/request-context.ts';
import type { Behaviour } from '../behaviour.ts';
import type { BehaviourIndex } from './behaviour/behaviour-index.ts';
import type { CollectionModel } from './model/collection-model.ts';
import type { ResourceModel } from './model/resource-model.ts';
import type { ResourceStore } from './resource-store.ts';
import type { Session } from './sessions.ts';

/** A resource by its place. */
export interface FreshResource {
  readonly collection: CollectionModel;
  readonly path: string;
  readonly id: string;
}

/** A contract with what its mock remembers for a session. */
export interface MockState {
  readonly contractId: string;
  readonly session: Session;
  readonly compiled: CompiledContract;
  readonly model: ResourceModel;
  readonly store: ResourceStore;
  /** Only what was made or seeded is there; otherwise an item that nobody made is imagined until it is removed. */
  readonly strict: boolean;
  readonly behaviour: Behaviour | undefined;
  /** The same, by what it is asked for at a change. */
  readonly index: BehaviourIndex;
  /** Resources that have just changed and may have to move by themselves at once. */
  readonly fresh: FreshResource[];
  /** Delivers events of a change that no request made, at its instant (milliseconds since 1970). */
  tell(events: readonly EmittedEvent[], atMs: number): void;
  /** Writes a line to the log, unless it did before. */
  warnOnce(line: string): void;
}

/** A request that the contract accepts, and the media type that its answer of success shall have. */
export interface AcceptedRequest extends Accepted {
  /** Undefined when the success has no content. */
  readonly media: { readonly declared: MediaType; readonly concrete: string } | undefined;
  /** The body as the contract reads it: bytes where it is of a media type that is not read. */
  readonly sent: unknown;
  /** Path below the contract's mount that the mount adds for absolute paths: `/patient-accounts`. */
  readonly mountPath: string;
  /** Path and query below the contract, as they came. */
  readonly url: string;
  /** As they came, declared or not; names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly context: RequestContext;
}

/** The verdict on a request that was accepted. */
export type Accepted = Extract<RequestVerdict, { accepted: true }>;

/**
 * What a request leads to: candidates for its answer, with the effect that takes place once one of them is permitted, or a refusal. Nothing that is
 * stored has changed before `commit` is called, though the session's clock and the numbers that seed what is made may have gone on, so that a change that is
 * refused takes its second, too; `events` are delivered after it. Outcomes with the same `key` are answered the same, from what
 * was written for the first.
 */
export type Outcome =
  | {
      readonly kind: 'answer';
      readonly candidates: Iterable<Answer>;
      readonly key?: string;
      readonly events?: readonly EmittedEvent[];
      commit?(): void;
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

/** An outcome that refuses. */
export function refusal(refused: Refusal): Outcome {
  return { kind: 'refusal', refusal: refused };
}

/** Begins the seed of what is generated for a request: its context's, and the contract. */
export function seedOf(mock: MockState, { context }: Pick<AcceptedRequest, 'context'>): string {
  return onDayOf(context.now, context.seed === '' ? mock.contractId : `${context.seed} ${mock.contractId}`);
}

/** The same, for what lasts: its dates stay as the session's clock goes on. */
export function lastingSeedOf(mock: MockState, request: Pick<AcceptedRequest, 'context'>): string {
  return onDayOf(mock.session.clock.begun, seedOf(mock, request));
}
