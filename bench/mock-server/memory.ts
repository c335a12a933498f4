/**
 * What a mock server keeps: 10,000 resources are posted, pages of them listed, then many requests of all kinds follow (REQUESTS, 200,000 by default,
 * a million for the promise), while the heap is looked at after collections of garbage. The promises: a page takes less than 2 ms of processor time, and
 * the heap does not grow with the number of requests.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { DRAFT, erpDescription } from './erp-description.ts';
import { type MeasuredServer, startMeasured } from './measured-server.ts';
import { type PlainRequest, sendRequests } from './send-requests.ts';

const REQUESTS = Number(process.env['REQUESTS'] ?? 200_000);
const STORED = 10_000;
const LISTED = 500;
const LOOKS = 10;

const MIX: readonly PlainRequest[] = [
  { method: 'GET', path: '/cost-centers/A-1', status: 200 },
  { method: 'GET', path: '/suppliers?limit=20', status: 200 },
  { method: 'POST', path: '/invoices', body: { ...DRAFT, total: 7 }, status: 422 },
  { method: 'GET', path: '/nowhere', status: 404 },
];
/** Listing ten thousand takes longer than the rest: it has a share of its own. */
const SHARES = [0.55, 0.05, 0.3, 0.1];

const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
const description = join(folder, 'erp.json');
writeFileSync(description, JSON.stringify(erpDescription()));
const server = await startMeasured(packagePath('bin', 'interlock.js'), ['mock', description]);
try {
  await sendRequests(server.port, { method: 'POST', path: '/suppliers', body: DRAFT, status: 201 }, STORED);
  for (const path of ['/suppliers', '/suppliers?limit=20', '/suppliers?limit=500']) {
    const request = { method: 'GET', path, status: 200 };
    await sendRequests(server.port, request, LISTED);
    console.log(
      `${`GET ${path}`.padEnd(28)} ${(await costOf(server, request, LISTED)).toFixed(0).padStart(6)} µs of processor time, ${STORED} stored`,
    );
  }
  let first = 0;
  for (let look = 0; look <= LOOKS; look += 1) {
    if (look > 0)
      for (const [index, request] of MIX.entries())
        await sendRequests(server.port, request, Math.ceil((REQUESTS / LOOKS) * SHARES[index]!));
    const { heapMegabytes, residentMegabytes } = await server.usage(true);
    if (look === 1) first = heapMegabytes;
    const growth = look < 2 ? '' : `  ${(heapMegabytes / first).toFixed(3)} × the first`;
    console.log(
      `after ${String((REQUESTS / LOOKS) * look).padStart(8)} requests  heap ${heapMegabytes.toFixed(1)} MB  resident ${residentMegabytes.toFixed(0)} MB${growth}`,
    );
  }
} finally {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
}

async function costOf(measured: MeasuredServer, request: PlainRequest, count: number): Promise<number> {
  const before = await measured.usage();
  await sendRequests(measured.port, request, count);
  return ((await measured.usage()).cpuMicroseconds - before.cpuMicroseconds) / count;
}
