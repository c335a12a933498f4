import type { Contract, HttpOperation } from '../../registry/contract/index.ts';

const MAKES = ['POST', 'GET', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE', 'PUT', 'PATCH', 'DELETE'];

/**
 * The operations of a contract's paths in an order in which each can use what those before it made or told: what takes no id before what does, outer before
 * inner, making before reading before changing, and deleting last, inner before outer.
 */
export function orderOperations(contract: Contract): readonly HttpOperation[] {
  const operations = contract.operations.filter(
    (operation): operation is HttpOperation => operation.kind === 'http' && operation.origin === 'path',
  );
  const deletes = (operation: HttpOperation): number => Number(operation.method === 'DELETE');
  const ids = ({ path }: HttpOperation): number => path.split('{').length;
  const depth = ({ path }: HttpOperation): number => path.split('/').length;
  const step = ({ method }: HttpOperation): number => (MAKES.indexOf(method) + MAKES.length) % MAKES.length;
  return operations.toSorted((one, next) => {
    if (deletes(one) + deletes(next) === 2) return depth(next) - depth(one);
    return deletes(one) - deletes(next) || ids(one) - ids(next) || depth(one) - depth(next) || step(one) - step(next);
  });
}
