import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../registry/workspace/index.ts';
import { checkConsumers } from './check-consumers.ts';
import { consumersOf } from './consumers-of.ts';

const openapi = (operation: string): string => `openapi: 3.1.0
info: { title: Orders, version: 1.1.0 }
paths:
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: ${operation}
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { type: object, properties: { status: { type: string } } } } }
`;

const metadata = (id: string, more = ''): string => `id: ${id}
title: ${id}
owner: { team: procurement, contact: procurement@hospital.example }
layer: system
system: ${id}-system
criticality: 1
mode: api
${more.includes('audience') ? '' : 'audience: company\n'}dataClassification: I
lifecycle: active
slo: { availabilityPercent: 99.5 }
runbook: https://runbooks.hospital.example
environments: [{ name: production }, { name: trial }]
${more}
`;

const consumer = (uses: string, more = ''): string =>
  `id: ward\ntitle: Ward\nowner: { team: ward, contact: ward@hospital.example }\n${more}\nuses: ${uses}\n`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-consumers-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A workspace with the contract orders, whose document declares getOrder, and other files. */
async function open(files: Readonly<Record<string, string>>) {
  const all = {
    'interlock.config.yaml': '',
    'contracts/orders/contract.yaml': metadata('orders'),
    'contracts/orders/openapi.yaml': openapi('getOrder'),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return openWorkspace(folder, { cwd: folder });
}

async function consumersIn(files: Readonly<Record<string, string>>) {
  const workspace = await open(files);
  const contract = workspace.contract('orders');
  return consumersOf({ contract, compared: [await contract.read()], workspaces: [workspace] });
}

const FILE = 'contracts/consumers/ward.yaml';
const anything = { isProduction: true, validates: false };

describe('consumersOf', () => {
  it('is empty where nobody is declared', async () => {
    expect(await consumersIn({})).toEqual([]);
    expect(await consumersIn({ [FILE]: consumer('[{ contract: others }]') })).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['any operation when none is named', '[{ contract: orders }]', { consumer: 'ward', ...anything }],
    [
      'what is named, statuses as text',
      '[{ contract: orders, operations: [{ operation: getOrder, reads: [/status], statuses: [200] }] }]',
      { consumer: 'ward', ...anything, operations: [{ operation: 'getOrder', reads: ['/status'], statuses: ['200'] }] },
    ],
    [
      'any operation when one is unknown',
      '[{ contract: orders, operations: [{ operation: getOrder, reads: [] }, { operation: getOrders }] }]',
      { consumer: 'ward', ...anything },
    ],
    [
      'any field when one is unknown, and the lists in which nothing is',
      '[{ contract: orders, operations: [{ operation: getOrder, reads: [/status, /state], sends: [path:id], values: { /state: [1] } }] }]',
      { consumer: 'ward', ...anything, operations: [{ operation: 'getOrder', sends: ['path:id'] }] },
    ],
    [
      'only where it does no harm',
      '[{ contract: orders, environments: [test] }]',
      { consumer: 'ward', isProduction: false, validates: false },
    ],
    ['where it may do harm', '[{ contract: orders, environments: [test, trial] }]', { consumer: 'ward', ...anything }],
  ])('takes a use as %s', async (_, uses, want) => {
    expect(await consumersIn({ [FILE]: consumer(uses) })).toEqual([want]);
  });

  it('asks the configuration which environments do no harm, and the file which the application runs in', async () => {
    const file = consumer('[{ contract: orders }]', 'environments: [trial]');
    expect(await consumersIn({ [FILE]: file, 'interlock.config.yaml': 'nonProduction: [trial]\n' })).toMatchObject([
      { isProduction: false },
    ]);
    expect(await consumersIn({ [FILE]: file.replace('trial', 'test'), 'interlock.config.yaml': 'nonProduction: [trial]\n' })).toMatchObject(
      [{ isProduction: true }],
    );
  });

  it('counts the public as one more where it may come', async () => {
    const files = { 'contracts/orders/contract.yaml': metadata('orders', 'audience: public') };
    expect(
      await consumersIn({ ...files, [FILE]: consumer('[{ contract: orders, operations: [{ operation: getOrder }] }]') }),
    ).toMatchObject([{ consumer: 'ward' }, { consumer: 'the public', isProduction: true }]);
  });

  it('counts what contract.yaml says that its implementation calls, unless a file says more of it', async () => {
    const wards = {
      'contracts/wards/contract.yaml': metadata('wards', 'uses: [{ contract: orders, operation: getOrder }]'),
      'contracts/wards/openapi.yaml': openapi('getWard'),
    };
    expect(await consumersIn(wards)).toEqual([
      { consumer: 'wards', isProduction: true, validates: true, operations: [{ operation: 'getOrder' }] },
    ]);
    const file = consumer('[{ contract: orders, operations: [{ operation: getOrder, reads: [] }] }]');
    for (const id of ['wards', 'wards-system']) {
      const found = await consumersIn({ ...wards, [FILE]: file.replace('id: ward', `id: ${id}`) });
      expect(found).toEqual([{ consumer: id, ...anything, operations: [{ operation: 'getOrder', reads: [] }] }]);
    }
    expect(await consumersIn({ ...wards, [FILE]: file })).toHaveLength(2);
  });

  it('counts a file that cannot be read as anybody', async () => {
    expect(await consumersIn({ [FILE]: 'id: [' })).toEqual([
      { consumer: `anybody, since ${FILE} cannot be read`, isProduction: true, validates: true },
    ]);
  });
});

describe('checkConsumers', () => {
  const released = openapi('findOrder');
  const lock = `versions:\n  orders:\n    1.0.0: sha256:${createHash('sha256').update(released).digest('hex')}\n`;
  const frozen = { 'contracts/orders/versions/1.0.0.yaml': released, 'contracts/registry.lock': lock };

  it('knows what a released version declares', async () => {
    const file = { [FILE]: consumer('[{ contract: orders, operations: [{ operation: findOrder, reads: [/status] }] }]') };
    expect(await checkConsumers(await open({ ...frozen, ...file }))).toEqual([]);
  });

  it('holds parts against the version that has the operation', async () => {
    const file = { [FILE]: consumer('[{ contract: orders, operations: [{ operation: findOrder, reads: [/state] }] }]') };
    expect(await checkConsumers(await open({ ...frozen, ...file }))).toMatchObject([
      { ruleId: 'consumer-part-unknown', place: { file: FILE, line: 5 }, contractId: 'orders' },
    ]);
  });

  it('looks at what contract.yaml says that is called, too', async () => {
    const uses = 'uses:\n  - contract: orders\n    operation: getOrders';
    const workspace = await open({ 'contracts/w/contract.yaml': metadata('w', uses), 'contracts/w/openapi.yaml': openapi('getWard') });
    expect(await checkConsumers(workspace)).toMatchObject([
      { ruleId: 'consumer-operation-unknown', severity: 'error', place: { file: 'contracts/w/contract.yaml', line: 16 } },
    ]);
  });

  it('leaves a contract that cannot be read to those who read it', async () => {
    const file = { [FILE]: consumer('[{ contract: orders, operations: [{ operation: getOrders }] }]') };
    expect(await checkConsumers(await open({ 'contracts/orders/openapi.yaml': 'openapi: [', ...file }))).toEqual([]);
  });
});
