/**
 * How the cost of comparing grows with the number of operations: two versions of GitHub's OpenAPI description cut to a quarter and a half
 * of their paths and whole, and a quarter of it once, twice and four times over, each copy with paths and components of its own. Each is
 * compared in a process of its own, in rounds. Linear cost has one time per operation.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copies, type Description, everyPath } from './grow-description.ts';
import { GITHUB } from './peers.ts';
import { runComparison } from './run-comparison.ts';

const ROUNDS = 3;
const sizes: readonly (readonly [string, (description: Description) => Description])[] = [
  ['1/4 of the paths', (description) => everyPath(description, 4)],
  ['1/2 of the paths', (description) => everyPath(description, 2)],
  ['all paths', (description) => description],
  ['1/4, once', (description) => copies(everyPath(description, 4), 1)],
  ['1/4, twice', (description) => copies(everyPath(description, 4), 2)],
  ['1/4, four times', (description) => copies(everyPath(description, 4), 4)],
];

const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
try {
  const [base, head] = [GITHUB.base, GITHUB.head].map((file) => JSON.parse(readFileSync(file, 'utf8')) as Description) as [
    Description,
    Description,
  ];
  const files = sizes.map(([, grow], index) => [write(`base-${index}.json`, grow(base)), write(`head-${index}.json`, grow(head))] as const);
  const results = sizes.map((): Awaited<ReturnType<typeof runComparison>>[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, pair] of files.entries()) results[index]!.push(await runComparison(...pair));
  }
  console.log(`GitHub 22.0.0 → 23.0.0 in growing parts: processor time of comparing (least of ${ROUNDS})`);
  for (const [index, [name]] of sizes.entries()) {
    const { operations, changes, peakMegabytes } = results[index]![0]!;
    const milliseconds = Math.min(...results[index]!.map(({ compareCpuMilliseconds }) => compareCpuMilliseconds));
    const size = `${String(operations).padStart(5)} operations ${String(changes).padStart(5)} changes`;
    const cost = `${milliseconds.toFixed(0).padStart(6)} ms, ${(milliseconds / operations).toFixed(2).padStart(5)} ms per operation`;
    console.log(`${name.padEnd(17)}${size}  ${cost}  peak ${peakMegabytes.toFixed(0).padStart(4)} MB`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function write(name: string, description: Description): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(description));
  return file;
}
