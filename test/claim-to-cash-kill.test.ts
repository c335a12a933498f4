import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchToken } from '../adapters/index.ts';
import { startMocks } from '../cli/start-mocks.ts';
import type { MockServer } from '../mock-server/index.ts';
import { packagePath } from '../package-root.ts';
import { openWorkspace } from '../registry/workspace/index.ts';
import { openDatabase } from '../storage/index.ts';
import { fullTemplate, scratchFolder } from './database-template.ts';
import { startKillingProxy, type KillingProxy, type KillMoment } from './killing-proxy.ts';
import { seededRandom } from '../mock-server/answers/seeded-random.ts';

const KILLS = 20;
const SEED = 20_260_122;
const INPUT = packagePath('examples', 'remittance.835');

const scratch = scratchFolder();
let mocks: MockServer;
let proxy: KillingProxy;
let template: string;

beforeAll(async () => {
  const workspace = await openWorkspace(packagePath());
  mocks = await startMocks(workspace, workspace.contracts);
  proxy = await startKillingProxy(mocks.url);
  template = await fullTemplate();
});

afterAll(async () => {
  await proxy.close();
  await mocks.close();
  scratch.remove();
});

/** Runs the command line on the input, and kills it at the moment. */
async function runFlow(directory: string, moment?: KillMoment): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const args = [
    packagePath('bin', 'dev.ts'),
    'flow',
    'run',
    'claim-to-cash',
    '--input',
    INPUT,
    '--data',
    directory,
    '--mocks',
    proxy.url,
    '--format',
    'json',
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  proxy.arm(moment, () => child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output };
}

/** The worst moment for an effect: the target acted, and the caller does not know. */
function unheard(request: number): KillMoment {
  return { request, when: 'after', delayMilliseconds: 0 };
}

function randomMoment(random: () => number, requestCount: number): KillMoment {
  const request = Math.floor(random() * (requestCount + 1));
  return {
    request,
    when: (['before', 'after', 'later'] as const)[Math.floor(random() * 3)]!,
    delayMilliseconds: Math.floor(random() * (request === 0 ? 2_500 : 60)),
  };
}

/** What the books say, without times. */
async function readBooks(directory: string) {
  const database = await openDatabase({ directory }, { template });
  try {
    const rows = async (sql: string) => (await database.pool.query<Record<string, unknown>>(sql)).rows;
    return {
      lines: await rows(
        `select j.source_event_id, j.journal_id, j.description, l.line_no, l.account, l.debit_minor, l.credit_minor, l.byte_start, l.byte_end
           from ledger.journal j join ledger.journal_line l using (journal_id) order by j.source_event_id, l.line_no`,
      ),
      exceptions: await rows('select code, money_at_risk_minor, step, detail from flow.exception order by code, detail'),
      ends: await rows(
        `select disposition, count(*) from flow.delivery where disposition <> 'duplicate' group by disposition order by disposition`,
      ),
    };
  } finally {
    await database.close();
  }
}

/** Billing accounts that the input changes. */
const ACCOUNT_IDS = ['1001', '1002', '1003'].map((number) => `6f1d2c3a-4b5e-4f60-8a71-00000000${number}`);

/** What the systems hold, without times and the ids that they give. */
async function readSystems() {
  const token = await fetchToken(`${mocks.url}/__interlock/oauth/token`, 'test', 'test', [
    'ledger:read',
    'balances:read',
    'adjustments:read',
  ]);
  const get = async (contract: string, path: string): Promise<unknown> => {
    const response = await fetch(`${mocks.urlOf(contract)}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status, path).toBe(200);
    return response.json();
  };
  const journals = (await get('general-ledger', '/journal-entries?limit=100')) as { items: { journalId: string }[] };
  return {
    journalIds: journals.items.map(({ journalId }) => journalId).sort(),
    accounts: await Promise.all(
      ACCOUNT_IDS.map(async (id) => {
        const { asOf: _, ...balances } = (await get('patient-accounts', `/accounts/${id}/balances`)) as Record<string, unknown>;
        const { items } = (await get('patient-accounts', `/accounts/${id}/adjustments`)) as { items: Record<string, unknown>[] };
        return { balances, adjustments: items.map(({ adjustmentId: _id, postedAt: _at, ...adjustment }) => adjustment) };
      }),
    ),
  };
}

test(
  `killed ${KILLS} times, right after each effect and at random moments, a run completes with the same ledger and balances, and nothing is posted twice`,
  { timeout: 900_000 },
  async () => {
    const whole = join(scratch.folder, 'whole');
    const unkilled = await runFlow(whole);
    expect(unkilled.output).toContain('"runId"');
    const requestCount = proxy.requestCount();
    const effects = proxy.effects();
    const books = await readBooks(whole);
    expect(books.lines.length).toBeGreaterThan(8);
    const systems = await readSystems();
    expect(systems.accounts.map(({ adjustments }) => adjustments.length)).toEqual([1, 1, 1]);

    let interrupted = 0;
    const random = seededRandom(String(SEED));
    for (let kill = 0; kill < KILLS; kill++) {
      await fetch(`${mocks.url}/__interlock/reset`, { method: 'POST' });
      const directory = join(scratch.folder, `killed-${kill}`);
      const moment = kill % 2 === 0 ? unheard(effects[(kill / 2) % effects.length]!) : randomMoment(random, requestCount);
      const name = `kill ${kill}: ${JSON.stringify(moment)}`;
      if ((await runFlow(directory, moment)).exitCode === null) interrupted++;
      const completed = await runFlow(directory);
      expect(completed.exitCode, `${name}\n${completed.output}`).toBe(0);
      expect(await readBooks(directory), name).toEqual(books);
      expect(await readSystems(), name).toEqual(systems);
      rmSync(directory, { recursive: true, force: true });
    }
    expect(interrupted).toBeGreaterThan(KILLS / 2);
  },
);
