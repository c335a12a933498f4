import type { Location, Schema } from '../../contract/index.ts';
import type { DataFlow } from '../subsumption/index.ts';
import type { Weight } from './draft.ts';

/** A pair of schemas for the same data, and which way it flows. */
export interface SchemaPair {
  readonly base: Schema;
  readonly head: Schema;
  readonly direction: 'input' | 'output';
  readonly flow: DataFlow;
  /** Values are written as text without quotes, so that 5 and "5" are the same on the wire. */
  readonly isText: boolean;
  /** What can be sent at all, whatever the schema says; default anything. */
  readonly sendable?: Schema;
}

/** One cause why the schemas differ, with a value that shows it. */
export interface SchemaFinding {
  readonly ruleId: string;
  readonly weight: Weight;
  readonly message: string;
  readonly facts: unknown;
  readonly base?: Location | undefined;
  readonly head?: Location | undefined;
  /** Into the value, with `*` for any item. */
  readonly pointer: string;
  /** Into the witness, where exactly. */
  readonly at: string;
  /** A whole value that the sender sends and the receiver rejects, or no longer gets. */
  readonly witness?: () => SchemaWitness;
  readonly reason?: string;
  /** Of the schemas that were compared. */
  readonly extent?: () => number;
  /** The changed place: where the schema that takes less is declared, so that all paths to it are one cause. */
  readonly root?: string;
}

/** A value that shows a finding; none, if there is nothing to it, or the reason why none was found. */
export type SchemaWitness = { readonly value: unknown } | { readonly isGroundless: true } | { readonly reason: string };

/** What comparing a pair of schemas found. */
export type SchemaComparison = readonly SchemaFinding[];
