/**
 * What reading a contract costs next to what cannot be avoided, on GitHub's OpenAPI description (12 MB): JSON.parse of its text and one
 * deep copy of the parsed value, structuredClone and a plain recursive one. All are measured in one process, alternating, each after a
 * collection of garbage where node runs with --expose-gc; the least time of each counts, since all above it is the machine's noise.
 * The promise: load + normalise ≤ 2 × JSON.parse + one structuredClone. Then: the first request that a freshly read contract judges,
 * which compiles that operation and no other.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { readFile } from 'node:fs/promises';
import { setImmediate as turnOfTheEventLoop } from 'node:timers/promises';
import { compileContract, folderTree, readContract, type Contract, type FileTree } from '../../registry/contract/index.ts';

const ROUNDS = 15;
const WARM_UP_ROUNDS = 2;
const file = 'api.github.com.json';
const folder = dirname(createRequire(import.meta.url).resolve(`@octokit/openapi/generated/${file}`));

function deepCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deepCopy);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = deepCopy((value as Record<string, unknown>)[key]);
  return copy;
}

/** The disk is read beforehand, for all alike. */
async function inMemory(): Promise<{ readonly tree: FileTree; readonly text: string }> {
  const disk = folderTree(folder);
  const bytes = await readFile(`${folder}/${file}`);
  return { tree: { ...disk, read: async (path) => (path === file ? bytes : disk.read(path)) }, text: bytes.toString('utf8') };
}

function judgeOne(): void {
  const verdict = compileContract(contract!).acceptsRequest({ method: 'GET', url: '/repos/octokit/openapi/issues?per_page=5&state=open' });
  if (!verdict.accepted) throw new Error(`the request should be accepted: ${JSON.stringify(verdict.violations)}`);
}

const { tree, text } = await inMemory();
const samples: Record<string, number[]> = {};
let parsed: unknown;
let contract: Contract | undefined;
const measures: readonly (readonly [string, () => unknown])[] = [
  ['JSON.parse', () => (parsed = JSON.parse(text))],
  ['recursive copy', () => deepCopy(parsed)],
  ['structuredClone', () => structuredClone(parsed)],
  ['load + normalise', async () => void (contract = await readContract(tree, file))],
  ['first request', judgeOne],
];

for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
  for (const [name, run] of measures) {
    await turnOfTheEventLoop();
    globalThis.gc?.();
    const start = performance.now();
    await run();
    const milliseconds = performance.now() - start;
    if (round >= 0) (samples[name] ??= []).push(milliseconds);
  }
  contract = undefined;
}

const least = (name: string) => Math.min(...samples[name]!);
for (const [name] of measures) console.log(`${name.padEnd(18)} ${least(name).toFixed(0).padStart(5)} ms`);
const ratio = (copy: string) => (least('load + normalise') / (2 * least('JSON.parse') + least(copy))).toFixed(2);
console.log(`load + normalise ÷ (2 × JSON.parse + structuredClone) = ${ratio('structuredClone')}  (promise: at most 1)`);
console.log(`load + normalise ÷ (2 × JSON.parse + recursive copy)  = ${ratio('recursive copy')}`);
