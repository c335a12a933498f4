import { type JudgeableSchema, SCHEMA_KEYWORDS, subschemasOf } from '../../contract/index.ts';
import type { Node, NodeTable } from './nodes.ts';

/** A schema that references name. */
export interface ReferencedSchema {
  /** Its formula, once all that it refers to is known. */
  node(): Node;
  /** Its formula with given nodes for its references. */
  skeleton(resolve: (uri: string) => Node): Node;
}

/** The referenced schemas of one view. */
export interface ReferenceGraph {
  get(uri: string): ReferencedSchema;
  judged(uri: string): JudgeableSchema;
  /** Nodes of references, filled in here. */
  readonly known: Map<string, Node>;
  readonly nodes: NodeTable;
}

/**
 * Gives the targets of references their nodes: the target's own formula where no cycle is involved, else a node that is the same for all
 * targets which mean the same by structure, in whichever contract they stand (coarsest partition, as of minimising an automaton).
 */
export class RecursionNames {
  readonly #colours = new Map<string, number>();
  readonly #signatures = new Map<string, string>();
  #distinct = 0;

  /** Resolves a reference and all that it leads to (Tarjan 1972: components come in the order in which they depend on each other). */
  resolve(root: string, graph: ReferenceGraph): void {
    const indexes = new Map<string, { index: number; low: number; onStack: boolean; references: readonly string[] }>();
    const stack: string[] = [];
    const work: { uri: string; next: number }[] = [];
    const open = (uri: string): void => {
      const index = indexes.size;
      indexes.set(uri, { index, low: index, onStack: true, references: referencesIn(graph.judged(uri)) });
      stack.push(uri);
      work.push({ uri, next: 0 });
    };
    open(root);
    while (work.length > 0) {
      const frame = work.at(-1)!;
      const state = indexes.get(frame.uri)!;
      const reference = state.references[frame.next];
      frame.next += 1;
      if (reference !== undefined) {
        if (graph.known.has(reference)) continue;
        const seen = indexes.get(reference);
        if (seen === undefined) open(reference);
        else if (seen.onStack) state.low = Math.min(state.low, seen.index);
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) {
        const above = indexes.get(parent.uri)!;
        above.low = Math.min(above.low, state.low);
      }
      if (state.low !== state.index) continue;
      const members = stack.splice(stack.indexOf(frame.uri));
      for (const member of members) indexes.get(member)!.onStack = false;
      const isCyclic = members.length > 1 || state.references.includes(frame.uri);
      if (isCyclic) this.#nameComponent(members, graph);
      else graph.known.set(frame.uri, graph.get(frame.uri).node());
    }
  }

  #nameComponent(members: readonly string[], graph: ReferenceGraph): void {
    const within = new Set(members);
    const skeletons = new Map<string, { readonly id: number; readonly references: readonly string[] }>();
    for (const uri of members) {
      const references: string[] = [];
      const node = graph.get(uri).skeleton((reference) => {
        if (!within.has(reference)) return graph.known.get(reference)!;
        references.push(reference);
        return graph.nodes.again(`@${references.length - 1}`, () => graph.nodes.always);
      });
      skeletons.set(uri, { id: node.id, references });
    }
    const { names, rounds } = this.#refine(members, skeletons);
    const nameOf = (uri: string): string => `${rounds}.${names.get(uri)!}`;
    const signatureOf = (uri: string): string => {
      const { id, references } = skeletons.get(uri)!;
      return `${id}|${references.map(nameOf).join(',')}`;
    };
    const fits = members.every((uri) => (this.#signatures.get(nameOf(uri)) ?? signatureOf(uri)) === signatureOf(uri));
    if (!fits) this.#distinct += 1;
    const suffix = fits ? '' : `~${this.#distinct}`;
    for (const uri of members) {
      if (fits) this.#signatures.set(nameOf(uri), signatureOf(uri));
      graph.known.set(
        uri,
        graph.nodes.again(nameOf(uri) + suffix, () => graph.get(uri).node()),
      );
    }
  }

  #refine(
    members: readonly string[],
    skeletons: ReadonlyMap<string, { readonly id: number; readonly references: readonly string[] }>,
  ): { readonly names: ReadonlyMap<string, number>; readonly rounds: number } {
    let names = new Map(members.map((uri) => [uri, this.#colour(`${skeletons.get(uri)!.id}`)]));
    let classes = new Set(names.values()).size;
    for (let rounds = 1; ; rounds += 1) {
      const previous = names;
      names = new Map(
        members.map((uri) => {
          const { id, references } = skeletons.get(uri)!;
          return [uri, this.#colour(`${id}|${references.map((reference) => previous.get(reference)).join(',')}`)];
        }),
      );
      const count = new Set(names.values()).size;
      if (count === classes) return { names, rounds };
      classes = count;
    }
  }

  #colour(text: string): number {
    let colour = this.#colours.get(text);
    if (colour === undefined) {
      colour = this.#colours.size;
      this.#colours.set(text, colour);
    }
    return colour;
  }
}

function referencesIn(schema: JudgeableSchema): readonly string[] {
  const found = new Set<string>();
  const visit = (part: JudgeableSchema): void => {
    if (typeof part === 'boolean') return;
    if (typeof part['$ref'] === 'string') found.add(part['$ref']);
    for (const keyword of Object.keys(part)) {
      const shape = SCHEMA_KEYWORDS.get(keyword);
      if (shape !== undefined) for (const [, subschema] of subschemasOf(shape, part[keyword])) visit(subschema);
    }
  };
  visit(schema);
  return [...found];
}
