import { InterlockError } from '../../errors.ts';
import type { CompiledContract, EventOperation, HttpOperation } from '../../registry/contract/index.ts';
import { type CallerIdentity, openCallerSession } from './caller-session.ts';
import { callTarget } from './call-target.ts';
import { encodeBody } from './encode-body.ts';
import { contractViolated } from './describe-violations.ts';
import { publishMessage } from './publish-message.ts';
import type { OutgoingMessage } from './publish-message.ts';
import { DEFAULT_RETRY_POLICY } from './retry-policy.ts';
import type { RetryPolicy } from './retry-policy.ts';
import { writeUrl } from './write-parameters.ts';

/** What a caller needs to know of its target and of itself. */
export interface CallerOptions extends CallerIdentity {
  readonly contract: CompiledContract;
  /** Where the contract is served, with no slash at the end: its paths follow. */
  readonly baseUrl: string;
  readonly retry?: Partial<RetryPolicy>;
  /** Of one attempt, until the answer is there whole. 10 000 by default. */
  readonly timeoutMilliseconds?: number;
  readonly fetch?: typeof fetch;
}

/** How one call is made, whatever its operation. */
export interface CallControl {
  /** The request has no effect although its method is POST (a lookup): it may be repeated. */
  readonly safe?: boolean;
  /** Attempts in all, instead of the policy's. */
  readonly attempts?: number;
}

/** A request to an operation, by value: parameters by name, body before encoding. Members that are undefined are not sent. */
export interface CallRequest extends CallControl {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** Media type of the body, where the operation takes several: the first JSON one by default. */
  readonly mediaType?: string;
  /** Sent as `Idempotency-Key`; makes the request one that may be repeated. */
  readonly idempotencyKey?: string;
}

/** An answer that the contract permits, decoded. */
export interface CallAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Calls the operations of one contract, judged by the contract on the way out and on the way back. */
export interface Caller {
  /**
   * Calls an HTTP operation. Answers that the contract declares come back as values, 4xx among them.
   *
   * @throws InterlockError CONTRACT_VIOLATED when the request or the answer does not fit; TARGET_UNAVAILABLE after network errors, timeouts,
   * 408, 429 and 5xx that attempts did not outlast.
   */
  call(operationId: string, request?: CallRequest): Promise<CallAnswer>;
  /**
   * Publishes a message on the channel of an event operation, at least once.
   *
   * @throws InterlockError CONTRACT_VIOLATED; TARGET_UNAVAILABLE.
   */
  publish(operationIdOrKey: string, message: OutgoingMessage): Promise<void>;
}

const REPEATABLE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** Makes a caller. Nothing is sent, not even for a token, before the first call. */
export function createCaller(options: CallerOptions): Caller {
  const settings = {
    policy: { ...DEFAULT_RETRY_POLICY, ...options.retry },
    timeoutMilliseconds: options.timeoutMilliseconds ?? 10_000,
    fetch: options.fetch ?? fetch,
  };
  const session = openCallerSession(options);
  return {
    async call(operationId, request = {}) {
      const operation = findOperation(options.contract, operationId, 'http');
      const outgoing = prepare(options, operation, request);
      const answer = await callTarget(
        {
          url: options.baseUrl + outgoing.url,
          method: operation.method,
          body: outgoing.body,
          repeatable: REPEATABLE_METHODS.has(operation.method) || request.idempotencyKey !== undefined || request.safe === true,
          headers: async () => ({ ...outgoing.headers, ...(await session.headers()) }),
          renewCredentials: () => session.renew(),
        },
        request.attempts === undefined ? settings : { ...settings, policy: { ...settings.policy, attempts: request.attempts } },
      );
      const hasBody = answer.bytes.length > 0;
      const verdict = options.contract.permitsResponse(operation, {
        status: answer.status,
        headers: answer.headers,
        ...(hasBody ? { body: answer.bytes } : {}),
      });
      if (!verdict.accepted)
        throw contractViolated(`the answer ${answer.status} to ${operationId} does not fit its contract`, verdict.violations);
      return { status: answer.status, headers: answer.headers, body: hasBody ? verdict.body : undefined };
    },
    async publish(operationIdOrKey, message) {
      const operation = findOperation(options.contract, operationIdOrKey, 'event');
      await publishMessage(options.contract, options.baseUrl, operation, message, session, settings);
    },
  };
}

function findOperation(contract: CompiledContract, idOrKey: string, kind: 'http'): HttpOperation;
function findOperation(contract: CompiledContract, idOrKey: string, kind: 'event'): EventOperation;
function findOperation(contract: CompiledContract, idOrKey: string, kind: 'http' | 'event'): HttpOperation | EventOperation {
  const operation = contract.operation(idOrKey);
  if (operation?.kind === kind) return operation;
  throw new InterlockError('CONTRACT_VIOLATED', `the contract '${contract.contract.title}' has no ${kind} operation '${idOrKey}'`);
}

function prepare(options: CallerOptions, operation: HttpOperation, request: CallRequest) {
  const url = writeUrl(operation, request.path ?? {}, request.query ?? {});
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {})) if (value !== undefined) headers[name.toLowerCase()] = String(value);
  if (request.idempotencyKey !== undefined) headers['idempotency-key'] = request.idempotencyKey;
  headers['accept'] ??= acceptOf(operation);
  const mediaType = request.body === undefined ? undefined : (request.mediaType ?? mediaTypeOf(operation));
  if (mediaType !== undefined) headers['content-type'] = mediaType;
  const verdict = options.contract.acceptsRequest({
    method: operation.method,
    url,
    headers,
    ...(request.body === undefined ? {} : { body: request.body instanceof Uint8Array ? request.body : { value: request.body } }),
  });
  const name = operation.operationId ?? operation.key;
  if (!verdict.accepted) throw contractViolated(`the request ${name} does not fit its contract`, verdict.violations);
  return { url, headers, body: mediaType === undefined ? undefined : encodeBody(request.body, mediaType) };
}

function acceptOf(operation: HttpOperation): string {
  const types = operation.responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType));
  return types.length === 0 ? '*/*' : [...new Set(types)].join(', ');
}

function mediaTypeOf(operation: HttpOperation): string {
  const types = operation.requestBody?.content.map(({ mediaType }) => mediaType) ?? [];
  return types.find((type) => type === 'application/json') ?? types.find((type) => /[/+]json\b/.test(type)) ?? 'application/json';
}
