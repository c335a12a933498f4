import { formatPlace } from '../../errors.ts';
import { findExampleFaults } from '../../registry/contract/index.ts';
import type { CompiledContract } from '../../registry/contract/index.ts';

/** The examples of larger contracts are judged by `interlock lint` alone: that takes as long as compiling all of them. */
const MAX_JUDGED_OPERATIONS = 100;

/**
 * Compiles a contract, an operation a step, so that no first call has to wait for it, and tells what is wrong in it: schemas that cannot
 * be compiled, and examples that do not fit, which the mock passes over.
 */
export function* warmUp(compiled: CompiledContract, warn: (line: string) => void): Generator<void> {
  const { contract } = compiled;
  for (const operation of contract.operations) {
    for (const { code, detail, place } of compiled.compileOperation(operation)) {
      warn(`${place ? `${formatPlace(place)}  ` : ''}warning  ${code}  ${detail}`);
    }
    yield;
  }
  if (contract.operations.length > MAX_JUDGED_OPERATIONS) return;
  for (const { what, location, pointer, message } of findExampleFaults(contract)) {
    const where = pointer === '' ? '' : ` at ${pointer}`;
    warn(`${formatPlace(contract.locate(location))}  warning  example-valid  the ${what} does not fit${where}: ${message}`);
    yield;
  }
}
