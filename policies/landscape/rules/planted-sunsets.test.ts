import { beforeAll, describe, expect, it } from 'vitest';
import { consumer, consumerFile } from '../testing/declared-consumer.ts';
import { type Edit, set, write } from '../testing/edits.ts';
import { type Expected, type Plantation, plantation, PLANTATION_TIMEOUT_MILLISECONDS } from '../testing/plant.ts';

let landscape: Plantation;
beforeAll(async () => {
  landscape = await plantation();
}, PLANTATION_TIMEOUT_MILLISECONDS);

const EXPEDITING_FILE = consumerFile('requisition-bundle-expediting');
const APPROVALS = 'contracts/procurement/sourcing-approvals';
const EVENTS = 'contracts/procurement/requisition-bundle-events';
const LIST = '/paths/~1sourcing-approvals/get';
const CREATE = '/paths/~1sourcing-approvals/post';
const GET = '/paths/~1sourcing-approvals~1{sourcingApprovalId}/get';

/** Ends an operation of a document on a day. */
const ends = (path: string, pointer: string, day: string): readonly Edit[] => [
  set(path, `${pointer}/deprecated`, true),
  set(path, `${pointer}/x-sunset`, day),
  set(path, `${pointer}/x-successor`, 'none'),
];

/** Releases the document as it is, ended as told, and goes on to version 2.0.0. */
const release = (version: string, ended: readonly Edit[]): readonly Edit[] => [
  ...ended,
  (files) => void (files[`${APPROVALS}/versions/${version}.yaml`] = files[`${APPROVALS}/openapi.yaml`]!.replaceAll('../../', '../../../')),
  lock(version),
];
const lock = (...versions: readonly string[]): Edit =>
  write('contracts/registry.lock', {
    versions: { 'sourcing-approvals': Object.fromEntries(versions.map((version) => [version, `sha256:${'0'.repeat(64)}`])) },
  });
const next: readonly Edit[] = [
  (files) => void (files[`${APPROVALS}/openapi.yaml`] = landscape.files[`${APPROVALS}/openapi.yaml`]!),
  set(`${APPROVALS}/openapi.yaml`, '/info/version', '2.0.0'),
];

const PLANTS: readonly (readonly [name: string, edits: readonly Edit[], expected: readonly Expected[]])[] = [
  [
    'an operation past its end',
    ends(`${APPROVALS}/openapi.yaml`, GET, '2026-05-31'),
    [
      {
        rule: 'land-sunset-consumer',
        severity: 'error',
        says: 'requisition-bundle-expediting uses getSourcingApproval of sourcing-approvals 1.0.0, which ended on 2026-05-31; today is 2026-06-01',
        at: [EXPEDITING_FILE, 'operation: getSourcingApproval'],
        related: [[`${APPROVALS}/openapi.yaml`, '/sourcing-approvals/{sourcingApprovalId}:', 'get:']],
      },
    ],
  ],
  [
    'an operation whose answers name its end in a header',
    [
      set(`${APPROVALS}/openapi.yaml`, `${GET}/deprecated`, true),
      set(`${APPROVALS}/openapi.yaml`, `${GET}/responses/200/headers/Sunset`, {
        schema: { type: 'string', enum: ['Sun, 31 May 2026 00:00:00 GMT'] },
      }),
    ],
    [
      {
        rule: 'land-sunset-consumer',
        severity: 'error',
        says: 'which ended on 2026-05-31; today is 2026-06-01',
        at: [EXPEDITING_FILE, 'operation: getSourcingApproval'],
        related: [[`${APPROVALS}/openapi.yaml`, '/sourcing-approvals/{sourcingApprovalId}:', 'get:']],
      },
    ],
  ],
  [
    'an event past its end',
    ends(`${EVENTS}/asyncapi.yaml`, '/operations/sendRequisitionBundleChanged', '2026-01-31'),
    [
      {
        rule: 'land-sunset-consumer',
        severity: 'error',
        says: 'uses sendRequisitionBundleChanged of requisition-bundle-events 1.0.0, which ended on 2026-01-31',
        at: [EXPEDITING_FILE, 'operation: sendRequisitionBundleChanged'],
        related: [[`${EVENTS}/asyncapi.yaml`, 'operations:', 'sendRequisitionBundleChanged:']],
      },
    ],
  ],
  [
    'a retired contract that is called still',
    [set(`${APPROVALS}/contract.yaml`, '/lifecycle', 'retired')],
    [
      {
        rule: 'land-sunset-consumer',
        severity: 'error',
        says: 'requisition-bundle-expediting uses sourcing-approvals, which is retired',
        at: [EXPEDITING_FILE, 'contract: sourcing-approvals'],
        related: [[`${APPROVALS}/contract.yaml`, 'lifecycle: retired']],
      },
    ],
  ],
  [
    'a major version that is offered still, and has ended',
    [...release('1.3.0', ends(`${APPROVALS}/openapi.yaml`, GET, '2026-04-30')), ...next],
    [
      {
        rule: 'land-sunset-consumer',
        severity: 'error',
        says: 'uses getSourcingApproval of sourcing-approvals 1.0.0, which ended on 2026-04-30',
        at: [EXPEDITING_FILE, 'operation: getSourcingApproval'],
        related: [[`${APPROVALS}/versions/1.3.0.yaml`, '/sourcing-approvals/{sourcingApprovalId}:', 'get:']],
      },
    ],
  ],
  [
    'a major version of which nothing is left, for who uses all of it',
    [
      ...release('1.4.0', [
        ...ends(`${APPROVALS}/openapi.yaml`, GET, '2026-04-30'),
        ...ends(`${APPROVALS}/openapi.yaml`, LIST, '2026-03-31'),
        ...ends(`${APPROVALS}/openapi.yaml`, CREATE, '2026-03-31'),
      ]),
      ...next,
      set(EXPEDITING_FILE, '/uses/2/version', '2.0.0'),
      consumer('spend-report', { layer: 'process', uses: [{ contract: 'sourcing-approvals', version: '1.0.0' }] }),
    ],
    [
      {
        rule: 'land-sunset-consumer',
        severity: 'error',
        says: 'spend-report uses sourcing-approvals 1.0.0, of which everything has ended, the last of it on 2026-04-30',
        at: [consumerFile('spend-report'), 'contract: sourcing-approvals'],
        related: [[`${APPROVALS}/versions/1.4.0.yaml`, '/sourcing-approvals/{sourcingApprovalId}:', 'get:']],
      },
    ],
  ],
];

describe('among 200 contracts', () => {
  it.each(PLANTS)('%s is all that is found', async (_name, edits, expected) => {
    const { found, wanted } = await landscape.judge(edits, expected);
    expect(found).toEqual(wanted);
  });

  it.each<readonly [string, readonly Edit[]]>([
    ['an operation on its last day', ends(`${APPROVALS}/openapi.yaml`, GET, '2026-06-01')],
    ['a major version that is offered still', [...release('1.3.0', ends(`${APPROVALS}/openapi.yaml`, GET, '2026-12-31')), ...next]],
    [
      'an older major version that has ended, for who has moved on',
      [
        ...release('1.3.0', ends(`${APPROVALS}/openapi.yaml`, GET, '2026-04-30')),
        ...next,
        set(EXPEDITING_FILE, '/uses/2/version', '2.0.0'),
      ],
    ],
    [
      'an older major version of which some is left, for who does not say what it uses',
      [
        ...release('1.3.0', ends(`${APPROVALS}/openapi.yaml`, GET, '2026-04-30')),
        ...next,
        set(EXPEDITING_FILE, '/uses/2/version', '2.0.0'),
        consumer('spend-report', { layer: 'process', uses: [{ contract: 'sourcing-approvals', version: '1.0.0' }] }),
      ],
    ],
    [
      'an end that a release before the newest of its line announced',
      [
        ...release('1.3.0', ends(`${APPROVALS}/openapi.yaml`, GET, '2026-04-30')),
        ...release('1.4.0', ends(`${APPROVALS}/openapi.yaml`, GET, '2026-12-31')),
        ...next,
        lock('1.3.0', '1.4.0'),
      ],
    ],
  ])('%s is no fault', async (_name, edits) => {
    expect((await landscape.judge(edits)).found).toEqual([]);
  });
});
