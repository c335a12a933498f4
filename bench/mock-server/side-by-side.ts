/**
 * What a request costs a mock server, in processor time of its process: an example by GET and a validated POST of an ERP with 16
 * operations. Interlock next to the floor (express 5 + one compiled ajv validator + Buffer), Prism and openapi-backend, all in one run, in
 * rounds, one after the other. Medians of the rounds. GitHub's description (1,223 operations) follows: the cost must not grow with it.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { GITHUB } from '../compatibility/peers.ts';
import { DRAFT, erpDescription } from './erp-description.ts';
import { type MeasuredServer, startMeasured } from './measured-server.ts';
import { type PlainRequest, sendRequests } from './send-requests.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const REQUESTS = Number(process.env['REQUESTS'] ?? 4000);
const WARM_UP_REQUESTS = 3000;
/** Requests of a round for servers that take a hundred times as long. */
const SLOW_SHARE = 0.1;
/** Prism says nothing when it is silent, so it is told where to listen. */
const PRISM_PORT = 4519;

const GET: PlainRequest = { method: 'GET', path: '/cost-centers/A-1', status: 200 };
const POST: PlainRequest = { method: 'POST', path: '/suppliers', body: DRAFT, status: 201 };
const GITHUB_GET: PlainRequest = { method: 'GET', path: '/repos/octocat/hello-world', status: 200 };

const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
const description = join(folder, 'erp.json');
writeFileSync(description, JSON.stringify(erpDescription()));
const interlock = packagePath('bin', existsSync(packagePath('oclif.manifest.json')) ? 'interlock.js' : 'dev.ts');
const prism = packagePath('bench', 'peers', 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js');
const here = (name: string) => packagePath('bench', 'mock-server', 'peers', name);
const starts: readonly (readonly [name: string, script: string, args: readonly string[], port?: number])[] = [
  ['floor', here('floor.ts'), []],
  ['interlock', interlock, ['mock', description]],
  ['openapi-backend', here('openapi-backend.ts'), [description]],
  ['prism', prism, ['mock', '--port', String(PRISM_PORT), '--multiprocess', 'false', '--verboseLevel', 'silent', description], PRISM_PORT],
];
const only = process.argv.slice(2);

const medians = new Map<string, number>();
const servers = new Map<string, MeasuredServer>();
try {
  console.log(`CPU µs a request, medians of ${ROUNDS} rounds${interlock.endsWith('.ts') ? ' (from the sources: there is no build)' : ''}`);
  for (const [name, script, args, port] of starts.filter(([name]) => only.length === 0 || only.includes(name)))
    servers.set(name, await startMeasured(script, args, port));
  await compare(servers, [
    ['GET example', GET],
    ['POST validated', POST],
  ]);
  if (only.length === 0 || only.includes('github')) {
    const github = await startMeasured(interlock, ['mock', GITHUB.head]);
    servers.set("GitHub's", github);
    await compare(new Map([['interlock', github]]), [["GET of GitHub's", GITHUB_GET]]);
    const times = medians.get("interlock GET of GitHub's")! / medians.get('interlock GET example')!;
    console.log(`GET of GitHub's ÷ GET of the ERP: ${times.toFixed(2)}  (promise: at most 2)`);
  }
} finally {
  await Promise.all([...servers.values()].map((server) => server.end()));
  rmSync(folder, { recursive: true, force: true });
}

async function compare(
  servers: ReadonlyMap<string, MeasuredServer>,
  requests: readonly (readonly [string, PlainRequest])[],
): Promise<void> {
  for (const [what, request] of requests) {
    const samples = new Map([...servers.keys()].map((name) => [name, [] as number[]]));
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [name, server] of servers) {
        const share = name === 'prism' || name === 'openapi-backend' ? SLOW_SHARE : 1;
        const count = Math.ceil((round < 0 ? WARM_UP_REQUESTS : REQUESTS) * share);
        const before = await server.usage();
        await sendRequests(server.port, request, count);
        const after = await server.usage();
        if (round >= 0) samples.get(name)!.push((after.cpuMicroseconds - before.cpuMicroseconds) / count);
      }
    }
    for (const [name, values] of samples) medians.set(`${name} ${what}`, values.sort((one, other) => one - other)[values.length >> 1]!);
    const floor = medians.get(`floor ${what}`);
    for (const name of servers.keys()) {
      const median = medians.get(`${name} ${what}`)!;
      const ratio = floor === undefined ? '' : `${(median / floor).toFixed(2).padStart(8)} × floor`;
      console.log(`${what.padEnd(16)} ${name.padEnd(16)} ${median.toFixed(1).padStart(9)}${ratio}`);
    }
  }
}
