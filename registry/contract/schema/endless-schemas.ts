import { InterlockError } from '../../../errors.ts';
import type { NamedSchema, SchemaId } from '../contract.ts';
import type { DocumentSet } from '../references/document-set.ts';

/**
 * Refuses a schema that applies itself to the same value, by `$ref`, `allOf` or the like: validating it never ends. A cycle through
 * `properties` or `items` is ordinary, since each round needs a smaller value.
 *
 * @throws REFERENCE_CYCLE, naming the schemas of the cycle.
 */
export function refuseEndlessSchemas(graph: ReadonlyMap<SchemaId, NamedSchema>, documents: DocumentSet): void {
  const finished = new Set<SchemaId>();
  for (const start of graph.keys()) {
    const path = finished.has(start) ? [] : [{ id: start, pending: pendingOf(graph, start) }];
    const open = new Set<SchemaId>([start]);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const next = last.pending.pop();
      if (next === undefined) {
        path.pop();
        open.delete(last.id);
        finished.add(last.id);
      } else if (open.has(next)) {
        throw endless(
          graph,
          path.map(({ id }) => id),
          next,
          documents,
        );
      } else if (!finished.has(next)) {
        open.add(next);
        path.push({ id: next, pending: pendingOf(graph, next) });
      }
    }
  }
}

function pendingOf(graph: ReadonlyMap<SchemaId, NamedSchema>, id: SchemaId): SchemaId[] {
  return inPlaceReferences(graph.get(id)?.schema).toReversed();
}

const LISTS = ['allOf', 'anyOf', 'oneOf'];
const SINGLES = ['not', 'if', 'then', 'else'];

function inPlaceReferences(schema: unknown): readonly SchemaId[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const keywords = schema as Readonly<Record<string, unknown>>;
  const found: SchemaId[] = typeof keywords['$ref'] === 'string' ? [keywords['$ref'] as SchemaId] : [];
  for (const keyword of LISTS) {
    const list = keywords[keyword];
    if (Array.isArray(list)) for (const item of list) found.push(...inPlaceReferences(item));
  }
  for (const keyword of SINGLES) if (keywords[keyword] !== undefined) found.push(...inPlaceReferences(keywords[keyword]));
  const dependent = keywords['dependentSchemas'];
  if (typeof dependent === 'object' && dependent !== null)
    for (const item of Object.values(dependent)) found.push(...inPlaceReferences(item));
  return found;
}

function endless(
  graph: ReadonlyMap<SchemaId, NamedSchema>,
  path: readonly SchemaId[],
  start: SchemaId,
  documents: DocumentSet,
): InterlockError {
  const cycle = path.slice(path.indexOf(start)).map((id) => graph.get(id)!);
  const names = [...cycle, cycle[0]!].map(({ name }) => name).join(' → ');
  const { file, pointer } = cycle[0]!.location;
  return new InterlockError('REFERENCE_CYCLE', `a schema applies itself to the same value without end: ${names}`, {
    place: documents.byFile(file)?.placeOf(pointer),
  });
}
