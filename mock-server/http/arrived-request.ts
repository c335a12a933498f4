import type { IncomingMessage } from 'node:http';
import type { Seen } from '../server/mock-log.ts';
import type { TokenFault } from '../security/access-token.ts';
import type { Credentials } from '../security/verify-credentials.ts';
import type { RequestContext } from './request-context.ts';

/** A request that arrived whole. */
export interface ArrivedRequest {
  readonly method: string;
  /** Path and query below the contract. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array | undefined;
  readonly credentials: Credentials;
  /** Why a bearer token that came does not hold. */
  readonly tokenFault?: TokenFault | undefined;
  /** Held by this request alone, when it brought one. */
  readonly idempotencyKey: string | undefined;
  readonly context: RequestContext;
  /** Is told the operation that the request calls, before it is answered. */
  readonly seen?: Seen | undefined;
}
