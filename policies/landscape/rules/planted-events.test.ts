import { beforeAll, describe, expect, it } from 'vitest';
import { consumer, consumerFile } from '../testing/declared-consumer.ts';
import { append, type Edit, remove, removeFile, set } from '../testing/edits.ts';
import { type Expected, type Plantation, plantation, PLANTATION_TIMEOUT_MILLISECONDS } from '../testing/plant.ts';

let landscape: Plantation;
beforeAll(async () => {
  landscape = await plantation();
}, PLANTATION_TIMEOUT_MILLISECONDS);

const folder = (id: string, domain = 'procurement') => `contracts/${domain}/${id}`;
const EVENTS = `${folder('requisition-bundle-events')}/asyncapi.yaml`;
const EXPEDITING = `${folder('requisition-bundle-expediting')}/contract.yaml`;
const EXPEDITING_FILE = consumerFile('requisition-bundle-expediting');
const OVERVIEW = `${folder('requisition-bundle-overview')}/contract.yaml`;
const WATCH = `${folder('shipment-allocation-watch')}/contract.yaml`;
const OLD_WATCH = folder('requisition-approval-watch');
const LIST = `${folder('catalog-comparisons')}/contract.yaml`;
const GET = `${folder('sourcing-approvals')}/contract.yaml`;
const CREATE = `${folder('requisition-bundles')}/contract.yaml`;

const PLANTS: readonly (readonly [name: string, edits: readonly Edit[], expected: readonly Expected[]])[] = [
  [
    'an event that its only consumer stops taking',
    [remove(EXPEDITING, '/uses/1'), remove(EXPEDITING_FILE, '/uses/0/operations/1')],
    [
      {
        rule: 'land-orphan-event',
        severity: 'warning',
        says: 'requisition-bundle-events sends sendRequisitionBundleChanged on procurement.requisition-bundle.changed.v1, and no contract or',
        at: [EVENTS, 'operations:', 'sendRequisitionBundleChanged:'],
        related: [[EVENTS, 'channels:', 'requisitionBundleChanged:']],
      },
    ],
  ],
  [
    'an event of AsyncAPI 2 whose worklist is closed',
    [removeFile(consumerFile('requisition-approval-watch-worklist'))],
    [
      {
        rule: 'land-orphan-event',
        severity: 'warning',
        says: 'requisition-approval-watch sends sendRequisitionApprovalWatchFlagged on procurement.requisition-approval-watch.flagged.v1',
        at: [`${OLD_WATCH}/asyncapi.yaml`, 'procurement.requisition-approval-watch.flagged.v1:', 'subscribe:'],
        related: [[`${OLD_WATCH}/asyncapi.yaml`, 'procurement.requisition-approval-watch.flagged.v1:']],
      },
    ],
  ],
  [
    'an event that is waited for and that nobody sends any more',
    [remove(EXPEDITING, '/uses/6'), remove(EXPEDITING_FILE, '/uses/4')],
    [
      {
        rule: 'land-orphan-event',
        severity: 'hint',
        says: 'requisition-bundle-insights waits for receiveRequisitionBundleInsightSettled on analytics.requisition-bundle-insight.settled.v1',
        at: [
          `${folder('requisition-bundle-insights', 'analytics')}/asyncapi.yaml`,
          'operations:',
          'receiveRequisitionBundleInsightSettled:',
        ],
        related: [[`${folder('requisition-bundle-insights', 'analytics')}/asyncapi.yaml`, 'channels:', 'requisitionBundleInsightSettled:']],
      },
    ],
  ],
  [
    'steps that take longer together than the process promises',
    [set(EXPEDITING, '/slo/latencyP95Milliseconds', 899)],
    [
      {
        rule: 'land-slo-chain',
        severity: 'error',
        says: 'promises 899 ms for createRequisitionBundleExpediting, and its steps take 900 ms: listCatalogComparisons of catalog-comparisons (300 ms)',
        at: [EXPEDITING, 'latencyP95Milliseconds: 899'],
        related: [
          [EXPEDITING_FILE, 'operation: listCatalogComparisons'],
          [LIST, 'latencyP95Milliseconds: 300'],
          [EXPEDITING_FILE, 'operation: getSourcingApproval'],
          [GET, 'latencyP95Milliseconds: 300'],
          [EXPEDITING_FILE, 'operation: createRequisitionBundle'],
          [CREATE, 'latencyP95Milliseconds: 300'],
        ],
      },
    ],
  ],
  [
    'one slow step, where nothing says which go together',
    [...[2, 3, 4, 5].map((index) => remove(EXPEDITING, `/uses/${index}/during`)), set(GET, '/slo/latencyP95Milliseconds', 2500)],
    [
      {
        rule: 'land-slo-chain',
        severity: 'error',
        says: 'requisition-bundle-expediting promises 2000 ms, and waits for getSourcingApproval of sourcing-approvals (2500 ms)',
        at: [EXPEDITING, 'latencyP95Milliseconds: 2000'],
        related: [
          [EXPEDITING_FILE, 'operation: getSourcingApproval'],
          [GET, 'latencyP95Milliseconds: 2500'],
        ],
      },
    ],
  ],
  [
    'the one operation of an experience that is promised sooner than the process behind it',
    [set(OVERVIEW, '/slo/latencyP95Milliseconds', 1500)],
    [
      {
        rule: 'land-slo-chain',
        severity: 'error',
        says: 'requisition-bundle-overview promises 1500 ms, and waits for getRequisitionBundleExpediting of requisition-bundle-expediting (2000 ms)',
        at: [OVERVIEW, 'latencyP95Milliseconds: 1500'],
        related: [
          [OVERVIEW, 'uses:', 'operation: getRequisitionBundleExpediting'],
          [EXPEDITING, 'latencyP95Milliseconds: 2000'],
        ],
      },
    ],
  ],
  [
    'a delivery window that is narrower than that of the event it waits for',
    [set(WATCH, '/slo/deliveryWindowMinutes', 10)],
    [
      {
        rule: 'land-slo-chain',
        severity: 'error',
        says: 'shipment-allocation-watch promises 10 min, and waits for sendShipmentAllocationRecorded of shipment-allocation-events (15 min)',
        at: [WATCH, 'deliveryWindowMinutes: 10'],
        related: [
          [WATCH, 'operation: sendShipmentAllocationRecorded'],
          [`${folder('shipment-allocation-events')}/contract.yaml`, 'deliveryWindowMinutes: 15'],
        ],
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
    ['steps that take just as long as is promised', [set(EXPEDITING, '/slo/latencyP95Milliseconds', 900)]],
    [
      'an event that another application takes whole, without naming it',
      [
        removeFile(consumerFile('requisition-approval-watch-worklist')),
        consumer('pager', { uses: [{ contract: 'requisition-approval-watch' }] }),
      ],
    ],
    [
      'an event of a draft',
      [removeFile(consumerFile('requisition-approval-watch-worklist')), set(`${OLD_WATCH}/contract.yaml`, '/lifecycle', 'draft')],
    ],
    [
      'steps in the course of different operations',
      [set(EXPEDITING, '/slo/latencyP95Milliseconds', 899), set(EXPEDITING, '/uses/2/during', 'getRequisitionBundleExpediting')],
    ],
    ['a step that promises nothing', [remove(GET, '/slo/latencyP95Milliseconds'), set(EXPEDITING, '/slo/latencyP95Milliseconds', 600)]],
    [
      "an operation that the contract doesn't declare, which others report",
      [append(WATCH, '/uses', { contract: 'shipment-allocation-events', operation: 'unknown' })],
    ],
  ])('%s is no fault', async (_name, edits) => {
    expect((await landscape.judge(edits)).found).toEqual([]);
  });
});
