import type { Place } from '../../errors.ts';
import type { Finding } from './finding.ts';

/**
 * The normal form of an OpenAPI or AsyncAPI document. Both protocols, all versions read, one shape: what stands in here no longer shows
 * which specification or dialect it was written in. Everything is readonly and serialisable apart from `locate`.
 */
export interface Contract {
  readonly specification: Specification;
  readonly title: string;
  /** `info.version`, as written. */
  readonly version: string;
  readonly description?: string;
  readonly servers: readonly Server[];
  readonly operations: readonly Operation[];
  /** The shared graph: every schema that a `$ref` points at, by id. Schemas refer to each other as `{ $ref: id }`. Cycles stay cycles. */
  readonly schemas: ReadonlyMap<SchemaId, NamedSchema>;
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** Faults that do not prevent compiling (no `info`, a missing optional part): drafts are served with warnings. */
  readonly findings: readonly Finding[];
  /** Where a node of the source stands, on demand: the first call for a file costs one parse with positions. */
  locate(location: Location): Place;
}

/** The specification that the document was written in. */
export interface Specification {
  readonly format: 'openapi' | 'asyncapi';
  /** Full version as declared: `3.0.3`, `2.6.0`. */
  readonly version: string;
}

/** A node of a source file. `pointer` is a JSON pointer (RFC 6901), '' for the whole document. */
export interface Location {
  readonly file: string;
  readonly pointer: string;
}

export interface Server {
  readonly name?: string;
  /** Absolute or relative URL with `{variables}` (OpenAPI), or `protocol://host/path` (AsyncAPI). */
  readonly url: string;
  readonly protocol: string;
  readonly variables: Readonly<Record<string, { readonly default?: string; readonly enum?: readonly string[] }>>;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly security: readonly SecurityAlternative[];
  readonly location: Location;
}

export type Operation = HttpOperation | EventOperation;

/** As seen by the party that offers the contract: an HTTP request is input, its response output; a webhook the other way round. */
export type Direction = 'input' | 'output';

/** Where data of one schema crosses the edge, and which way. */
export interface Slot {
  readonly direction: Direction;
  readonly schema: Schema;
  readonly location: Location;
}

export interface HttpOperation {
  readonly kind: 'http';
  /** Identity on the wire: method and path with parameters by position, `GET /accounts/{}`; webhooks `webhook <name> POST`; callbacks `callback <key of parent> <name> <expression> POST`. */
  readonly key: string;
  /** `operationId`, when declared: unique in the contract. */
  readonly operationId?: string;
  readonly origin: 'path' | 'webhook' | 'callback';
  /** Upper case. */
  readonly method: string;
  /** Path template as written, `/accounts/{accountId}`; the runtime expression of a callback; '' for a webhook. */
  readonly path: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: readonly Response[];
  /** Alternatives, any of which suffices; an empty list means that no credentials are needed. */
  readonly security: readonly SecurityAlternative[];
  readonly callbacks: readonly HttpOperation[];
  /** Servers of the operation, else of its path item, else of the document, else `/`. */
  readonly servers: readonly Server[];
  readonly extensions: Extensions;
  readonly location: Location;
}

/** One alternative of a security requirement: all of its schemes together. An empty alternative permits anonymous calls. */
export type SecurityAlternative = readonly { readonly scheme: string; readonly scopes: readonly string[] }[];

export interface SecurityScheme {
  /** OpenAPI and AsyncAPI `type`: apiKey, http, oauth2, openIdConnect, mutualTLS, httpApiKey, userPassword, X509, ... */
  readonly type: string;
  /** The Security Scheme Object as written, `$ref` resolved. */
  readonly declaration: Readonly<Record<string, unknown>>;
  readonly location: Location;
}

export interface Parameter extends Slot {
  readonly name: string;
  /** `querystring` is OpenAPI 3.2. */
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'querystring';
  readonly description?: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** Serialisation, defaults filled in (OpenAPI 3.1 §4.8.12.2); absent when `content` is used. */
  readonly style?: 'matrix' | 'label' | 'simple' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | 'cookie';
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** Media type when the parameter is declared by `content`. */
  readonly mediaType?: string;
  readonly examples: readonly Example[];
}

export interface RequestBody {
  readonly description?: string;
  readonly required: boolean;
  readonly content: readonly MediaType[];
  readonly location: Location;
}

export interface Response {
  /** `200`, `2XX` (upper case) or `default`. */
  readonly status: string;
  readonly description: string;
  readonly headers: readonly Parameter[];
  readonly content: readonly MediaType[];
  readonly location: Location;
}

export interface MediaType extends Slot {
  /** As written, lower case: `application/json`, `application/*`, with parameters if any. */
  readonly mediaType: string;
  /** Of each item of a sequence (OpenAPI 3.2 §4.14): messages are not judged by it. */
  readonly itemSchema?: Schema;
  readonly examples: readonly Example[];
  /** Multipart and form encodings by property (OpenAPI Encoding Object), `$ref` resolved. */
  readonly encoding: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Example {
  readonly name?: string;
  readonly summary?: string;
  readonly value: unknown;
  readonly location: Location;
}

export interface EventOperation {
  readonly kind: 'event';
  /** Identity on the wire: action and channel address with parameters by position, `receive billing.claim-finalised.v1`, `send orders/{}`. */
  readonly key: string;
  /** `operationId` of AsyncAPI 2, the operation's name in AsyncAPI 3. */
  readonly operationId?: string;
  /** From the application's own side, as AsyncAPI 3 has it: an AsyncAPI 2 `publish` is `receive`, `subscribe` is `send`. */
  readonly action: 'send' | 'receive';
  readonly channel: Channel;
  readonly summary?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly messages: readonly Message[];
  /** Flows opposite to the operation. */
  readonly reply?: {
    readonly channel?: Channel;
    readonly address?: string;
    readonly messages: readonly Message[];
    readonly location: Location;
  };
  readonly security: readonly SecurityAlternative[];
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly bindingSchemas: readonly BindingSchema[];
  readonly extensions: Extensions;
  readonly location: Location;
}

export interface Channel {
  /** Null when known only at run time (AsyncAPI 3). */
  readonly address: string | null;
  readonly name: string;
  readonly parameters: readonly ChannelParameter[];
  /** Names of the servers it is available on; empty means all. */
  readonly servers: readonly string[];
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly bindingSchemas: readonly BindingSchema[];
  readonly extensions: Extensions;
  readonly location: Location;
}

/** A member of a binding that holds a schema, read as every other schema is: the key of a Kafka message, the query of a WebSocket handshake. */
export interface BindingSchema {
  readonly protocol: string;
  readonly member: string;
  /** Absent when it is no schema that is read (Avro, say), with a finding: anything goes. */
  readonly schema?: Schema;
  readonly location: Location;
}

export interface ChannelParameter {
  readonly name: string;
  readonly schema: Schema;
  /** Runtime expression, `$message.payload#/claimId`. */
  readonly source?: string;
  readonly location: Location;
}

export interface Message {
  readonly name: string;
  readonly title?: string;
  readonly contentType: string;
  /** Absent when the message declares no payload: anything goes. `schemaFormat` other than JSON Schema and OpenAPI leaves it absent, with a finding. */
  readonly payload?: Slot;
  readonly headers?: Slot;
  /** Runtime expression of the correlation id. */
  readonly correlationId?: string;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly bindingSchemas: readonly BindingSchema[];
  readonly examples: readonly MessageExample[];
  readonly deprecated: boolean;
  readonly extensions: Extensions;
  readonly location: Location;
}

export interface MessageExample {
  readonly name?: string;
  readonly headers?: unknown;
  readonly payload?: unknown;
  readonly location: Location;
}

/** `x-` members, as written. */
export type Extensions = Readonly<Record<string, unknown>>;

/** Id of a schema in the graph, also its URI for JSON Schema validators: `schema:0`, `schema:1`, ... in order of discovery. */
export type SchemaId = `schema:${number}`;

export interface NamedSchema {
  readonly id: SchemaId;
  /** Last segment of where it was declared, for people: `Pet`. */
  readonly name: string;
  readonly schema: Schema;
  readonly location: Location;
}

/**
 * JSON Schema 2020-12. Every other dialect is gone: `nullable` is a type array, boolean `exclusiveMinimum` a number, `items` arrays are
 * `prefixItems`, `definitions` and `$anchor` are resolved, `example` is `examples`, a `discriminator` is written into each branch as a
 * required property with an enum of its wire tags. `$ref` holds a SchemaId and nothing else. Annotations (`description`, `default`,
 * `examples`, `readOnly`, `writeOnly`, `deprecated`, `format`, `x-*`) stay.
 */
export type Schema = boolean | SchemaObject;

export interface SchemaObject {
  readonly $ref?: SchemaId;
  readonly [keyword: string]: unknown;
}
