import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { openWorkspace, type ContractUse, type Workspace } from '../registry/workspace/index.ts';

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
