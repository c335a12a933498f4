import type { Contract, HttpOperation } from '../../registry/contract/index.ts';
import { didYouMean } from '../../registry/workspace/index.ts';
import { isNamed } from './is-named.ts';

/** The first rule that names an operation which none of the contracts has, by its index; undefined when there is none. */
export function findUnknownOperation(
  contracts: readonly Contract[],
  rules: readonly { readonly operation?: string }[],
): { readonly index: number; readonly message: string } | undefined {
  if (rules.every(({ operation }) => operation === undefined)) return undefined;
  const operations = contracts.flatMap((contract) => contract.operations.filter((one): one is HttpOperation => one.kind === 'http'));
  const index = rules.findIndex(({ operation }) => operation !== undefined && !operations.some((one) => isNamed(one, operation)));
  const named = rules[index]?.operation;
  if (named === undefined) return undefined;
  const known = operations.flatMap(({ operationId, method, path }) => [
    ...(operationId === undefined ? [] : [operationId]),
    `${method} ${path}`,
  ]);
  return { index, message: `the contract has no operation '${named}'` + didYouMean(named, known) };
}
