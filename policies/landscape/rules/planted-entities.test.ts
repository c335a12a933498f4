import { beforeAll, describe, expect, it } from 'vitest';
import { consumer } from '../testing/declared-consumer.ts';
import { copyContract, type Edit, remove, replace, set } from '../testing/edits.ts';
import { type Expected, type Plantation, plantation, PLANTATION_TIMEOUT_MILLISECONDS } from '../testing/plant.ts';

let landscape: Plantation;
beforeAll(async () => {
  landscape = await plantation();
}, PLANTATION_TIMEOUT_MILLISECONDS);

const APPROVALS = 'contracts/procurement/sourcing-approvals';
const TWIN = 'contracts/supplier/buying-decisions';
const EVENTS = 'contracts/procurement/requisition-bundle-events';
const TWIN_EVENTS = 'contracts/supplier/basket-events';
const OPENAPI = (folder: string) => `${folder}/openapi.yaml`;

/** A copy of the contract of approvals, which nobody called `approvals` when it was written. */
const twin = (...edits: readonly Edit[]): readonly Edit[] => [copyContract(APPROVALS, TWIN), ...edits];
const renamed: readonly Edit[] = [
  replace(OPENAPI(TWIN), '/sourcing-approvals', '/buying-decisions'),
  replace(OPENAPI(TWIN), 'SourcingApproval', 'BuyingDecision'),
  replace(OPENAPI(TWIN), 'sourcingApprovalId', 'buyingDecisionId'),
];
const property = (folder: string, schema: string, name: string) =>
  [OPENAPI(folder), `/components/schemas/${schema}/properties/${name}`] as const;

const overlap = (says: string, steps: readonly string[], related: readonly (readonly string[])[]): Expected => ({
  rule: 'land-overlapping-interface',
  says,
  at: [OPENAPI(APPROVALS), ...steps],
  related: related.map((each) => [OPENAPI(TWIN), ...each] as const),
});

const OVERLAPS: readonly (readonly [name: string, edits: readonly Edit[], expected: readonly Expected[]])[] = [
  [
    'the same interface twice',
    twin(),
    [
      overlap(
        "sourcing-approvals and buying-decisions offer the same: list, create and show of 'sourcing approval' (score 1.00: name 1.00, shape 1.00, capability 1.00)",
        ['/sourcing-approvals:', 'get:'],
        [
          ['/sourcing-approvals:', 'get:'],
          ['/sourcing-approvals:', 'post:'],
          ['/sourcing-approvals/{sourcingApprovalId}:', 'get:'],
        ],
      ),
    ],
  ],
  [
    'the same interface under another name, to be known by its fields alone',
    twin(...renamed),
    [
      overlap(
        "offer the same: list, create and show of 'sourcing approval', which is 'buying decision' there (score 0.80: name 0.00, shape 1.00",
        ['/sourcing-approvals:', 'get:'],
        [
          ['/buying-decisions:', 'get:'],
          ['/buying-decisions:', 'post:'],
          ['/buying-decisions/{buyingDecisionId}:', 'get:'],
        ],
      ),
    ],
  ],
  [
    'the same thing in another style of paths, with fewer fields',
    twin(
      replace(OPENAPI(TWIN), '/sourcing-approvals', '/api/v2/sourcingApproval'),
      remove(...property(TWIN, 'SourcingApproval', 'sterile')),
      remove(...property(TWIN, 'SourcingApproval', 'fillRate')),
      set(OPENAPI(TWIN), '/components/schemas/SourcingApproval/required', ['sourcingApprovalId']),
    ),
    [
      overlap(
        "offer the same: list, create and show of 'sourcing approval' (score 0.9",
        ['/sourcing-approvals:', 'get:'],
        [
          ['/api/v2/sourcingApproval:', 'get:'],
          ['/api/v2/sourcingApproval:', 'post:'],
          ['/api/v2/sourcingApproval/{sourcingApprovalId}:', 'get:'],
        ],
      ),
    ],
  ],
  [
    'two senders of one event',
    [
      copyContract(EVENTS, TWIN_EVENTS),
      set(`${TWIN_EVENTS}/contract.yaml`, '/system', 'supplier-network'),
      consumer('baskets', { uses: [{ contract: 'basket-events' }] }),
    ],
    [
      {
        rule: 'land-overlapping-interface',
        says: "requisition-bundle-events and basket-events offer the same: send recorded and send changed of 'requisition bundle' (score 1.00",
        at: [`${EVENTS}/asyncapi.yaml`, 'operations:', 'sendRequisitionBundleRecorded:'],
        related: [
          [`${TWIN_EVENTS}/asyncapi.yaml`, 'operations:', 'sendRequisitionBundleRecorded:'],
          [`${TWIN_EVENTS}/asyncapi.yaml`, 'operations:', 'sendRequisitionBundleChanged:'],
        ],
      },
    ],
  ],
];

/** A field of what is extracted each night, said otherwise than elsewhere. */
const EXTRACT = 'contracts/procurement/consignment-discrepancy-extract';
const own = (name: string, schema: Readonly<Record<string, unknown>>) => set(...property(EXTRACT, 'ConsignmentDiscrepancy', name), schema);
const drift = (name: string, says: string, ...related: Expected['related']): Expected => ({
  rule: 'land-semantic-drift',
  says: `'${name}' of consignment discrepancy is ${says}`,
  at: [OPENAPI(EXTRACT), 'schemas:', 'ConsignmentDiscrepancy:', 'properties:', `${name}:`],
  related,
});
const FORECASTS = OPENAPI('contracts/procurement/consignment-forecasts');
const forecast = (name: string) => [FORECASTS, 'schemas:', 'ConsignmentForecast:', 'properties:', `${name}:`] as const;
const forecasted = (name: string, schema: Readonly<Record<string, unknown>>) =>
  set(FORECASTS, `/components/schemas/ConsignmentForecast/properties/${name}`, schema);

const DRIFTS: readonly (readonly [name: string, edits: readonly Edit[], expected: readonly Expected[]])[] = [
  [
    'a canonical number of an order that is an integer here',
    [own('poNumber', { type: 'integer' })],
    [
      drift('poNumber', 'number in consignment-discrepancy-extract and string in the canonical entity (score 0.70: name 1.00', [
        'contracts/canonical/purchase-order.yaml',
        'properties:',
        'poNumber:',
      ]),
    ],
  ],
  [
    'a share of one among shares of a hundred',
    [own('fillRate', { type: 'number', minimum: 0, maximum: 1 })],
    [
      drift(
        'fillRate',
        'at most 1 in consignment-discrepancy-extract and at most 100 in consignment-forecasts (score 0.70: name 1.00',
        forecast('fillRate'),
      ),
    ],
  ],
  [
    'a day that is a time elsewhere',
    [own('countedOn', { type: 'string', format: 'date' }), forecasted('countedOn', { type: 'string', format: 'date-time' })],
    [
      {
        ...drift('countedOn', '', forecast('countedOn')),
        says: "'countedOn' of consignment forecast is format date-time in consignment-forecasts and format date in consignment-discrepancy-extract (score 0.70",
        at: forecast('countedOn'),
        related: [drift('countedOn', '').at],
      },
    ],
  ],
  [
    'cents that are dollars elsewhere',
    [
      own('handlingLevy', { type: 'integer', description: 'Levy in cents.' }),
      forecasted('handlingLevy', { type: 'integer', 'x-unit': 'dollars' }),
    ],
    [
      {
        rule: 'land-semantic-drift',
        says: "'handlingLevy' of consignment forecast is in dollars in consignment-forecasts and in cents in consignment-discrepancy-extract (score 0.7",
        at: forecast('handlingLevy'),
        related: [drift('handlingLevy', '').at],
      },
    ],
  ],
  [
    'the same values in another spelling',
    [own('urgencyTier', { type: 'string', enum: ['routine', 'expedited', 'stat'] })],
    [
      drift('urgencyTier', 'one of routine, expedited, stat in consignment-discrepancy-extract and one of ROUTINE, EXPEDITED, STAT in', [
        OPENAPI('contracts/procurement/catalog-comparisons'),
        'schemas:',
        'CatalogComparison:',
        'properties:',
        'urgencyTier:',
      ]),
    ],
  ],
  [
    'other values under the same name',
    [own('urgencyTier', { type: 'string', enum: ['LOW', 'HIGH'] })],
    [
      drift('urgencyTier', 'one of LOW, HIGH in consignment-discrepancy-extract and one of ROUTINE, EXPEDITED, STAT in', [
        OPENAPI('contracts/procurement/catalog-comparisons'),
        'schemas:',
        'CatalogComparison:',
        'properties:',
        'urgencyTier:',
      ]),
    ],
  ],
  [
    'a pattern that refuses what the others give as an example',
    [own('lotCode', { type: 'string', pattern: '^[0-9]{8}$' }), forecasted('lotCode', { type: 'string', example: 'LOT-7' })],
    [
      {
        rule: 'land-semantic-drift',
        says: "'lotCode' of consignment forecast is other texts in consignment-forecasts and pattern ^[0-9]{8}$ in consignment-discrepancy-extract",
        at: forecast('lotCode'),
        related: [drift('lotCode', '').at],
      },
    ],
  ],
  [
    'one name for two things',
    [
      set(OPENAPI(EXTRACT), '/components/schemas/ConsignmentForecast', {
        type: 'object',
        properties: { bedNumber: {}, wardName: {}, nurseTeam: {}, mealPlan: {} },
      }),
      set(OPENAPI(EXTRACT), '/components/schemas/ConsignmentDiscrepancy/properties/forecast', {
        $ref: '#/components/schemas/ConsignmentForecast',
      }),
    ],
    [
      {
        rule: 'land-semantic-drift',
        says: "'consignment forecast' of consignment-forecasts has next to no field in common with that of consignment-discrepancy-extract: one name, two meanings (score 1.00: name 1.00, shared 0.00)",
        at: [FORECASTS, 'schemas:', 'ConsignmentForecast:'],
        related: [[OPENAPI(EXTRACT), 'schemas:', 'ConsignmentForecast:']],
      },
    ],
  ],
];

describe('among 200 contracts', () => {
  it.each([...OVERLAPS, ...DRIFTS])('%s is all that is found', async (_name, edits, expected) => {
    const { found, wanted } = await landscape.judge(edits, expected);
    expect(found).toEqual(wanted);
  });
});
