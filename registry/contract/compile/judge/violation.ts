import type { Place } from '../../../../errors.ts';
import type { Violation } from '../../compiled-contract.ts';
import type { Contract, Location } from '../../contract.ts';
import { childPointer } from '../../json-pointer.ts';

/** A violation before it belongs to a contract; where it was expected may be worked out later. */
export interface ViolationFacts extends Omit<Violation, 'place' | 'expected'> {
  readonly expected: Location | (() => Location);
}

/** One violation, or how to find out all that there are in a part of a message that does not fit. */
export type ReportedViolation = ViolationFacts | (() => readonly ViolationFacts[]);

/** Creates a violation. The document is only searched for the place when `expected` or `place` is read. */
export function createViolation(contract: Contract, { code, message, part, pointer, expected }: ViolationFacts): Violation {
  return {
    code,
    message,
    part,
    pointer,
    get expected(): Location {
      return typeof expected === 'function' ? expected() : expected;
    },
    get place(): Place {
      return contract.locate(typeof expected === 'function' ? expected() : expected);
    },
  };
}

/** Creates the violations that were reported, those too that have to be found out. */
export function createViolations(contract: Contract, reported: readonly ReportedViolation[]): readonly Violation[] {
  const facts = reported.flatMap((one) => (typeof one === 'function' ? one() : [one]));
  return facts.map((each) => createViolation(contract, each));
}

/** Where a contract declares its paths or channels, for what it doesn't declare: the nearest thing to point at. */
export function contractLocation(contract: Contract, pointer: string): Location {
  const file = contract.servers[0]?.location.file ?? contract.operations[0]?.location.file ?? '';
  return { file, pointer };
}

/** One segment more. */
export function below(location: Location, name: string): Location {
  return { file: location.file, pointer: childPointer(location.pointer, name) };
}
