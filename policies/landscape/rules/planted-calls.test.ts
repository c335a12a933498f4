import { beforeAll, describe, expect, it } from 'vitest';
import { calling, consumer, consumerFile } from '../testing/declared-consumer.ts';
import { append, type Edit, set } from '../testing/edits.ts';
import { type Expected, type Plantation, plantation, PLANTATION_TIMEOUT_MILLISECONDS } from '../testing/plant.ts';

let landscape: Plantation;
beforeAll(async () => {
  landscape = await plantation();
}, PLANTATION_TIMEOUT_MILLISECONDS);

const BUNDLES = 'contracts/procurement/requisition-bundles/contract.yaml';
const APPROVALS = 'contracts/procurement/sourcing-approvals/contract.yaml';
const COMPARISONS = 'contracts/procurement/catalog-comparisons/contract.yaml';
const EXPEDITING = 'contracts/procurement/requisition-bundle-expediting/contract.yaml';
const OVERVIEW = 'contracts/procurement/requisition-bundle-overview/contract.yaml';
const INSIGHTS = 'contracts/analytics/requisition-bundle-insights/contract.yaml';

const PLANTS: readonly (readonly [name: string, edits: readonly Edit[], expected: readonly Expected[]])[] = [
  [
    'an application of people that calls a system past the process',
    [append(consumerFile('requisition-bundle-overview-app'), '/uses', calling('requisition-bundles', 'getRequisitionBundle'))],
    [
      {
        rule: 'land-layer-direction',
        severity: 'error',
        says: 'requisition-bundle-overview-app (experience) calls getRequisitionBundle of requisition-bundles (system): an experience reaches',
        at: [consumerFile('requisition-bundle-overview-app'), 'contract: requisition-bundles', 'operation: getRequisitionBundle'],
        related: [
          [consumerFile('requisition-bundle-overview-app'), 'layer: experience'],
          [BUNDLES, 'layer: system'],
        ],
      },
    ],
  ],
  [
    'a process that calls the experience above it',
    [
      append(EXPEDITING, '/uses', { contract: 'requisition-bundle-overview', operation: 'getRequisitionBundleOverview', during: 'other' }),
      set(EXPEDITING, '/slo/latencyP95Milliseconds', 3000),
    ],
    [
      {
        rule: 'land-criticality-inversion',
        says: 'it promises 99 % availability, requisition-bundle-expediting 99.5 %',
        at: [EXPEDITING, 'operation: getRequisitionBundleOverview'],
        related: [
          [EXPEDITING, 'criticality: 0'],
          [OVERVIEW, 'criticality: 1'],
        ],
      },
      {
        rule: 'land-layer-direction',
        says: 'requisition-bundle-expediting (process) calls getRequisitionBundleOverview of requisition-bundle-overview (experience): calls go',
        at: [EXPEDITING, 'operation: getRequisitionBundleOverview'],
        related: [
          [consumerFile('requisition-bundle-expediting'), 'layer: process'],
          [OVERVIEW, 'layer: experience'],
        ],
      },
    ],
  ],
  [
    'a system, known by what it implements, that calls a process',
    [consumer('procurement-saas', { uses: [calling('requisition-bundle-expediting', 'getRequisitionBundleExpediting')] })],
    [
      {
        rule: 'land-layer-direction',
        severity: 'error',
        says: 'procurement-saas (system) calls getRequisitionBundleExpediting of requisition-bundle-expediting (process): calls go',
        at: [consumerFile('procurement-saas'), 'operation: getRequisitionBundleExpediting'],
        related: [
          ['contracts/procurement/catalog-allocation-events/contract.yaml', 'layer: system'],
          [EXPEDITING, 'layer: process'],
        ],
      },
    ],
  ],
  [
    'a contract of one system that calls another system',
    [append(APPROVALS, '/uses', { contract: 'requisition-bundles', operation: 'getRequisitionBundle' })],
    [
      {
        rule: 'land-direct-call',
        severity: 'error',
        says: 'sourcing-approvals (system) calls getRequisitionBundle of requisition-bundles, which procurement-saas implements (system), directly',
        at: [APPROVALS, 'operation: getRequisitionBundle'],
        related: [
          [APPROVALS, 'layer: system'],
          [BUNDLES, 'system: procurement-saas'],
        ],
      },
    ],
  ],
  [
    "a partner that calls a system's contract past the gateway",
    [consumer('orthoworks', { layer: 'partner', uses: [calling('catalog-comparisons', 'listCatalogComparisons')] })],
    [
      {
        rule: 'land-direct-call',
        severity: 'warning',
        says: 'orthoworks (partner) calls listCatalogComparisons of catalog-comparisons, which procurement-saas implements (system), directly',
        at: [consumerFile('orthoworks'), 'operation: listCatalogComparisons'],
        related: [
          [consumerFile('orthoworks'), 'layer: partner'],
          [COMPARISONS, 'system: procurement-saas'],
        ],
      },
    ],
  ],
  [
    'a dashboard that reads the books',
    [consumer('spend-dashboard', { criticality: 3, uses: [calling('requisition-bundles', 'listRequisitionBundles')] })],
    [
      {
        rule: 'land-analytics-coupling',
        severity: 'error',
        says: 'spend-dashboard is analytical and calls listRequisitionBundles of requisition-bundles, on which the business runs (criticality 0)',
        at: [consumerFile('spend-dashboard'), 'operation: listRequisitionBundles'],
        related: [
          [consumerFile('spend-dashboard'), 'criticality: 3'],
          [BUNDLES, 'criticality: 0'],
        ],
      },
    ],
  ],
  [
    'an analytical contract whose implementation calls operational work',
    [set(INSIGHTS, '/layer', 'process'), append(INSIGHTS, '/uses', { contract: 'sourcing-approvals', operation: 'listSourcingApprovals' })],
    [
      {
        rule: 'land-analytics-coupling',
        severity: 'error',
        says: 'requisition-bundle-insights is analytical and calls listSourcingApprovals of sourcing-approvals, on which the business runs',
        at: [INSIGHTS, 'operation: listSourcingApprovals'],
        related: [
          [INSIGHTS, 'criticality: 3'],
          [APPROVALS, 'criticality: 1'],
        ],
      },
    ],
  ],
  [
    'work with money that changes reference data',
    [
      set(APPROVALS, '/criticality', 2),
      append(EXPEDITING, '/uses', { contract: 'sourcing-approvals', operation: 'createSourcingApproval', during: 'other' }),
    ],
    [
      {
        rule: 'land-criticality-inversion',
        severity: 'error',
        says: 'requisition-bundle-expediting (criticality 0) depends on createSourcingApproval of sourcing-approvals (criticality 2): it is held',
        at: [EXPEDITING, 'operation: createSourcingApproval'],
        related: [
          [EXPEDITING, 'criticality: 0'],
          [APPROVALS, 'criticality: 2'],
        ],
      },
    ],
  ],
  [
    'work with money that waits for what is there less than itself',
    [set(APPROVALS, '/slo/availabilityPercent', 98.5)],
    [
      {
        rule: 'land-criticality-inversion',
        severity: 'error',
        says: 'it promises 98.5 % availability, requisition-bundle-expediting 99.5 %',
        at: [consumerFile('requisition-bundle-expediting'), 'operation: getSourcingApproval'],
        related: [
          [EXPEDITING, 'criticality: 0'],
          [APPROVALS, 'criticality: 1'],
        ],
      },
    ],
  ],
  [
    'work with money that depends on what is analytical',
    [set(APPROVALS, '/criticality', 3)],
    [
      {
        rule: 'land-criticality-inversion',
        severity: 'error',
        says: 'depends on getSourcingApproval of sourcing-approvals (criticality 3): it is analytical, and nobody is called when it fails',
        at: [consumerFile('requisition-bundle-expediting'), 'operation: getSourcingApproval'],
        related: [
          [EXPEDITING, 'criticality: 0'],
          [APPROVALS, 'criticality: 3'],
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

  it('partners may call what is there for them', async () => {
    const gateway = consumer('orthoworks', { layer: 'partner', uses: [calling('sourcing-comparison-gateway', 'listSourcingComparisons')] });
    expect((await landscape.judge([gateway])).found).toEqual([]);
  });
});
