import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { checkLandscape } from '../policies/index.ts';
import { folderTree } from '../registry/contract/index.ts';
import { openWorkspace, type ContractUse, type Workspace, workspaceOf } from '../registry/workspace/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

let workspace: Workspace;
let uses: readonly ContractUse[];

beforeAll(async () => {
  workspace = await openWorkspace(root);
  const { files } = await workspace.consumers();
  uses = files.find(({ consumer }) => consumer.id === 'claim-to-cash')!.consumer.uses;
});

/** `contract operation` of every call in the adapters: `client.x(…)` beside the generated client that it imports. */
function callsOfAdapters(): readonly string[] {
  const systems = join(root, 'adapters', 'systems');
  const sources = readdirSync(systems, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(?:gen|test)\.ts$/.test(file))
    .map((file) => readFileSync(join(systems, file), 'utf8'));
  return sources.flatMap((source) => {
    const [, contract] = /from '\.\/([a-z-]+)\.gen\.ts'/.exec(source) ?? [];
    return [...source.matchAll(/\bclient\.(\w+)\(/g)].map(([, operation]) => `${contract} ${operation}`);
  });
}

/** Names of the messages that claim-to-cash takes from files of events. */
function eventsTaken(): readonly string[] {
  const source = readFileSync(join(root, 'flows', 'claim-to-cash', 'event-arrivals.ts'), 'utf8');
  return [...source.matchAll(/case '([a-z.]+)':/g)].map(([, name]) => name as string);
}

test('claim-to-cash declares the operations that its adapters call and the events that it takes, and no others', async () => {
  const events = eventsTaken();
  const taken: string[] = [];
  for (const { id, read } of workspace.contracts) {
    for (const operation of (await read()).operations) {
      if (operation.kind === 'event' && operation.messages.some(({ name }) => events.includes(name)))
        taken.push(`${id} ${operation.operationId}`);
    }
  }
  expect(events.length).toBeGreaterThan(1);
  expect(taken).toHaveLength(events.length);
  const declared = uses.flatMap(({ contract, operations }) => operations!.map(({ operation }) => `${contract} ${operation}`));
  expect(declared.toSorted()).toEqual([...new Set([...callsOfAdapters(), ...taken])].toSorted());
});

test('every operation says what it sends or reads, and the version that its contract has', async () => {
  for (const { contract, version, operations } of uses) {
    expect(version, contract).toBe((await workspace.contract(contract).read()).version);
    for (const { operation, sends = [], reads = [] } of operations!) expect(sends.length + reads.length, operation).toBeGreaterThan(0);
  }
});

/** What the rules over the landscape find when claim-to-cash says where its code is, and its files are changed so. */
async function findingsInCode(folders: readonly string[], change: (text: string) => string = (text) => text): Promise<readonly string[]> {
  const own = ['contracts/consumers/claim-to-cash.yaml', 'contracts/claim-to-cash/claim-to-cash/contract.yaml'] as const;
  const tree = folderTree(root, '');
  const read = async (path: string) => {
    const bytes = await tree.read(path);
    if (!bytes || !own.some((each) => each === path)) return bytes;
    const code = path === own[0] ? `\ncode: [${folders.join(', ')}]\n` : '';
    return new TextEncoder().encode(change(new TextDecoder().decode(bytes)) + code);
  };
  const findings = await checkLandscape(await workspaceOf({ ...tree, read }, root), '2026-02-01');
  return findings.map(({ ruleId, message, place }) => `${place.file} ${ruleId} ${message}`);
}

test('the landscape rules find in the code of claim-to-cash what it does not declare, and requests past its contracts', async () => {
  const code = ['adapters/systems', 'flows/claim-to-cash'];
  expect(await findingsInCode(code)).toEqual([]);
  expect(await findingsInCode(code, (text) => text.replace('operation: getPeriod', 'operation: listPeriods'))).toContain(
    "adapters/systems/erp-finance/erp-finance.ts land-ungoverned claim-to-cash calls getPeriod of general-ledger, and doesn't say that it uses it",
  );
  expect(await findingsInCode([...code, 'adapters/runtime/fetch-token.ts'])).toEqual([
    expect.stringMatching(/^adapters\/runtime\/fetch-token\.ts land-ungoverned claim-to-cash makes requests by fetch, past any contract/),
  ]);
});
