import type { Random } from '../subsumption/testing/random-values.ts';

/** A part of an OpenAPI document, as parsed. */
export type Node = Record<string, unknown>;

/** An OpenAPI document, as parsed, in one file. */
export interface OpenApiDocument extends Node {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Node>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Node>>>>;
}

/** Says the same in other words. The document given stays as it is. */
export interface Rewrite {
  readonly name: string;
  /** Why nobody on the wire can tell. */
  readonly why: string;
  /** Does it change what people read? A patch then, else nothing. */
  readonly isAboutWords?: boolean;
  readonly apply: (document: OpenApiDocument, random: Random) => OpenApiDocument;
}

/** Is it an object, not an array? */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
