import type { Node } from './nodes.ts';

/** A formula that must be true or false of a value. */
export interface Literal {
  readonly node: Node;
  readonly sign: boolean;
  /** Does it say what the sender sends? Then the profile limits the properties to those that are declared. */
  readonly sent: boolean;
}
