import type { Comparison, CompareOptions } from '../../registry/compatibility/index.ts';
import type { Contract } from '../../registry/contract/index.ts';

/** Compares two versions of a contract. The engine is loaded with the first comparison: most of what the gate does needs none. */
export async function compare(base: Contract, head: Contract, options: CompareOptions): Promise<Comparison> {
  const { compareContracts } = await import('../../registry/compatibility/index.ts');
  return compareContracts(base, head, options);
}
