import type { Contract, Location } from './contract.ts';

/** Finds where an object of a loaded document stands. A document implements it; the pointer is worked out when asked for. */
export interface SourceIndex {
  locationOf(source: object): Location | undefined;
}

/**
 * Which objects of the source the schema objects of one contract were made from. Noting one costs next to nothing, since most are never
 * asked for: the index is built with the first question. It lives as long as its contract does.
 */
export class SchemaOrigins {
  static readonly #alive = new Set<WeakRef<SchemaOrigins>>();
  static readonly #byContract = new WeakMap<Contract, SchemaOrigins>();
  readonly #schemas: object[] = [];
  readonly #sources: object[] = [];
  readonly #documents: SourceIndex[] = [];
  #positions: Map<object, number> | undefined;

  constructor() {
    for (const reference of SchemaOrigins.#alive) if (!reference.deref()) SchemaOrigins.#alive.delete(reference);
    SchemaOrigins.#alive.add(new WeakRef(this));
  }

  /** Notes that a schema object was made from an object of a document; an unchanged schema is that object itself. */
  record(schema: object, document: SourceIndex, source: object): void {
    this.#schemas.push(schema);
    this.#sources.push(source);
    this.#documents.push(document);
  }

  /** Ties the origins to their contract: they are forgotten together. */
  keepWith(contract: Contract): void {
    SchemaOrigins.#byContract.set(contract, this);
  }

  /** Where a schema object of any contract that is in use was declared. */
  static find(schema: object): Location | undefined {
    for (const reference of SchemaOrigins.#alive) {
      const origins = reference.deref();
      const location = origins && origins.#locationOf(schema);
      if (location) return location;
    }
    return undefined;
  }

  #locationOf(schema: object): Location | undefined {
    this.#positions ??= new Map(this.#schemas.map((each, position) => [each, position]));
    const position = this.#positions.get(schema);
    return position === undefined ? undefined : this.#documents[position]!.locationOf(this.#sources[position]!);
  }
}

/**
 * Where a normalised schema object was declared: works for every schema object of a Contract that is in use, however deep in the graph.
 * A keyword stands at `pointer + '/' + keyword`; when normalising renamed it (`nullable`, `definitions`), `Contract.locate` falls back
 * on the nearest ancestor that exists.
 *
 * @returns undefined for objects that no document declared.
 */
export function sourceOf(schemaObject: object): Location | undefined {
  return SchemaOrigins.find(schemaObject);
}
