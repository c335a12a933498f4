import { type Contract, pointerSegments, type Schema } from '../../contract/index.ts';
import { holds } from './evaluate.ts';
import { goalOf } from './goal.ts';
import { maskOf } from './json-value.ts';
import type { Node, NodeTable } from './nodes.ts';
import { openSchemaSpace, type SchemaSpace } from './schema-space.ts';
import type { SubsumptionOptions } from './subsumption.ts';

/** Which example. */
export interface ExampleOptions {
  /** JSON pointer to a member or item that must be there: `/lines/0/amount`. */
  readonly with?: string;
}

/** Finds small values that schemas accept, as a sender of the profile sends them; undefined when there is none or none was found. */
export type FindExample = (schema: Schema, options?: ExampleOptions) => { readonly value: unknown } | undefined;

/** Opens the search for examples of the schemas of a contract. What is learnt for one serves all others. */
export function openExamples(contract: Contract, options: SubsumptionOptions, space: SchemaSpace = openSchemaSpace()): FindExample {
  const { nodes } = space;
  const view = space.view(contract, options.direction, false);
  const { fixpoint } = space.solver(options.profile !== 'exact');
  return (schema, { with: pointer } = {}) => {
    space.allowance.begin();
    const path = pointer === undefined ? nodes.always : presenceOf(pointerSegments(pointer), nodes);
    const node = view.nodeOf(schema);
    const status = fixpoint.solve(goalOf([node], [path], []));
    return status.kind === 'found' && holds(node, status.value) ? { value: status.value } : undefined;
  };
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
