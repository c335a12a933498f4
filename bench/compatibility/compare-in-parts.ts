/**
 * Run as a process of its own with two files: reads both, compares them, and prints as JSON what each part took. The first answer of a
 * process counts, so that no measurement is warmed up by one before it.
 */
import { basename, dirname } from 'node:path';
import { compareContracts } from '../../registry/compatibility/index.ts';
import { openSchemaEquality } from '../../registry/compatibility/causes/schema-equality.ts';
import { type Contract, folderTree, readContract } from '../../registry/contract/index.ts';
import { contractDigest } from '../../registry/workspace/contract-digest.ts';

/** What the comparison of two files took, in parts. */
export interface ComparisonParts {
  readonly operations: number;
  readonly schemas: number;
  /** Both files, read into contracts. */
  readonly readMilliseconds: number;
  /** The digest of both contracts, by which `interlock check --against` passes over what did not change. */
  readonly digestMilliseconds: number;
  /** Looking at every named schema once, on the wire and to the letter: what tells that nothing changed. */
  readonly lookMilliseconds: number;
  /** The comparison, which looks by itself. */
  readonly compareMilliseconds: number;
  /** Its processor time, of all threads: steadier than the clock where others use the machine. */
  readonly compareCpuMilliseconds: number;
  readonly changes: number;
  readonly notChecked: number;
}

const [baseFile, headFile] = process.argv.slice(2) as [string, string];
const readStart = performance.now();
const base = await read(baseFile);
const head = await read(headFile);
const compareStart = performance.now();
const usageBefore = process.cpuUsage();
const { changes, notChecked } = compareContracts(base, head);
const usage = process.cpuUsage(usageBefore);
const compareEnd = performance.now();
for (const scope of ['wire', 'written'] as const) look(scope);
const lookEnd = performance.now();
for (const contract of [base, head]) contractDigest(contract);
const digestEnd = performance.now();

const parts: ComparisonParts = {
  operations: base.operations.length,
  schemas: base.schemas.size,
  readMilliseconds: compareStart - readStart,
  compareMilliseconds: compareEnd - compareStart,
  compareCpuMilliseconds: (usage.user + usage.system) / 1000,
  lookMilliseconds: lookEnd - compareEnd,
  digestMilliseconds: digestEnd - lookEnd,
  changes: changes.length,
  notChecked: notChecked.length,
};
console.log(JSON.stringify(parts));

function read(file: string): Promise<Contract> {
  return readContract(folderTree(dirname(file)), basename(file), { limits: { documentBytes: 256e6, expandedNodes: 64e6 } });
}

function look(scope: 'wire' | 'written'): void {
  const isSame = openSchemaEquality(base, head, scope);
  for (const [id, { schema }] of base.schemas) {
    const other = head.schemas.get(id);
    if (other !== undefined) isSame(schema, other.schema);
  }
}
