import type { Literal } from './literal.ts';
import type { Node } from './nodes.ts';

/** A set of values: those that all formulas of `sent` and `wanted` are true of, and none of `refused`. */
export interface Goal {
  /** The same for the same set of formulas. */
  readonly key: string;
  /** What a sender's schemas say: limits properties to those that it declares. */
  readonly sent: readonly Node[];
  readonly wanted: readonly Node[];
  readonly refused: readonly Node[];
}

/** Makes a goal. */
export function goalOf(sent: Iterable<Node>, wanted: Iterable<Node>, refused: Iterable<Node>): Goal {
  const sets = [sent, wanted, refused].map((nodes) =>
    [...new Set(nodes)].filter(({ kind }) => kind !== 'always' || nodes === refused).sort((one, other) => one.id - other.id),
  );
  const [senders, wishes, refusals] = sets as [Node[], Node[], Node[]];
  const key = sets.map((nodes) => nodes.map(({ id }) => id).join(',')).join('|');
  return { key, sent: senders, wanted: wishes.filter((node) => !senders.includes(node)), refused: refusals };
}

/** The literals of a goal. */
export function literalsOf({ sent, wanted, refused }: Goal): readonly Literal[] {
  return [
    ...sent.map((node) => ({ node, sign: true, sent: true })),
    ...wanted.map((node) => ({ node, sign: true, sent: false })),
    ...refused.map((node) => ({ node, sign: false, sent: false })),
  ];
}
