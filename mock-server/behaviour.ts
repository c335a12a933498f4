import type { Place } from '../errors.ts';
import type { DisorderRule } from './events/disorder.ts';

/** What a mock.yaml adds to the behaviour that a contract's REST shape implies. Data only. */
export interface Behaviour {
  /** `strict`: an item that nobody made is unknown. `lenient`: it is there all the same, with generated values, until it is deleted. */
  readonly state: 'strict' | 'lenient';
  /** Resources at start and after a reset, by collection path: `/accounts`, `/accounts/A-1/adjustments`. */
  readonly seed: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** Operations that find one resource, by operationId. */
  readonly lookups: Readonly<Record<string, Lookup>>;
  /** Singleton sub-resources that show and patch fields of their parent, by path template: `/accounts/{accountId}/balances`. */
  readonly views: Readonly<Record<string, View>>;
  /** How events are delivered. */
  readonly events: EventBehaviour;
  /** Where a part stands in the file, by JSON pointer (RFC 6901). */
  locate(pointer: string): Place;
}

/** Answers with the one resource of the collection whose fields equal what the request's body says. */
export interface Lookup {
  readonly collection: string;
  /** Field of the resource → JSON pointer into the request's body. */
  readonly match: Readonly<Record<string, string>>;
}

/** A singleton resource made of some fields of another. */
export interface View {
  /** Path template of the resource that has the fields. */
  readonly of: string;
  readonly fields: readonly string[];
}

/** How the channels of an event contract behave. */
export interface EventBehaviour {
  /** How badly messages are delivered; the first rule for a channel counts. */
  readonly disorder?: readonly DisorderRule[];
}
