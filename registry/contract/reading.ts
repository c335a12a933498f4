import { InterlockError } from '../../errors.ts';
import type { FindingLog } from './finding-log.ts';
import { isObject } from './load/is-object.ts';
import type { References } from './references/references.ts';
import type { SourceNode } from './references/source-node.ts';
import { describe } from './schema/keyword-fault.ts';
import type { Dialect } from './schema/dialect.ts';
import type { SchemaReader } from './schema/schema-reader.ts';

/** What every part of normalising one document works with. */
export interface Reading {
  readonly root: SourceNode;
  /** Full version as declared. */
  readonly version: string;
  readonly dialect: Dialect;
  readonly references: References;
  readonly schemas: SchemaReader;
  readonly log: FindingLog;
}

/**
 * Follows a node's references to an object.
 *
 * @returns undefined when there is nothing.
 * @throws SPECIFICATION_INVALID when it is anything else, and the errors of references.
 */
export function objectNode(reading: Reading, node: SourceNode, what: string): SourceNode | undefined {
  if (node.value === undefined) return undefined;
  const target = reading.references.follow(node);
  if (isObject(target.value)) return target;
  throw invalid(target, `${what} must be an object, not ${describe(target.value)}`);
}

/** The error for a document that breaks its specification so that it cannot be compiled. */
export function invalid(node: SourceNode, detail: string): InterlockError {
  return new InterlockError('SPECIFICATION_INVALID', detail, { place: node.document.placeOf(node.pointer) });
}
