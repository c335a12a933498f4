import type { Location } from '../../contract.ts';

/** One way in which a value does not fit a schema. */
export interface Fault {
  /** JSON pointer into the value. */
  readonly pointer: string;
  /** What was expected and what was found, without the value itself: it may be confidential. */
  readonly message: string;
  /** Keyword of JSON Schema that it fails. */
  readonly keyword: string;
  /** Where the contract says so; worked out when read, which for the first of a large document takes a while. */
  readonly expected: Location;
}
