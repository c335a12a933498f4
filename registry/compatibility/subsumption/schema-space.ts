import type { Contract } from '../../contract/index.ts';
import { Allowance } from '../budget.ts';
import { createExplainer, type Explainer } from './explain.ts';
import { Fixpoint } from './fixpoint.ts';
import { NodeTable } from './nodes.ts';
import { RecursionNames } from './recursion.ts';
import { openSchemaView, type SchemaView, type ViewOptions } from './schema-view.ts';
import type { DataFlow } from './subsumption.ts';

/** Formulas of schemas and what was decided about them, for all questions about the same contracts: what one finds out serves the others. */
export interface SchemaSpace {
  readonly nodes: NodeTable;
  readonly allowance: Allowance;
  /** The schemas of a contract as the holder of a role sees them. */
  view(contract: Contract, flow: DataFlow, tolerant: boolean): SchemaView;
  /**
   * What decides and explains goals.
   *
   * @param declaredOnly Does a sender send declared properties only?
   */
  solver(declaredOnly: boolean): { readonly fixpoint: Fixpoint; readonly explainer: Explainer };
}

const HIDING = { request: 'readOnly', response: 'writeOnly', event: undefined } as const;

/** Opens a space; it fills as it is asked, as far as the allowance goes. */
export function openSchemaSpace(allowance: Allowance = new Allowance()): SchemaSpace {
  const nodes = new NodeTable();
  const names = new RecursionNames();
  const views = new WeakMap<Contract, Map<string, SchemaView>>();
  const solvers = [false, true].map((declaredOnly) => {
    const fixpoint = new Fixpoint(nodes, declaredOnly, allowance);
    return { fixpoint, explainer: createExplainer(fixpoint.searching) };
  });

  return {
    nodes,
    allowance,
    view(contract, flow, tolerant) {
      const options: ViewOptions = { hiding: HIDING[flow], tolerant };
      const key = `${options.hiding} ${tolerant}`;
      const known = views.get(contract) ?? new Map<string, SchemaView>();
      views.set(contract, known);
      const view = known.get(key) ?? openSchemaView(contract, options, nodes, names);
      known.set(key, view);
      return view;
    },
    solver: (declaredOnly) => solvers[Number(declaredOnly)]!,
  };
}
