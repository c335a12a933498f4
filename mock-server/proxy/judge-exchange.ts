import type {
  CompiledContract,
  Contract,
  HttpOperation,
  HttpRequest,
  RequestVerdict,
  Schema,
  Violation,
} from '../../registry/contract/index.ts';
import { shapeOf } from '../answers/schema-shape.ts';
import { declaredResponse } from '../answers/success-response.ts';
import { seenFields } from '../uses/seen-fields.ts';
import type { Drift } from './drift.ts';
import { essenceOf } from './essence-of.ts';
import type { Exchange, KeptBody } from './exchange.ts';
import { namelessPointer } from './nameless-pointer.ts';

/**
 * How an exchange differs from the contract: what the target takes and the contract does not, what it refuses and the contract takes, and where its
 * answers don't fit. No value of the messages is in what is returned, and no name but those of the contract and of undeclared members.
 */
export function judgeExchange(compiled: CompiledContract, exchange: Exchange): readonly Drift[] {
  const verdict = judgeRequest(compiled, exchange);
  const operation = verdict.operation;
  if (!operation) return undeclaredOperation(compiled.contract, exchange, verdict);
  return [
    ...unjudged(operation, 'request', exchange.requestBody, whereIs(compiled.contract, operation)),
    ...requestDrifts(compiled.contract, exchange, operation, verdict),
    ...responseDrifts(compiled, exchange, operation),
  ];
}

/** What the contract says of the request of an exchange. Credentials are the target's business: security is not judged. */
export function judgeRequest(compiled: CompiledContract, { method, url, requestHeaders, requestBody }: Exchange): RequestVerdict {
  const request: HttpRequest = { method, url, headers: requestHeaders, ...bodyOf(requestBody) };
  const verdict = compiled.acceptsRequest(request);
  const isHead = method === 'HEAD' && !verdict.accepted && verdict.allow?.includes('GET') === true;
  return isHead ? compiled.acceptsRequest({ ...request, method: 'GET' }) : verdict;
}

/** operationId, else the key with the parameters' names. */
export function nameOf({ operationId, method, path }: HttpOperation): string {
  return operationId ?? `${method} ${path}`;
}

function bodyOf(kept: KeptBody): { readonly body?: Uint8Array } {
  return kept && 'bytes' in kept ? { body: kept.bytes } : {};
}

/** Statuses by which a target says itself that it has no such operation. */
const NO_OPERATION = new Set([404, 405, 501]);

function undeclaredOperation(contract: Contract, { method, status }: Exchange, verdict: RequestVerdict): readonly Drift[] {
  if (verdict.accepted || NO_OPERATION.has(status) || method === 'OPTIONS') return [];
  const [violation] = verdict.violations;
  if (!violation) return [];
  const message = `${violation.message}; the target answers ${status}`;
  return [driftOf('operation', undefined, `request ${method}`, violation, message)];
}

function driftOf(
  kind: Drift['kind'],
  operation: HttpOperation | undefined,
  witness: string,
  { expected, place }: Violation,
  message: string,
): Drift {
  return { kind, operation: operation && nameOf(operation), witness, message, expected, place };
}

function requestDrifts(
  contract: Contract,
  { status, requestBody }: Exchange,
  operation: HttpOperation,
  verdict: RequestVerdict,
): readonly Drift[] {
  if (verdict.accepted) {
    if (![400, 405, 415, 501].includes(status)) return [];
    const message = `the contract takes the request, and the target answers ${status}`;
    return [{ kind: 'refused', operation: nameOf(operation), witness: 'request', message, ...whereIs(contract, operation) }];
  }
  const isTaken = status < 400;
  const schemas = (operation.requestBody?.content ?? []).map(({ schema }) => schema);
  return verdict.violations
    .filter(({ code }) => code !== 'missing-body' || !(requestBody && 'unjudged' in requestBody))
    .map((violation) => {
      const message = `${withoutText(violation)}; the target ${isTaken ? 'takes it all the same' : `answers ${status}`}`;
      return driftOf(isTaken ? 'taken' : 'invalid', operation, `request ${partOf(contract, schemas, violation)}`, violation, message);
    });
}

function responseDrifts(compiled: CompiledContract, exchange: Exchange, operation: HttpOperation): readonly Drift[] {
  const { contract } = compiled;
  const { status, method, responseHeaders, responseBody } = exchange;
  const judged = method === 'HEAD' ? { ...operation, method } : operation;
  const skipped = responseBody !== undefined && 'unjudged' in responseBody;
  const verdict = compiled.permitsResponse(judged, { status, headers: responseHeaders, ...bodyOf(responseBody) });
  const declared = declaredResponse(operation, status);
  const content = declared?.content ?? [];
  const schemas = content.map(({ schema }) => schema);
  const name = nameOf(operation);
  const where = declared ? { expected: declared.location, place: contract.locate(declared.location) } : whereIs(contract, operation);
  const drifts: Drift[] = [...unjudged(operation, `response ${status}`, responseBody, where)];
  if (!verdict.accepted) {
    for (const violation of verdict.violations) {
      if (skipped && violation.code === 'missing-body') continue;
      const kind = violation.part === 'status' ? 'status' : violation.part === 'header' ? 'header' : 'body';
      drifts.push(
        driftOf(kind, operation, `response ${status} ${partOf(contract, schemas, violation)}`, violation, withoutText(violation)),
      );
    }
    return drifts;
  }
  const media = content.find(({ mediaType }) => mediaType === essenceOf(responseHeaders['content-type'])) ?? content[0];
  if (!media || skipped || verdict.body === undefined) return drifts;
  if (verdict.body instanceof Uint8Array) {
    const { types, properties } = shapeOf(contract, media.schema);
    if (properties.size === 0 && !types.includes('object') && !types.includes('array')) return drifts;
    const message = `a body of type ${media.mediaType} is not judged by its schema`;
    return [...drifts, { kind: 'unjudged', operation: name, witness: `response ${status} body`, message, ...where }];
  }
  const undeclared = seenFields(contract, media.schema, verdict.body).filter(({ kind }) => kind === 'undeclared');
  for (const { pointer } of undeclared) {
    const witness = `response ${status} body ${namelessPointer(contract, schemas, pointer)}`;
    drifts.push({ kind: 'field', operation: name, witness, message: 'the contract does not declare this field', ...where });
  }
  return drifts;
}

function unjudged(operation: HttpOperation, side: string, kept: KeptBody, where: Pick<Drift, 'expected' | 'place'>): readonly Drift[] {
  if (!kept || !('unjudged' in kept)) return [];
  return [{ kind: 'unjudged', operation: nameOf(operation), witness: `${side} body`, message: kept.unjudged, ...where }];
}

function whereIs(contract: Contract, { location }: HttpOperation): Pick<Drift, 'expected' | 'place'> {
  return { expected: location, place: contract.locate(location) };
}

/** `query /limit`, `body /lines/0/amount`. */
function partOf(contract: Contract, schemas: readonly Schema[], { part, pointer }: Violation): string {
  if (part === 'body') return `body ${namelessPointer(contract, schemas, pointer)}`.trimEnd();
  return part === 'path' || part === 'query' || part === 'header' || part === 'cookie'
    ? `${part} ${pointer.split('/', 2).join('/')}`.trimEnd()
    : part;
}

/** What a reader says of a text that it cannot read may quote the text. */
function withoutText({ message }: Violation): string {
  return message.replace(/ cannot be read: .*$/s, ' cannot be read');
}
