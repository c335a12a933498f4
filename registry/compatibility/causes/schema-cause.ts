import type { SchemaObject } from '../../contract/index.ts';
import type { SchemaView } from './schema-view.ts';

/** One place at which what a sender sends is more than what the receiver accepts, seen on both sides. */
export interface SchemaFault {
  /** Keyword of the receiver's schema that refuses. */
  readonly keyword: string;
  /** The property that the keyword is about. */
  readonly property: string | undefined;
  readonly base: SchemaView;
  readonly head: SchemaView;
  /** The receiver's schema object that holds the keyword, as it was read. */
  readonly refusing: SchemaObject | undefined;
  /** The side that accepts less: `head` when something no longer passes, `base` when something passes that didn't. */
  readonly receiver: 'base' | 'head';
  /** The value there. */
  readonly value: unknown;
}

/** Why a schema accepts more or less than it did. */
export interface SchemaCause {
  readonly ruleId: string;
  /** Sentence without a full stop, about the head: `'name' is required now`. */
  readonly message: string;
  /** What tells this cause from others of its rule at the same place. */
  readonly facts: unknown;
}

/** Names the cause of a fault; undefined when it is of another kind. */
export type NameCause = (fault: SchemaFault) => SchemaCause | undefined;

/** A few values, for a message. */
export function listValues(values: readonly unknown[]): string {
  const shown = values.slice(0, 5).map((value) => JSON.stringify(value));
  return shown.join(', ') + (values.length > shown.length ? ` and ${values.length - shown.length} more` : '');
}
