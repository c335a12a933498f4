import type { HttpOperation } from '../../registry/contract/index.ts';

/** Whether an operation declares this very status: a range (`4XX`) or `default` that it falls under does not count. */
export function declaresStatus(operation: HttpOperation | undefined, status: number): boolean {
  return operation?.responses.some((response) => response.status === String(status)) ?? false;
}
