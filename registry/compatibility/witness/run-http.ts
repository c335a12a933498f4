import type { HttpOperation, HttpRequest, HttpResponse, RequestVerdict, Violation } from '../../contract/index.ts';
import type { WireRequest, WireResponse, WitnessVerdict } from '../change.ts';
import type { Side } from '../operations/comparing.ts';

/** What a side makes of a request: its verdict, and the operation that would answer. */
export interface RequestRun {
  readonly verdict: WitnessVerdict;
  readonly raw: RequestVerdict;
  /** Accepted, as this very operation. */
  readonly isAccepted: boolean;
}

/** Runs one side on a request. `operation` is the one that is meant; a side without it answers as its router says. */
export function runRequest(side: Side, request: WireRequest, operation: HttpOperation | undefined): RequestRun {
  const http: HttpRequest = {
    method: request.method,
    url: request.url,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: bytesOf(request.body) }),
    ...(request.credentials === undefined ? {} : { credentials: request.credentials }),
  };
  const isRouted = operation === undefined || operation.origin === 'path';
  const raw = isRouted ? side.compiled().acceptsRequest(http) : side.compiled().acceptsCall(operation, http);
  const isAccepted = raw.accepted && (operation === undefined || raw.operation.key === operation.key);
  const says = raw.accepted
    ? isAccepted || operation === undefined
      ? `accepts it as ${nameOf(raw.operation)}`
      : `takes it for ${nameOf(raw.operation)}`
    : 'rejects it';
  return { raw, isAccepted, verdict: { accepted: raw.accepted, says, violations: raw.accepted ? [] : violationsOf(raw.violations) } };
}

/** What a side makes of a response to an operation. */
export interface ResponseRun {
  readonly verdict: WitnessVerdict;
  readonly violations: readonly Violation[];
  readonly isAccepted: boolean;
}

/** Runs one side on a response. */
export function runResponse(side: Side, operation: HttpOperation, response: WireResponse): ResponseRun {
  const http: HttpResponse = {
    status: response.status,
    headers: response.headers,
    ...(response.body === undefined ? {} : { body: bytesOf(response.body) }),
  };
  const raw = side.compiled().permitsResponse(operation, http);
  return {
    isAccepted: raw.accepted,
    violations: raw.accepted ? [] : raw.violations,
    verdict: {
      accepted: raw.accepted,
      says: raw.accepted ? 'accepts it' : 'rejects it',
      violations: raw.accepted ? [] : violationsOf(raw.violations),
    },
  };
}

/** Violations as a witness keeps them: looked up, and no longer tied to the contract. */
export function violationsOf(violations: readonly Violation[]): WitnessVerdict['violations'] {
  return violations.slice(0, 10).map(({ code, message, pointer, place }) => ({ code, message, pointer, place }));
}

/** The bytes of a body. */
export function bytesOf(body: NonNullable<WireRequest['body']>): Uint8Array {
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
}

function nameOf(operation: HttpOperation): string {
  return operation.operationId ?? operation.key;
}
