import type { IncomingHttpHeaders } from 'node:http';

/** A request and its answer as they passed: whole, or as much of the bodies as is kept. */
export interface Exchange {
  readonly method: string;
  /** Path and query below the contract. */
  readonly url: string;
  readonly requestHeaders: IncomingHttpHeaders;
  readonly requestBody: KeptBody;
  readonly status: number;
  readonly responseHeaders: IncomingHttpHeaders;
  readonly responseBody: KeptBody;
}

/** A body without its content coding; why it cannot be judged, where it cannot; undefined when there is none. */
export type KeptBody = { readonly bytes: Uint8Array } | { readonly unjudged: string } | undefined;
