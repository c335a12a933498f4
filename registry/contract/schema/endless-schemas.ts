import { InterlockError } from '../../../errors.ts';
import type { NamedSchema, SchemaId } from '../contract.ts';
import type { DocumentSet } from '../references/document-set.ts';
import { sourceOf } from '../schema-location.ts';

/**
 * Refuses a schema that applies itself to the same value, by `$ref`, `allOf` or the like: validating it never ends. A cycle through
 * `properties` or `items` is ordinary, since each round needs a smaller value.
 *
 * @throws REFERENCE_CYCLE, naming the schemas of the cycle.
 */
export function refuseEndlessSchemas(graph: ReadonlyMap<SchemaId, NamedSchema>, documents: DocumentSet): void {
  const finished = new Set<SchemaId>();
  const path: NamedSchema[] = [];

  function visit(id: SchemaId): void {
    if (finished.has(id)) return;
    const named = graph.get(id);
    if (!named) return;
    const start = path.indexOf(named);
    if (start !== -1) throw endless(path.slice(start), documents);
    path.push(named);
    for (const next of inPlaceReferences(named.schema)) visit(next);
    path.pop();
    finished.add(id);
  }

  for (const id of graph.keys()) visit(id);
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

function endless(cycle: readonly NamedSchema[], documents: DocumentSet): InterlockError {
  const names = [...cycle, cycle[0]!].map(({ name }) => name).join(' → ');
  const [first] = cycle;
  const location = (typeof first!.schema === 'object' ? sourceOf(first!.schema) : undefined) ?? first!.location;
  return new InterlockError('REFERENCE_CYCLE', `a schema applies itself to the same value without end: ${names}`, {
    place: documents.byFile(location.file)?.placeOf(location.pointer),
  });
}
