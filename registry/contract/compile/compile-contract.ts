import type { CompiledContract } from '../compiled-contract.ts';
import type { Contract, HttpOperation, Location, Operation } from '../contract.ts';
import { compileAll, compileOperation } from './compile-all.ts';
import { createBodyJudge } from './judge/compiled-body.ts';
import { createMessageJudge } from './judge/judge-message.ts';
import { createRequestJudge } from './judge/judge-request.ts';
import { createResponseJudge } from './judge/judge-response.ts';
import { createJudges } from './schema/judges.ts';
import { createTextReader } from './text/text-reader.ts';

const UNDECLARED: Location = { file: '', pointer: '' };

/** For what a contract is compiled. */
export interface CompileOptions {
  /** For a few messages, most of them faulty? Then each schema is compiled once, to report every fault, rather than twice. */
  readonly isBrief?: boolean;
}

/**
 * Compiles a contract, so that it can judge messages. Costs next to nothing by itself: the router is built with the first request, each
 * operation, message and schema is compiled when the first message for it is judged, and then kept. Verdicts depend on the message alone
 * and are never thrown, whatever the message holds.
 *
 * @example
 * const compiled = compileContract(await readContract(tree, 'openapi.yaml'));
 * const verdict = compiled.acceptsRequest({ method: 'GET', url: '/accounts/A-17?limit=10' });
 * if (!verdict.accepted) console.error(verdict.violations[0].message);
 */
export function compileContract(contract: Contract, options: CompileOptions = {}): CompiledContract {
  const judges = createJudges(contract, options.isBrief === true);
  const reader = createTextReader(judges.graph, (schema, value) => judges.of(schema, 'event', UNDECLARED).accepts(value));
  const bodies = createBodyJudge(judges, reader);
  const requests = createRequestJudge(contract, judges, reader, bodies);
  let index: ReadonlyMap<string, Operation> | undefined;
  return {
    contract,
    operation: (idOrKey) => (index ??= indexOperations(contract)).get(idOrKey),
    acceptsRequest: requests.acceptsRequest,
    acceptsCall: requests.acceptsCall,
    permitsResponse: createResponseJudge(contract, judges, reader, bodies),
    permitsMessage: createMessageJudge(contract, judges, reader),
    compileAll: () => compileAll(contract, judges),
    compileOperation: (operation) => compileOperation(contract, operation, judges),
  };
}

/** By key and by `operationId`, which wins; the callbacks of operations too. */
function indexOperations(contract: Contract): ReadonlyMap<string, Operation> {
  const all = contract.operations.flatMap((operation): readonly Operation[] =>
    operation.kind === 'http' ? [operation, ...callbacksOf(operation)] : [operation],
  );
  return new Map([
    ...all.map((operation) => [operation.key, operation] as const),
    ...all.flatMap((operation) => (operation.operationId === undefined ? [] : [[operation.operationId, operation] as const])),
  ]);
}

function callbacksOf(operation: HttpOperation): readonly HttpOperation[] {
  return operation.callbacks.flatMap((callback) => [callback, ...callbacksOf(callback)]);
}
