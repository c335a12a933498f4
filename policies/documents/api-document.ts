import type { DocumentNode } from './document-node.ts';
import { isMembers } from './members.ts';

/** An OpenAPI or AsyncAPI document, or what else is linted, as rule functions read it. */
export interface ApiDocument {
  readonly root: DocumentNode;
  /** `other` is neither; rules about APIs find nothing in it. */
  readonly protocol: 'openapi' | 'asyncapi' | 'other';
  /** Major version of the specification; 0 for `other`. */
  readonly major: number;
}

/** Reads which specification a document follows. */
export function apiDocument(root: DocumentNode): ApiDocument {
  const declared = isMembers(root.value) ? root.value : {};
  for (const protocol of ['openapi', 'asyncapi'] as const) {
    const major = Number.parseInt(String(declared[protocol]), 10);
    if (!Number.isNaN(major)) return { root, protocol, major };
  }
  return { root, protocol: 'other', major: 0 };
}

/** Makes something of a document once, however many rules ask for it. */
export function oncePerDocument<Result>(make: (document: ApiDocument) => Result): (document: ApiDocument) => Result {
  const made = new WeakMap<ApiDocument, { readonly result: Result }>();
  return (document) => {
    const known = made.get(document) ?? { result: make(document) };
    made.set(document, known);
    return known.result;
  };
}
