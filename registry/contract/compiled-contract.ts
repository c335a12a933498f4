import type { InterlockError, Place } from '../../errors.ts';
import type { Contract, EventOperation, HttpOperation, Location, Message, Operation, Response } from './contract.ts';

/**
 * A contract that can be executed: the one judge of messages, behind the gate, the mocks, the adapters and the flows. Each part is
 * compiled when first asked for.
 */
export interface CompiledContract {
  readonly contract: Contract;
  /** By `operationId` or by key; undefined when there is none. */
  operation(idOrKey: string): Operation | undefined;
  /** Would a server that holds this contract take the request? Also the router: an accepted verdict names the operation and the decoded parameters. */
  acceptsRequest(request: HttpRequest): RequestVerdict;
  /**
   * Would the receiver take the request as a call of this operation? Judges webhooks and callbacks too, which have no path of their own:
   * of their URL only the query counts.
   */
  acceptsCall(operation: HttpOperation, request: HttpRequest): RequestVerdict;
  /** May the party that answers send this response? Violations are found out when they are first read: until then, leave the body as it is. */
  permitsResponse(operation: HttpOperation, response: HttpResponse): ResponseVerdict;
  /** May this message pass on the operation's channel? With `reply: true` it is judged as the operation's reply, which flows the other way. */
  permitsMessage(operation: EventOperation, message: EventMessage, options?: { readonly reply?: boolean }): MessageVerdict;
  /** Compiles every operation and message now, for the gate: one error (SCHEMA_INVALID, with its place) per part that cannot be judged. */
  compileAll(): readonly InterlockError[];
  /** Compiles one operation now, so that its first message does not wait: errors as of `compileAll`. */
  compileOperation(operation: Operation): readonly InterlockError[];
}

/** A body as bytes from the wire, or as a value already decoded by its media type. */
export type Body = Uint8Array | { readonly value: unknown };

/** Names are matched without regard to case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface HttpRequest {
  readonly method: string;
  /** Path and query, below the contract's base path, or an absolute URL on one of its servers. */
  readonly url: string;
  readonly headers?: Headers;
  readonly body?: Body;
  /** Credentials that the edge has verified. Absent means that security is not judged; empty means an anonymous caller. */
  readonly credentials?: readonly { readonly scheme: string; readonly scopes: readonly string[] }[];
}

export interface HttpResponse {
  readonly status: number;
  readonly headers?: Headers;
  readonly body?: Body;
}

export interface EventMessage {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly payload: Body;
  readonly contentType?: string;
  /** Concrete address, when known: channel parameters are judged by it. */
  readonly address?: string;
  /** URL of the server that it passes on, `kafka://a.example:9092`, when known: the channel must be on it. */
  readonly server?: string;
  /** Credentials that the edge has verified. Absent means that security is not judged; empty means an anonymous party. */
  readonly credentials?: HttpRequest['credentials'];
  /**
   * What the protocol puts beside headers and payload, by protocol and member of the binding, as far as known:
   * `{ kafka: { key: '17', topic: 'orders' } }`. Where a binding holds a schema it judges the value; what it names, the value must be.
   */
  readonly bindings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type RequestVerdict =
  | {
      readonly accepted: true;
      readonly operation: HttpOperation;
      readonly parameters: DecodedParameters;
      /** Decoded body; undefined when none was sent. Bytes of a media type that schemas don't judge (XML, PDF, ...) stay bytes, and were not judged, but that XML is well-formed. */
      readonly body: unknown;
      readonly mediaType: string | undefined;
    }
  | {
      readonly accepted: false;
      readonly violations: readonly Violation[];
      /** Known once path and method matched. */
      readonly operation?: HttpOperation;
      /** Methods that the path offers, for `Allow`, when the method is what failed. */
      readonly allow?: readonly string[];
    };

export interface DecodedParameters {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly cookie: Readonly<Record<string, unknown>>;
}

export type ResponseVerdict =
  | { readonly accepted: true; readonly response: Response | undefined; readonly body: unknown }
  | { readonly accepted: false; readonly violations: readonly Violation[] };

export type MessageVerdict =
  | { readonly accepted: true; readonly message: Message; readonly payload: unknown }
  | { readonly accepted: false; readonly violations: readonly Violation[] };

export type ViolationCode =
  | 'unknown-path'
  | 'method-not-allowed'
  | 'unauthenticated'
  | 'insufficient-scope'
  | 'missing-parameter'
  | 'invalid-parameter'
  | 'missing-body'
  | 'unexpected-body'
  | 'malformed-body'
  | 'invalid-body'
  | 'unsupported-media-type'
  | 'undeclared-status'
  | 'missing-header'
  | 'invalid-header'
  | 'undeclared-message'
  | 'invalid-payload'
  | 'invalid-binding';

/** One way in which a message does not fit. */
export interface Violation {
  readonly code: ViolationCode;
  readonly message: string;
  readonly part: 'method' | 'path' | 'query' | 'header' | 'cookie' | 'body' | 'status' | 'security' | 'payload' | 'binding';
  /** JSON pointer into the part: `/lines/0/amount` of a body, `/limit` of the query. */
  readonly pointer: string;
  /** What was expected there: node of the source. */
  readonly expected: Location;
  /** Line of the contract that says so, looked up when read. */
  readonly place: Place;
}
