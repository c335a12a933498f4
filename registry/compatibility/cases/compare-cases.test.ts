import { describe, expect, it } from 'vitest';
import { readContract, type Contract, type FileTree } from '../../contract/index.ts';
import { compareContracts, type Change, type CompareOptions, type Comparison } from '../index.ts';
import { readCaseTable, type CompatibilityCase, type SchemaSlot, type Verdict } from './case-table.ts';
import { CASE_DOCUMENT, expandCase } from './expand-case.ts';
import { contradictedWitnesses } from './second-opinion.ts';

const TABLE = readCaseTable();
const AREAS = [...new Set(TABLE.map(({ area }) => area))];
const WORST_FIRST = ['breaking', 'unproven', 'warning', 'compatible'] as const satisfies readonly Verdict[];
const DIRECTIONS = { request: 'request', response: 'response', receive: 'publish', send: 'subscribe', document: undefined } as const;

/** Where nothing can be run: the channel has no message, or no address. Everywhere else a witness of events is one that both versions judged. */
const READ_OFF_DECLARATIONS: ReadonlySet<string> = new Set([
  'an address parameter is restricted where the channel has no message',
  'a channel without address gets one',
]);

describe.each(AREAS)('%s', (area) => {
  const rows = TABLE.filter((one) => one.area === area).flatMap((one) =>
    Object.keys(one.want).map((slot) => [one.name, slot as SchemaSlot | 'document', one] as const),
  );

  it.each(rows)('%s [%s]', async (_name, slot, one) => {
    const { base, head } = expandCase(one, slot);
    const comparison = compareContracts(await read(base), await read(head), optionsOf(one));
    const second = slot === 'document' || !one.isProbed ? [] : await contradictedWitnesses(one, comparison.changes);
    const found = [...disagreements(one, slot, comparison), ...second];
    expect(found, found.join('\n')).toEqual([]);
  });

  it.each(rows)('%s [%s], each side against itself', async (_name, slot, one) => {
    const { base, head } = expandCase(one, slot);
    for (const side of [base, head]) {
      const { changes, requiredBump } = compareContracts(await read(side), await read(side), optionsOf(one));
      expect([requiredBump, ...changes.map(describeChange)]).toEqual(['none']);
    }
  });
});

function read(tree: FileTree): Promise<Contract> {
  return readContract(tree, CASE_DOCUMENT);
}

function optionsOf({ profile }: CompatibilityCase): CompareOptions {
  return profile === undefined ? {} : { profile };
}

/** How the comparison differs from what the table wants: empty when it does not. */
function disagreements(
  one: CompatibilityCase,
  slot: SchemaSlot | 'document',
  { changes, requiredBump, notChecked }: Comparison,
): readonly string[] {
  const want = one.want[slot]!;
  const verdict = WORST_FIRST.find((each) => changes.some((change) => change.verdict === each)) ?? 'none';
  const worst = changes.filter((change) => change.verdict === verdict);
  const direction = want.direction ?? DIRECTIONS[slot];
  const found = new Set(worst.flatMap(({ operations }) => operations));
  const missing = (want.operations ?? []).filter((key) => !found.has(key));
  const bump = {
    breaking: ['major'],
    unproven: ['major'],
    warning: ['minor', 'patch', 'none'],
    compatible: ['minor', 'patch'],
    none: ['patch', 'none'],
  };
  const wrong = [
    ...(want.verdicts.includes(verdict) ? [] : [`verdict: ${danger(want.verdicts, verdict)}`]),
    ...(verdict === 'none' || direction === undefined || worst.some((change) => change.direction === direction)
      ? []
      : [`direction ${direction} is missing`]),
    ...(want.rule === undefined || changes.some(({ ruleId }) => ruleId === want.rule) ? [] : [`rule ${want.rule} is missing`]),
    ...(want.count === undefined || worst.length === want.count ? [] : [`${worst.length} findings instead of ${want.count}`]),
    ...(want.total === undefined || changes.length === want.total ? [] : [`${changes.length} changes instead of ${want.total}`]),
    ...missing.map((key) => `the operation ${key} is missing`),
    ...worst.flatMap((change) => (verdict === 'breaking' && one.profile !== 'codegen' ? faultsOfWitness(change, one.name) : [])),
    ...(bump[verdict].includes(requiredBump) ? [] : [`the bump for ${verdict} is ${requiredBump}`]),
    ...(want.verdicts.includes('unproven') ? [] : notChecked.map(({ reason }) => `not checked: ${reason}`)),
  ];
  if (wrong.length === 0) return [];
  return [`want ${want.verdicts.join(' or ')}, because ${one.why}`, ...wrong, ...changes.map(describeChange)];
}

/**
 * A break is shown by a message on which the two versions differ, or which would pass and means something else: the head no longer sends
 * it, another operation takes it, or it is read as another value.
 */
function faultsOfWitness({ ruleId, witness }: Change, name: string): readonly string[] {
  if (witness === undefined) return [`${ruleId} has no witness`];
  if (witness.base.isDeclared && witness.head.isDeclared && !READ_OFF_DECLARATIONS.has(name))
    return [`${ruleId} was not run on any message`];
  const misread = [witness.base, witness.head].some(({ says }) => says === 'reads another value');
  const meansAnother = witness.head.says.startsWith('no longer') || ruleId === 'operation-shadowed' || misread;
  return witness.base.accepted !== witness.head.accepted || meansAnother
    ? []
    : [`the versions agree on the witness of ${ruleId}: ${JSON.stringify(witness)}`];
}

/** The kind of mistake: silence on a break is the worst, then a false alarm, then a change that is not listed or need not be. */
function danger(wanted: readonly Verdict[], got: Verdict): string {
  if (wanted.every((verdict) => verdict === 'breaking')) return got === 'unproven' ? 'UNPROVEN break' : `MISSED BREAK, got ${got}`;
  return got === 'breaking' || got === 'unproven' ? `FALSE ALARM, got ${got}` : `got ${got}`;
}

function describeChange(change: Change): string {
  const { ruleId, verdict, direction, message, operations, reason, pointer } = change;
  return `${verdict} ${ruleId} (${direction}, ${operations.join(' ')}${pointer === undefined ? '' : `, at ${pointer}`}): ${message}${reason === undefined ? '' : ` — ${reason}`}`;
}
