import type { HttpOperation } from '../../registry/contract/index.ts';

/** Whether a rule's `operation` means this one: its operationId, or its method and path as the contract writes them. */
export function isNamed(operation: HttpOperation, name: string): boolean {
  return operation.operationId === name || `${operation.method} ${operation.path}` === name || operation.key === name;
}
