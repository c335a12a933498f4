/**
 * What the first answers of a compiled contract cost next to loading it, on GitHub's OpenAPI description (12 MB): compiling lazily, the
 * first acceptsRequest (which builds the router and compiles one operation), the first permitsResponse of an operation with a large
 * schema, both again, and, for comparison, compiling every operation. The very first request of the process also loads ajv.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileContract, type CompiledContract, folderTree, readContract } from '../../registry/contract/index.ts';

const ROUNDS = 7;
const file = 'api.github.com.json';
const folder = dirname(createRequire(import.meta.url).resolve(`@octokit/openapi/generated/${file}`));
const request = { method: 'GET', url: '/repos/octocat/hello-world/issues?state=open&per_page=30' };

const loadStart = performance.now();
const contract = await readContract(folderTree(folder), file);
const loadMilliseconds = performance.now() - loadStart;

function measure(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function accept(compiled: CompiledContract): void {
  if (!compiled.acceptsRequest(request).accepted) throw new Error('the request was expected to be accepted');
}

function respond(compiled: CompiledContract): void {
  const operation = compiled.operation('issues/list-for-repo');
  if (operation?.kind !== 'http') throw new Error('the operation was expected to exist');
  if (!compiled.permitsResponse(operation, { status: 200, body: { value: [] } }).accepted)
    throw new Error('the response was expected to be permitted');
}

const samples = new Map<string, number[]>();
const sample = (name: string, run: () => unknown) => {
  const known = samples.get(name) ?? [];
  samples.set(name, known);
  known.push(measure(run));
};
for (let round = 0; round <= ROUNDS; round += 1) {
  const compiled = compileContract(contract);
  const first = round === 0 ? 'first acceptsRequest of the process' : 'first acceptsRequest';
  sample(first, () => accept(compiled));
  sample('first permitsResponse', () => respond(compiled));
  sample('next acceptsRequest', () => accept(compiled));
  sample('next permitsResponse', () => respond(compiled));
}
sample('compileAll, every operation', () => compileContract(contract).compileAll());

console.log(`${'load + normalise'.padEnd(38)} ${loadMilliseconds.toFixed(1).padStart(8)} ms`);
for (const [name, values] of samples) {
  const median = values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
  console.log(`${name.padEnd(38)} ${median.toFixed(3).padStart(8)} ms   ${(median / loadMilliseconds).toFixed(4)} × load`);
}
