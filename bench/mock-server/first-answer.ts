/**
 * From the start of a cold process to its first answer, on GitHub's OpenAPI description (12 MB, 1,223 operations): Interlock from its build next to
 * Prism. Wall time and processor time, medians. The promise: below 1 s.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { GITHUB } from '../compatibility/peers.ts';
import { startMeasured } from './measured-server.ts';
import { sendRequests } from './send-requests.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const PRISM_PORT = 4521;
/** Outside of this workspace, as a user's document is. */
const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
const description = join(folder, 'api.github.com.json');
copyFileSync(GITHUB.head, description);
const request = { method: 'GET', path: '/repos/octocat/hello-world', status: 200 };
const prism = packagePath('bench', 'peers', 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js');
const starts: readonly (readonly [name: string, script: string, args: readonly string[], port?: number])[] = [
  ['interlock', packagePath('bin', 'interlock.js'), ['mock', description]],
  ['prism', prism, ['mock', '--port', String(PRISM_PORT), '--multiprocess', 'false', '--verboseLevel', 'silent', description], PRISM_PORT],
];
const only = process.argv.slice(2);

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

for (const [name, script, args, port] of starts.filter(([name]) => only.length === 0 || only.includes(name))) {
  const walls: number[] = [];
  const cpus: number[] = [];
  const listens: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const server = await startMeasured(script, args, port);
    listens.push(performance.now() - start);
    try {
      await sendRequests(server.port, request, 1);
      walls.push(performance.now() - start);
      cpus.push((await server.usage()).cpuMicroseconds / 1000);
    } finally {
      await server.end();
    }
  }
  console.log(
    `${name.padEnd(10)} first answer after ${median(walls)} ms, listening after ${median(listens)} ms, ${median(cpus)} ms of processor time`,
  );
}

function median(values: readonly number[]): string {
  const sorted = values.toSorted((one, other) => one - other);
  return (sorted[values.length >> 1] ?? Number.NaN).toFixed(0).padStart(5);
}
