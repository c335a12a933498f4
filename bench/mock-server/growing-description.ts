/**
 * Does what one operation costs grow with the number of the others? The ERP with 16 operations, with 160 and with 1,600: processor time until the
 * mock listens, which reads the document and so grows with it, of the first answer from then on, and of a GET and a POST once many were answered.
 * Medians. The promise: but for the first, they are those of the smallest.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { DRAFT, erpDescription } from './erp-description.ts';
import { startMeasured } from './measured-server.ts';
import { type PlainRequest, sendRequests } from './send-requests.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const REQUESTS = Number(process.env['REQUESTS'] ?? 4000);
const WARM_UP_REQUESTS = 6000;
const TIMES = [1, 10, 100];

const GET: PlainRequest = { method: 'GET', path: '/cost-centers/A-1', status: 200 };
const POST: PlainRequest = { method: 'POST', path: '/suppliers', body: DRAFT, status: 201 };

const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const files = TIMES.map((times) => {
  const file = join(folder, `erp-${times}.json`);
  writeFileSync(file, JSON.stringify(erpDescription(times)));
  return file;
});

/** Of one process: CPU ms until it listens and of the first answer, CPU µs of a GET and a POST. */
async function measure(file: string): Promise<readonly number[]> {
  const server = await startMeasured(packagePath('bin', 'interlock.js'), ['mock', file]);
  const costOf = async (request: PlainRequest, count: number): Promise<number> => {
    const before = (await server.usage()).cpuMicroseconds;
    await sendRequests(server.port, request, count);
    return ((await server.usage()).cpuMicroseconds - before) / count;
  };
  try {
    const listening = (await server.usage()).cpuMicroseconds / 1000;
    const first = (await costOf(GET, 1)) / 1000;
    await sendRequests(server.port, GET, WARM_UP_REQUESTS);
    const get = await costOf(GET, REQUESTS);
    await sendRequests(server.port, POST, WARM_UP_REQUESTS);
    return [listening, first, get, await costOf(POST, REQUESTS)];
  } finally {
    await server.end();
  }
}

const samples = TIMES.map((): (readonly number[])[] => []);
for (let round = 0; round < ROUNDS; round += 1) for (const [index, file] of files.entries()) samples[index]!.push(await measure(file));

console.log(`CPU, medians of ${ROUNDS} processes`);
const smallest = mediansOf(samples[0]!);
for (const [index, times] of TIMES.entries()) {
  const medians = mediansOf(samples[index]!);
  const told = ['listening ms', 'first answer ms', 'GET µs', 'POST µs'].map(
    (what, at) => `${what} ${medians[at]!.toFixed(0).padStart(5)} (${(medians[at]! / smallest[at]!).toFixed(2)} ×)`,
  );
  console.log(`${String(16 * times).padStart(5)} operations  ${told.join('  ')}`);
}

function mediansOf(rounds: readonly (readonly number[])[]): readonly number[] {
  return rounds[0]!.map((_, at) => rounds.map((each) => each[at]!).toSorted((one, other) => one - other)[rounds.length >> 1]!);
}
