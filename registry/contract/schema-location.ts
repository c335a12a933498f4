import type { Location } from './contract.ts';

/** Finds where an object of a loaded document stands. A document implements it; the pointer is worked out when asked for. */
export interface SourceIndex {
  locationOf(source: object): Location | undefined;
}

interface Origin {
  readonly index: SourceIndex;
  readonly source: object;
}

/** A schema that is the source's own object is kept with its document alone. */
const origins = new WeakMap<object, SourceIndex | Origin>();

/**
 * Notes which object of the source a normalised schema object was made from. Costs one map entry: an unchanged schema is the source's
 * own object and only its document is noted.
 */
export function recordSource(normalised: object, index: SourceIndex, source: object): void {
  origins.set(normalised, normalised === source ? index : { index, source });
}

/**
 * Where a normalised schema object was declared: works for every schema object in a Contract, however deep in the graph. A keyword
 * stands at `pointer + '/' + keyword`; when normalising renamed it (`nullable`, `definitions`), `Contract.locate` falls back on the
 * nearest ancestor that exists.
 *
 * @returns undefined for objects that no document declared.
 */
export function sourceOf(schemaObject: object): Location | undefined {
  const origin = origins.get(schemaObject);
  if (origin === undefined) return undefined;
  return 'locationOf' in origin ? origin.locationOf(schemaObject) : origin.index.locationOf(origin.source);
}
