/**
 * What a request that passes `interlock mock --proxy` costs, in processor time of its process, judging included: next to a bare forwarder before the
 * same target, in rounds, one after the other. Medians of the rounds.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { DRAFT, erpDescription } from './erp-description.ts';
import { type MeasuredServer, startMeasured } from './measured-server.ts';
import { type PlainRequest, sendRequests } from './send-requests.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const REQUESTS = Number(process.env['REQUESTS'] ?? 3000);

const GET: PlainRequest = { method: 'GET', path: '/cost-centers/A-1', status: 200 };
const POST: PlainRequest = { method: 'POST', path: '/suppliers', body: DRAFT, status: 201 };

const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
const description = join(folder, 'erp.json');
writeFileSync(description, JSON.stringify(erpDescription()));
const interlock = packagePath('bin', existsSync(packagePath('oclif.manifest.json')) ? 'interlock.js' : 'dev.ts');
const here = (name: string) => packagePath('bench', 'mock-server', 'peers', name);
const started: MeasuredServer[] = [];
const start = async (script: string, args: readonly string[]): Promise<MeasuredServer> => {
  const server = await startMeasured(script, args);
  started.push(server);
  return server;
};

try {
  const target = await start(here('floor.ts'), []);
  const servers = new Map([
    ['bare forwarder', await start(here('bare-forwarder.ts'), [String(target.port)])],
    ['interlock --proxy', await start(interlock, ['mock', description, '--proxy', `http://127.0.0.1:${target.port}`])],
  ]);
  for (const [what, request] of [
    ['GET', GET],
    ['POST', POST],
  ] as const) {
    const samples = new Map([...servers.keys()].map((name) => [name, [] as number[]]));
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [name, server] of servers) {
        const before = await server.usage();
        await sendRequests(server.port, request, REQUESTS);
        const after = await server.usage();
        if (round >= 0) samples.get(name)!.push((after.cpuMicroseconds - before.cpuMicroseconds) / REQUESTS);
      }
    }
    const [bare = 0, proxy = 0] = [...samples.values()].map((values) => values.sort((one, other) => one - other)[values.length >> 1]!);
    console.log(`${what}: bare forwarder ${bare.toFixed(0)} µs, interlock --proxy ${proxy.toFixed(0)} µs, ${(proxy / bare).toFixed(2)} ×`);
  }
} finally {
  await Promise.all(started.map((server) => server.end()));
  rmSync(folder, { recursive: true, force: true });
}
