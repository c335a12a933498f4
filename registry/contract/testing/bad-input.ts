import { formatPlace } from '../../../errors.ts';
import { readContract } from '../read-contract.ts';
import { failureOf } from './contract-of.ts';
import { memoryTree } from '../load/memory-tree.ts';

/** A document that cannot be read, and the one message that it gets. */
export interface BadInput {
  readonly files: Readonly<Record<string, unknown>>;
  /** The first file when absent. */
  readonly path?: string;
  readonly code: string;
  readonly place: string;
  readonly says: RegExp;
}

export type BadInputs = readonly (readonly [string, BadInput])[];

/** The code, place and message with which reading a document is refused. */
export async function refusalOf({ files, path = Object.keys(files)[0]! }: BadInput) {
  const { code, detail, place } = await failureOf(readContract(memoryTree(files), path));
  return { code, detail, place: place && formatPlace(place) };
}

/** The head of an OpenAPI document, two lines. */
export const HEAD = 'openapi: 3.1.0\ninfo: { title: t, version: "1" }\n';

/** A path with one response whose schema stands on line 10, its first keyword in column 43. */
export function withSchema(schema: string, rest = ''): string {
  return `${HEAD}paths:\n  /x:\n    get:\n      responses:\n        200:\n          description: ok\n          content:\n            application/json: { schema: ${schema} }\n${rest}`;
}
