import type { CompiledContract, Finding, HttpOperation } from '../../registry/contract/index.ts';
import { driftFinding, DriftLog } from '../proxy/drift.ts';
import type { Drift } from '../proxy/drift.ts';
import { targetAt } from '../proxy/forward.ts';
import { judgeExchange, nameOf } from '../proxy/judge-exchange.ts';
import { badRequests } from './bad-requests.ts';
import { KnownValues } from './known-values.ts';
import { orderOperations } from './order-operations.ts';
import type { SentRequest } from './sent-request.ts';
import { sendRequest } from './send-request.ts';
import { validRequests } from './valid-requests.ts';
import type { ValidRequest } from './valid-requests.ts';

/** How to try an implementation. */
export interface VerifyOptions {
  readonly contractId: string;
  /** URL that the contract's paths are below. */
  readonly target: string;
  /** Sent with every request, credentials among them. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decides every generated value. */
  readonly seed: string;
  /** Send requests, too, that the contract refuses. */
  readonly isNegative: boolean;
  /** Delete, move money, and change what was there before: by PUT, by PATCH, and by POST below it. */
  readonly isUnsafe: boolean;
}

/** What came of it. */
export interface Verification {
  readonly findings: readonly Finding[];
  /** Requests that were sent. */
  readonly requests: number;
  /** Operations of the contract, and those that answered at least once with success. */
  readonly operations: number;
  readonly reached: number;
}

/**
 * Calls every operation of a contract on a real implementation, in an order in which one can know what the next one needs, and holds the answers against the
 * contract. Nothing is deleted, no money moves and nothing is changed, or sent to, that was there before, unless `isUnsafe`: only POST to paths without an item
 * makes things. Findings hold no values.
 *
 * @throws InterlockError USAGE for a URL that is no target.
 */
export async function verifyTarget(compiled: CompiledContract, options: VerifyOptions): Promise<Verification> {
  const target = targetAt(options.target);
  target.close();
  const run = new Run(compiled, target.url, options);
  const operations = orderOperations(compiled.contract);
  for (const operation of operations) {
    if (!(await run.call(operation))) break;
  }
  const findings = run.log.seen().map((drift) => driftFinding(drift, options.contractId));
  return { findings, requests: run.log.exchanges, operations: operations.length, reached: run.reached };
}

/** How often an operation is tried with another body when what was sent exists already. */
const MOST_TRIES = 3;

/** Methods that change nothing (RFC 9110 §9.2.1, and QUERY). */
const READS = ['GET', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE'];

class Run {
  readonly log = new DriftLog();
  reached = 0;
  private readonly known: KnownValues;
  private readonly compiled: CompiledContract;
  private readonly target: string;
  private readonly options: VerifyOptions;

  constructor(compiled: CompiledContract, target: string, options: VerifyOptions) {
    this.compiled = compiled;
    this.target = target;
    this.options = options;
    this.known = new KnownValues(compiled.contract);
  }

  /** Calls an operation; false when the target cannot be reached any more. */
  async call(operation: HttpOperation): Promise<boolean> {
    const { seed, isNegative } = this.options;
    let last: { readonly request: ValidRequest; readonly status: number } | undefined;
    let tries = 0;
    for (const request of validRequests(this.compiled, operation, this.known, seed)) {
      const danger = this.options.isUnsafe ? undefined : this.dangerOf(request);
      if (danger !== undefined) return this.note('skipped', operation, `not run without --unsafe: ${danger}`);
      const status = await this.send(request);
      if (status === undefined) return false;
      last = { request, status };
      if (status !== 409 || ++tries >= MOST_TRIES) break;
    }
    if (!last) return this.note('unreached', operation, 'no request could be made that the contract takes');
    const { request, status } = last;
    if (status >= 400) this.noteUnreached(request, status);
    else this.reached++;
    return isNegative && status < 400 ? this.sendBad(request) : true;
  }

  /** Why a request may do harm; undefined where it can't. */
  private dangerOf({ operation, item }: ValidRequest): string | undefined {
    const { method, extensions } = operation;
    if (method === 'DELETE') return 'it deletes';
    if (extensions['x-moves-money'] === true) return 'it moves money';
    if (READS.includes(method) || (method === 'POST' && item === undefined)) return undefined;
    return item !== undefined && this.known.isMade(item) ? undefined : 'it changes what this run did not make';
  }

  /** The status of the answer; undefined when there is none. */
  private async send(request: ValidRequest): Promise<number | undefined> {
    this.log.exchanges++;
    const returned = await sendRequest(this.target, request, this.options.headers);
    if ('failure' in returned) {
      this.note('target', request.operation, `the target cannot be used: ${returned.failure}`);
      return undefined;
    }
    const { exchange, headers, value } = returned;
    for (const drift of judgeExchange(this.compiled, exchange)) this.log.note(drift);
    const { status } = exchange;
    const { operation } = request;
    if (status >= 200 && status < 300) this.known.learn(request, status, headers, value);
    if (status >= 500 && status !== 501 && status !== 503)
      this.note('failed', operation, `the target answers ${status} to a request that the contract takes`);
    return status;
  }

  private noteUnreached({ operation, madeUp, item }: ValidRequest, status: number): void {
    const isOwn = operation.method === 'GET' && operation.path.endsWith('}') && this.known.isMade(item ?? '');
    if (isOwn && (status === 404 || status === 410)) {
      this.note('lost', operation, `what was made a moment ago is not there: the target answers ${status}`);
    } else if (madeUp.length > 0 && status === 404) {
      this.note('unreached', operation, `no answer told a ${madeUp.join(' or ')} to ask with: the target answers 404`);
    } else if (status < 500) this.note('unreached', operation, `the target answers ${status}`);
  }

  private async sendBad(good: SentRequest): Promise<boolean> {
    for (const bad of badRequests(this.compiled, good)) {
      this.log.exchanges++;
      const returned = await sendRequest(this.target, bad, this.options.headers);
      if ('failure' in returned) return !this.note('target', good.operation, `the target cannot be used: ${returned.failure}`);
      const { status } = returned.exchange;
      for (const drift of judgeExchange(this.compiled, returned.exchange)) if (drift.kind !== 'invalid') this.log.note(drift);
      if (status >= 500) this.note('failed', good.operation, `the target answers ${status} to a request that the contract refuses`);
    }
    const { security } = good.operation;
    if (security.length === 0 || security.some((schemes) => schemes.length === 0)) return true;
    this.log.exchanges++;
    const returned = await sendRequest(this.target, good, {});
    if ('exchange' in returned && returned.exchange.status < 400) {
      this.note(
        'open',
        good.operation,
        `the contract asks for credentials, and the target answers ${returned.exchange.status} without any`,
      );
    }
    return true;
  }

  private note(kind: Drift['kind'], operation: HttpOperation, message: string): true {
    const expected = operation.location;
    this.log.note({
      kind,
      operation: nameOf(operation),
      witness: operation.method,
      message,
      expected,
      place: this.compiled.contract.locate(expected),
    });
    return true;
  }
}
