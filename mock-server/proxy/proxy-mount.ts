import type { IncomingMessage, ServerResponse } from 'node:http';
import { InterlockError } from '../../errors.ts';
import type { CompiledContract, Finding } from '../../registry/contract/index.ts';
import type { MockContract } from '../mock-contract.ts';
import { consumerOf } from '../uses/consumer-of.ts';
import type { UseRecorder } from '../uses/use-recorder.ts';
import { BodyCopy } from './body-copy.ts';
import { driftFinding, DriftLog } from './drift.ts';
import { forward } from './forward.ts';
import type { Target } from './forward.ts';
import { judgeExchange } from './judge-exchange.ts';

/** Real traffic of one contract on its way to its system, and how it drifts from the contract. */
export interface Proxy {
  readonly contractId: string;
  readonly target: Target;
  readonly drifts: DriftLog;
  /** Resolves when everything that has passed is judged. */
  settled(): Promise<void>;
}

/** Where to send what is asked, and who is to know. */
export interface ProxySettings {
  readonly target: Target;
  readonly recorder?: UseRecorder | undefined;
}

/**
 * Makes the part of a mount that forwards instead of mocking: every request goes to the target, answers come back as they are, and both are judged by the
 * contract when they have passed. Nothing is refused for not fitting.
 *
 * @throws InterlockError USAGE for a contract of events, which no HTTP target answers.
 */
export function makeProxyMount({ id, compiled: first }: MockContract, { target, recorder }: ProxySettings) {
  checkForwardable(id, first);
  let compiled = first;
  const drifts = new DriftLog();
  const judging = new Set<Promise<void>>();
  const proxy: Proxy = {
    contractId: id,
    target,
    drifts,
    async settled() {
      while (judging.size > 0) await Promise.all(judging);
    },
  };

  const judge = async (request: IncomingMessage, path: string, sent: BodyCopy, answer: IncomingMessage, got: BodyCopy): Promise<void> => {
    const [requestBody, responseBody] = await Promise.all([sent.kept(), got.kept()]);
    const exchange = {
      method: request.method ?? 'GET',
      url: path,
      requestHeaders: request.headers,
      requestBody,
      status: answer.statusCode ?? 0,
      responseHeaders: answer.headers,
      responseBody,
    };
    for (const drift of judgeExchange(compiled, exchange)) drifts.note(drift);
    recorder?.note(id, compiled, consumerOf(compiled.contract, request), exchange);
  };

  const fail = (message: string, kind: 'target' | 'unjudged' = 'target'): void => {
    const expected = { file: compiled.contract.operations[0]?.location.file ?? '', pointer: '' };
    drifts.note({
      kind,
      operation: undefined,
      witness: 'response',
      message,
      expected,
      place: compiled.contract.locate(expected),
    });
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const sent = new BodyCopy(request);
    drifts.exchanges++;
    const forwarded = await forward(target, path, request, response);
    if ('failure' in forwarded) {
      if (forwarded.failure !== undefined) fail(`the target cannot be used: ${forwarded.failure}`);
      return;
    }
    const { answer, body, ended } = forwarded;
    const judged: Promise<void> = ended
      .then(async (how) => {
        if (how === 'whole') await judge(request, path, sent, answer, body);
        else if (how === 'broken') fail('the target broke off its answer');
      })
      .catch((error: unknown) => fail(`an exchange could not be judged: ${error instanceof Error ? error.name : 'an error'}`, 'unjudged'))
      .finally(() => judging.delete(judged));
    judging.add(judged);
  };

  return {
    proxy,
    serve,
    reset: () => {},
    reload(changed: MockContract) {
      checkForwardable(id, changed.compiled);
      compiled = changed.compiled;
    },
  };
}

function checkForwardable(id: string, { contract }: CompiledContract): void {
  if (contract.specification.format === 'openapi') return;
  throw new InterlockError(
    'USAGE',
    `'${id}' is a contract of events, and a proxy forwards requests, of OpenAPI contracts: to judge events, put its channels on a broker (interlock mock ${id} --broker nats://…) or publish to its mock by HTTP`,
  );
}

/** What a proxy has found, as reports print it. */
export function driftFindings({ contractId, drifts }: Proxy): readonly Finding[] {
  return drifts.seen().map((drift) => driftFinding(drift, contractId));
}
