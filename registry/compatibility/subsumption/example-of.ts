import type { Contract, Schema } from '../../contract/index.ts';
import { Fixpoint } from './fixpoint.ts';
import { goalOf } from './goal.ts';
import { maskOf } from './json-value.ts';
import { type Node, NodeTable } from './nodes.ts';
import { RecursionNames } from './recursion.ts';
import { openSchemaView } from './schema-view.ts';
import type { SubsumptionOptions } from './subsumption.ts';

/** Which example. */
export interface ExampleOptions extends SubsumptionOptions {
  /** JSON pointer to a member or item that must be there: `/lines/0/amount`. */
  readonly with?: string;
}

const HIDING = { request: 'readOnly', response: 'writeOnly', event: undefined } as const;

/**
 * A small value that the schema accepts, as a sender of the profile sends it: the validator was run on it.
 *
 * @returns undefined when there is none or none was found.
 */
export function exampleOf(contract: Contract, schema: Schema, options: ExampleOptions): { readonly value: unknown } | undefined {
  const nodes = new NodeTable();
  const view = openSchemaView(contract, { hiding: HIDING[options.direction], tolerant: false }, nodes, new RecursionNames());
  const fixpoint = new Fixpoint(nodes, options.profile !== 'exact');
  fixpoint.allow(options.budget);
  const path = options.with === undefined ? nodes.always : presenceOf(segmentsOf(options.with), nodes);
  const status = fixpoint.solve(goalOf([view.nodeOf(schema)], [path], []));
  return status.kind === 'found' && view.accepts(schema, status.value) ? { value: status.value } : undefined;
}

/** The unescaped segments of a JSON pointer (RFC 6901). */
function segmentsOf(pointer: string): readonly string[] {
  const [, ...segments] = pointer.split('/');
  return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The formula of values that have something at a path. */
function presenceOf(segments: readonly string[], nodes: NodeTable): Node {
  const [segment, ...rest] = segments;
  if (segment === undefined) return nodes.always;
  const schema = presenceOf(rest, nodes);
  const member = nodes.all([
    nodes.types(maskOf('object')),
    nodes.atom({ kind: 'required', name: segment }),
    nodes.atom({ kind: 'property', name: segment, schema }),
  ]);
  if (!/^\d{1,3}$/.test(segment)) return member;
  const index = Number(segment);
  const item = nodes.all([
    nodes.types(maskOf('array')),
    nodes.atom({ kind: 'min-items', count: index + 1 }),
    nodes.atom({ kind: 'item', index, schema }),
  ]);
  return nodes.any([item, member]);
}
