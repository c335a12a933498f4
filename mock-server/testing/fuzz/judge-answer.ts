import type { CompiledContract, HttpOperation, Response } from '../../../registry/contract/index.ts';
import { isJson } from '../../answers/structured-media.ts';
import { declaredResponse } from '../../answers/success-response.ts';
import type { IndependentJudge } from '../independent-judge.ts';
import type { HostileRequest } from './hostile-request.ts';
import type { RawAnswer } from './raw-exchange.ts';

/**
 * What is wrong with an answer to a hostile request: none at all, a failure of the server, a body that is not what its media type says, or one
 * that the document refuses by the independent judge. Undefined when nothing is.
 *
 * @param isWordless true for a response that is declared in a shape which can say nothing: problem details stand in for it
 */
export function faultOf(
  answer: RawAnswer | undefined,
  operation: HttpOperation | undefined,
  judge: IndependentJudge,
  isWordless: (response: Response) => boolean = () => false,
): string | undefined {
  if (!answer) return 'no answer';
  const { status, headers, body } = answer;
  if (!(status >= 200 && status < 500)) return `answered ${status} ${body.toString().slice(0, 500)}`;
  const length = headers.get('content-length');
  if (length !== undefined && body.length > 0 && Number(length) !== body.length) return `promised ${length} bytes and sent ${body.length}`;
  if (body.length === 0) return undefined;
  const mediaType = headers.get('content-type') ?? '';
  if (!isJson(mediaType)) return undefined;
  const value = parse(body);
  if (value === undefined) return `no JSON: ${body.toString().slice(0, 200)}`;
  const response = operation && declaredResponse(operation, status);
  const declared = response?.content.find((media) => media.mediaType === mediaType || media.mediaType.split(';', 1)[0] === mediaType);
  if (declared) {
    const fault = judge.faultsOf(declared, value);
    return fault === undefined ? undefined : `${status}: the document refuses the body: ${fault} ${body.toString().slice(0, 300)}`;
  }
  const isDeclared = response !== undefined && response.content.length > 0 && !isWordless(response);
  const { status: said, code } = (value ?? {}) as { readonly status?: unknown; readonly code?: unknown };
  if (mediaType === 'application/problem+json' && (!isDeclared || OF_ITS_OWN.has(String(code)))) {
    return said === status ? undefined : `a problem of ${String(said)} with the status ${status}`;
  }
  return isDeclared ? `${status}: ${mediaType} is not declared` : undefined;
}

/** Problems that are none of the contract's business: no HTTP at all, and headers that are for the mock server. */
const OF_ITS_OWN = new Set(['REQUEST_MALFORMED', 'SESSION_INVALID', 'INSTANT_INVALID']);

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}

/** The operation that a request below a mount calls, whether or not it is accepted. */
export function operationOf(compiled: CompiledContract, mountPath: string, { method, target }: HostileRequest): HttpOperation | undefined {
  if (!target.startsWith(`${mountPath}/`)) return undefined;
  return compiled.acceptsRequest({ method: method === 'HEAD' ? 'GET' : method, url: target.slice(mountPath.length) }).operation;
}
