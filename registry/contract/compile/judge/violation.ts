import type { Place } from '../../../../errors.ts';
import type { Violation } from '../../compiled-contract.ts';
import type { Contract, Location } from '../../contract.ts';
import { childPointer } from '../../json-pointer.ts';

/** Everything of a violation but its line, which is looked up when read. */
export type ViolationFacts = Omit<Violation, 'place'>;

/** Creates a violation. The document is only searched for the line when `place` is read. */
export function createViolation(contract: Contract, facts: ViolationFacts): Violation {
  return {
    ...facts,
    get place(): Place {
      return contract.locate(facts.expected);
    },
  };
}

/** Where a contract declares its paths or channels, for what it doesn't declare: the nearest thing to point at. */
export function contractLocation(contract: Contract, pointer: string): Location {
  const file = contract.operations[0]?.location.file ?? contract.servers[0]?.location.file ?? '';
  return { file, pointer };
}

/** One segment more. */
export function below(location: Location, name: string): Location {
  return { file: location.file, pointer: childPointer(location.pointer, name) };
}
