import type { Contract, HttpOperation, Operation } from './contract.ts';
import { operationName } from './operation-name.ts';

/** Every operation of a contract, callbacks included. */
export function allOperations({ operations }: Pick<Contract, 'operations'>): readonly Operation[] {
  const withCallbacks = (operation: HttpOperation): readonly HttpOperation[] => [operation, ...operation.callbacks.flatMap(withCallbacks)];
  return operations.flatMap((operation): readonly Operation[] => (operation.kind === 'http' ? withCallbacks(operation) : [operation]));
}

/** The operations that a name means: an `operationId`, or a key in which names of parameters don't matter (`get /accounts/{id}`). */
export function operationsNamed(contract: Pick<Contract, 'operations'>, name: string): readonly Operation[] {
  const wanted = operationName(name);
  return allOperations(contract).filter(({ key, operationId }) => operationName(key) === wanted || operationId === name);
}
