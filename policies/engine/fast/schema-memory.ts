import type { RulesetFunctionContext } from '@stoplight/spectral-core';

type Inventory = RulesetFunctionContext['documentInventory'];

/** How many schemas one set of validators keeps compiled. */
const SCHEMAS_KEPT = 2000;

/**
 * What is kept from one document to the next: Spectral's `schema` function compiles with validators that it looks up by the inventory of
 * the document, and forgets with it. Given one token instead, it keeps them, and a schema of the same text is compiled once.
 */
export interface SchemaMemory {
  /** Stands for a document's inventory, in calls of functions that use it for nothing but the lookup. */
  readonly token: Inventory;
  /** The same object for the same key. */
  intern(key: string, make: () => Record<string, unknown>): Record<string, unknown>;
  /** Forgets a schema: validators that have refused it once would let it pass the second time. */
  forget(key: string): void;
}

/** A memory that starts anew when it is full, so that it does not grow with the number of documents. */
export function createSchemaMemory(): SchemaMemory {
  let token = {} as Inventory;
  let schemas = new Map<string, Record<string, unknown>>();
  return {
    get token() {
      return token;
    },
    intern(key, make) {
      const known = schemas.get(key);
      if (known) return known;
      if (schemas.size >= SCHEMAS_KEPT) {
        token = {} as Inventory;
        schemas = new Map();
      }
      const made = make();
      schemas.set(key, made);
      return made;
    },
    forget: (key) => schemas.delete(key),
  };
}
