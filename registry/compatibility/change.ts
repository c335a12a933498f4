import type { Place } from '../../errors.ts';
import type { Location, Severity, ViolationCode } from '../contract/index.ts';
import type { CompareBudget } from './budget.ts';
import type { ConsumerUse } from './consumers/consumer-use.ts';
import type { Profile } from './profiles.ts';

/** What a comparison of two versions of a contract found. */
export interface Comparison {
  readonly changes: readonly Change[];
  readonly requiredBump: Bump;
  /** What no verdict stands for: never to be read as clean. */
  readonly notChecked: readonly NotChecked[];
}

/** The part of the version that must grow (Semantic Versioning 2.0.0); `none` when nothing changed. */
export type Bump = 'major' | 'minor' | 'patch' | 'none';

/** Something that could not be compared, and why. */
export interface NotChecked {
  readonly reason: string;
  readonly place?: Place;
}

/** What a comparison may be told. */
export interface CompareOptions {
  /** Default `wire`. */
  readonly profile?: Profile;
  /** What applications use of this contract. None at all: use is unknown, and counts as use. */
  readonly consumers?: readonly ConsumerUse[];
  /** Of the base. At 2 and 3 what is unproven only warns. */
  readonly criticality?: 0 | 1 | 2 | 3;
  readonly budget?: CompareBudget;
}

/**
 * `breaking`: a message is rejected or an offer withdrawn, and the witness shows it. `unproven`: it may be so, with the reason why that
 * could not be shown. `warning`: nothing is rejected, but something no longer means what it meant. `compatible`: for the changelog.
 */
export type Verdict = 'breaking' | 'unproven' | 'warning' | 'compatible';

/** What a change is about. */
export type ChangeArea =
  | 'contract'
  | 'server'
  | 'security'
  | 'operation'
  | 'parameter'
  | 'request'
  | 'response'
  | 'callback'
  | 'webhook'
  | 'channel'
  | 'message'
  | 'binding'
  | 'schema'
  | 'codegen';

/** Which way what changed flows: from HTTP clients and back, by webhook or callback and back, from publishers, to subscribers. */
export type ChangeDirection = 'request' | 'response' | 'callback-request' | 'callback-response' | 'publish' | 'subscribe';

/** What was done to it. */
export type ChangeAction = 'added' | 'removed' | 'changed' | 'narrowed' | 'widened';

/** One change with one root cause, however many operations it reaches. */
export interface Change {
  /** Stable kebab-case id, a row of CHANGE_RULES. */
  readonly ruleId: string;
  readonly area: ChangeArea;
  /** The kind of thing: `required`, `enum`, `media-type`. */
  readonly kind: string;
  readonly action: ChangeAction;
  readonly direction: ChangeDirection;
  readonly verdict: Verdict;
  /** Weighed by who is hurt; never lowers the bump. */
  readonly severity: Severity;
  /** The declared consumers that use what changed, or may; absent when none is declared or nobody can be hurt. */
  readonly usedBy?: readonly User[];
  readonly message: string;
  /** Keys of all operations that it reaches, in the order of the base. */
  readonly operations: readonly string[];
  readonly base?: Location;
  readonly head?: Location;
  /** Where in the message, as a JSON pointer with `*` for any item; absent when the change is not about a part of one. */
  readonly pointer?: string;
  /** What it is about, as consumers' files name it. */
  readonly part?: ChangedPart;
  readonly witness?: Witness;
  /** Why it is unproven. */
  readonly reason?: string;
  /** Stays the same when words, lines or other changes differ. */
  readonly fingerprint: string;
}

/** The part of an operation that a change is about, as far as it is about one. */
export interface ChangedPart {
  /** A JSON pointer into the body or payload with `*` for any item, or `query:<name>`, `header:<name>`, `path:<name>`, `cookie:<name>`. */
  readonly field?: string;
  /** Values that came or went. */
  readonly values?: readonly unknown[];
  /** `200`, `2XX`, `default`. */
  readonly status?: string;
  readonly mediaType?: string;
  /** Names of the message, before and after. */
  readonly messages?: readonly string[];
}

/** A declared consumer that uses what changed, or may. */
export interface User {
  readonly consumer: string;
  /** Where a break hurts the business, or may. */
  readonly isProduction: boolean;
}

/** A message as it stands on the wire, and what the holder of each version makes of it. */
export type Witness =
  | { readonly kind: 'request'; readonly request: WireRequest; readonly base: WitnessVerdict; readonly head: WitnessVerdict }
  | {
      readonly kind: 'response';
      /** The request that it answers. */
      readonly request?: WireRequest;
      readonly response: WireResponse;
      readonly base: WitnessVerdict;
      readonly head: WitnessVerdict;
    }
  | { readonly kind: 'event'; readonly event: WireEvent; readonly base: WitnessVerdict; readonly head: WitnessVerdict };

/** What the holder of a version makes of a witness. */
export interface WitnessVerdict {
  readonly accepted: boolean;
  /** Read off the declaration of this version, since no message is judged by it: a channel without messages, where a correlation id is looked for. */
  readonly isDeclared?: true;
  /** In words: `accepts it as getAccount`, `rejects it`, `no longer sends it`. */
  readonly says: string;
  readonly violations: readonly {
    readonly code: ViolationCode;
    readonly message: string;
    readonly pointer: string;
    readonly place: Place;
  }[];
}

/** An HTTP request. */
export interface WireRequest {
  readonly method: string;
  /** Path and query below the base path, or an absolute URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: WireBody;
  /** Credentials that the edge has verified, by the base's scheme names. */
  readonly credentials?: readonly { readonly scheme: string; readonly scopes: readonly string[] }[];
}

/** An HTTP response. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: WireBody;
}

/** A message on a channel; without a payload, a subscription to the channel. */
export interface WireEvent {
  readonly action: 'publish' | 'subscribe';
  readonly address: string | null;
  readonly contentType?: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload?: WireBody;
  /** The operation's reply. */
  readonly isReply?: boolean;
  /** URL of the server that it passes on, where that matters. */
  readonly server?: string;
  /** Credentials of who connects, by the base's scheme names, where they matter. */
  readonly credentials?: WireRequest['credentials'];
  /** What the protocol puts beside headers and payload, by protocol and member, where that matters: `{ kafka: { key: '17' } }`. */
  readonly bindings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Bytes, as text where they are text. */
export type WireBody = { readonly text: string } | { readonly base64: string };
