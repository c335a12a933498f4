import type { Place } from '../errors.ts';
import type { DisorderRule } from './events/disorder.ts';
import type { Condition, Expression } from './state/behaviour/expression.ts';
import type { FaultRule } from './faults/fault-rule.ts';
import type { RateLimit } from './faults/rate-limit.ts';

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
  /** What has to hold for a change to be taken, by operationId. */
  readonly rules: Readonly<Record<string, readonly Rule[]>>;
  /** How a field of a resource may change, by path template of the resource. */
  readonly transitions: Readonly<Record<string, Transitions>>;
  /** Fields that the system works out, by path template of the resource, then by JSON pointer (`/total`, `/lines/*` + `/amount`). */
  readonly computed: Readonly<Record<string, Readonly<Record<string, Expression>>>>;
  /** Messages that changes emit. */
  readonly emits: readonly Emission[];
  /** Messages that change the state. */
  readonly receives: readonly Reception[];
  /** Operations that make a resource in a collection other than that of their path, by operationId. */
  readonly creates: Readonly<Record<string, Making>>;
  readonly latency: Latency;
  /** What goes wrong with requests. */
  readonly faults: readonly FaultRule[];
  /** How many requests a session may send. */
  readonly rateLimits: readonly RateLimit[];
  /** Where a part stands in the file, by JSON pointer (RFC 6901). */
  locate(pointer: string): Place;
}

/** A text, or a list of texts. */
export type OneOrMore = string | readonly string[];

/** Answers with the one resource of the collection whose fields equal what the request's body says, or with a page of all of them. */
export interface Lookup {
  readonly collection: string;
  /** A page of all that match; what the body leaves out is no condition then. */
  readonly many?: boolean;
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
/** How a change is refused: the contract's example of a problem with this status and code, else problem details. */
export interface RefusedAs {
  readonly status: number;
  readonly code: string;
  /** `{/pointer}` stands for a value of the resource. Without it, the example's own words. */
  readonly detail?: string;
}

/** A change is refused unless the condition holds. */
export interface Rule extends RefusedAs {
  readonly require: Condition;
}

/** The moves that a field of state may make. Any other change of it is refused. */
export interface Transitions {
  readonly field: string;
  /** States in which a resource may begin; the first is given to one that names none. */
  readonly initial?: OneOrMore;
  readonly moves: readonly Move[];
  /** 409 by default. */
  readonly refusedAs?: RefusedAs;
}

/** One move. */
export interface Move {
  readonly from: OneOrMore;
  readonly to: string;
  /** Operations that make it; where there are none, writing the field does. */
  readonly by?: OneOrMore;
  /** It happens by itself when the session's clock is this long (ISO 8601) past the last change. */
  readonly after?: string;
  /** Other fields that the move sets, by JSON pointer. */
  readonly set?: Readonly<Record<string, Expression>>;
}

/** A resource comes to a state that its transitions know. */
export interface Arrival {
  /** Path template of the resource. */
  readonly resource: string;
  readonly to: OneOrMore;
}

/** A message that a change emits. */
export interface Emission {
  /** Operations whose success emits it, or the states that a resource comes to, whatever brings it there. */
  readonly on: OneOrMore | Arrival;
  readonly when?: Condition;
  /** Id of the AsyncAPI contract. */
  readonly contract: string;
  /** Address or name of the channel there. */
  readonly channel: string;
  /** Name of the message, where the channel has several. */
  readonly message?: string;
  readonly payload: Expression;
  readonly headers?: Readonly<Record<string, Expression>>;
}

/** What a message that somebody sent does to the state: it makes a resource, or changes those that match it. In expressions `body` is its payload. */
export type Reception = Heard & (Making | Changing);

/** Which messages. */
export interface Heard {
  /** Id of the AsyncAPI contract. */
  readonly contract: string;
  /** Address or name of the channel there. */
  readonly channel: string;
  /** Name of the message, where the channel has several. */
  readonly message?: string;
  readonly when?: Condition;
}

/** A resource is made in a collection. */
export interface Making {
  /** Path of the collection. */
  readonly create: string;
  readonly value: Expression;
}

/** Resources are changed, as their transitions allow. */
export interface Changing {
  /** Path template of the resources. */
  readonly change: string;
  /** Field of the resource → JSON pointer into the payload. All must be equal. */
  readonly match: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, Expression>>;
}

/** How long answers take, in milliseconds. */
export interface Latency {
  readonly default?: Delay;
  readonly operations?: Readonly<Record<string, Delay>>;
}

/** A fixed time, or one between two that the seed chooses. */
export type Delay = number | { readonly min: number; readonly max: number };
