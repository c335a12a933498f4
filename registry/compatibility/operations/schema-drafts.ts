import type { Location } from '../../contract/index.ts';
import type { ChangeDirection } from '../change.ts';
import type { SchemaFinding, SchemaWitness } from './schema-finding.ts';
import type { Draft, Proof } from './draft.ts';

/** Where a schema stands in an operation. */
export interface SchemaSlot {
  readonly operation: string;
  readonly aliases: readonly string[];
  readonly direction: ChangeDirection;
  /** For people: `the request body`. */
  readonly where: string;
  readonly base: Location;
  readonly head: Location;
  readonly status?: string;
  readonly mediaType?: string;
  readonly messages?: readonly string[];
  /** The field as consumers name it; those of a body are pointers. */
  readonly field: (pointer: string) => string;
  /** Sends a value of the slot and runs both versions on it. */
  readonly prove: (value: unknown, finding: SchemaFinding) => Proof;
}

const LISTS_VALUES = /^enum-(?:value-|introduced$)/;

/** What a comparison of schemas found, as drafts of changes at one operation. */
export function schemaDrafts(findings: readonly SchemaFinding[], slot: SchemaSlot): readonly Draft[] {
  return findings.map((finding) => {
    const { witness, at: _, ...rest } = finding;
    const base = finding.base ?? slot.base;
    const head = finding.head ?? slot.head;
    const isProvable = witness !== undefined && (finding.weight === 'rejects' || finding.weight === 'withdraws');
    return {
      ...rest,
      operation: slot.operation,
      aliases: slot.aliases,
      direction: slot.direction,
      base,
      head,
      root: finding.root ?? `${base.file}#${base.pointer} ${head.file}#${head.pointer}`,
      where: `in ${slot.where}${finding.pointer === '' ? '' : ` at ${finding.pointer}`}`,
      field: slot.field(finding.pointer),
      ...(slot.status === undefined ? {} : { status: slot.status }),
      ...(slot.mediaType === undefined ? {} : { mediaType: slot.mediaType }),
      ...(slot.messages === undefined ? {} : { messages: slot.messages }),
      ...(LISTS_VALUES.test(finding.ruleId) ? { values: finding.facts as readonly unknown[] } : {}),
      ...(isProvable ? { prove: () => proveWith(witness(), (value) => slot.prove(value, finding)) } : {}),
    };
  });
}

function proveWith(witness: SchemaWitness, prove: (value: unknown) => Proof): Proof {
  return 'value' in witness ? prove(witness.value) : { isConfirmed: false, ...witness };
}
