import type { CompiledContract, HttpOperation, HttpRequest } from '../../registry/contract/index.ts';

/** A request as it is sent to a target. */
export interface SentRequest {
  readonly operation: HttpOperation;
  readonly method: string;
  /** Path and query below the target. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** What the contract says of a request: `fits`; `misfits` where it is this operation's and does not fit; `other` where it is no request of this operation. */
export function fitOf(compiled: CompiledContract, { operation, method, url, headers, body }: SentRequest): 'fits' | 'misfits' | 'other' {
  const request: HttpRequest = { method, url, headers, ...(body && { body }) };
  const verdict = compiled.acceptsRequest(request);
  if (verdict.operation?.key !== operation.key) return 'other';
  return verdict.accepted ? 'fits' : 'misfits';
}
