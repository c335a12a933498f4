import type { EmittedEvent } from '../events/emitted-event.ts';
import type { Accepted } from '../state/outcome.ts';
import type { ArrivedRequest } from './arrived-request.ts';
import type { WrittenAnswer } from './send-answer.ts';

/** A request that had its effect. */
export interface PerformedRequest {
  readonly verdict: Accepted;
  readonly request: ArrivedRequest;
  readonly answer: WrittenAnswer;
  readonly events: readonly EmittedEvent[];
}

/** What follows from a request once its effect has taken place: events are delivered, callbacks are sent. Never throws, never waits. */
export type AfterEffects = (performed: PerformedRequest) => void;
