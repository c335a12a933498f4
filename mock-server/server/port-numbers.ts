import { InterlockError } from '../../errors.ts';

const MAX_PORT = 65_535;

/** The ports of contracts that have one each: the first, and those that follow. A contract that goes and comes back has the one that it had. */
export class PortNumbers {
  private readonly numbers = new Map<string, number>();
  private readonly first: number;

  /** @param first 0 lets the system choose every one */
  constructor(first: number) {
    this.first = first;
  }

  /** Throws USAGE when no port is left. */
  of(contractId: string): number {
    if (this.first === 0) return 0;
    const number = this.numbers.get(contractId) ?? this.first + this.numbers.size;
    if (number > MAX_PORT) {
      throw new InterlockError(
        'USAGE',
        `there are not ${this.numbers.size + 1} ports from ${this.first} on: ports end at ${MAX_PORT}, and '${contractId}' has none`,
      );
    }
    this.numbers.set(contractId, number);
    return number;
  }
}
