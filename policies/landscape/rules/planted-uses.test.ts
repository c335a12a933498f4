import { beforeAll, describe, expect, it } from 'vitest';
import { calling, consumer, consumerFile } from '../testing/declared-consumer.ts';
import { append, type Edit, remove, removeFile, set } from '../testing/edits.ts';
import { type Expected, type Plantation, plantation, PLANTATION_TIMEOUT_MILLISECONDS } from '../testing/plant.ts';

let landscape: Plantation;
beforeAll(async () => {
  landscape = await plantation();
}, PLANTATION_TIMEOUT_MILLISECONDS);

const PROCESS = 'contracts/procurement/requisition-bundle-expediting';
const EXPEDITING = `${PROCESS}/contract.yaml`;
const EXPEDITING_FILE = consumerFile('requisition-bundle-expediting');
const BUNDLES_MAPPING = `${PROCESS}/mappings/requisition-bundles.yaml`;
const BUNDLES = 'contracts/procurement/requisition-bundles/openapi.yaml';
const CLAIMS = 'contracts/claims/claim-appeals';
const WATCH = 'contracts/claims/referral-review-watch';
const WORKLIST = consumerFile('referral-review-watch-worklist');

const PLANTS: readonly (readonly [name: string, edits: readonly Edit[], expected: readonly Expected[]])[] = [
  [
    'health information for an application that says nothing of its clearance',
    [remove(WORKLIST, '/clearance')],
    [
      {
        rule: 'land-phi-exposure',
        severity: 'error',
        says: 'PHI (P) of referral-review-watch reaches referral-review-watch-worklist by sendReferralReviewWatchFlagged, and referral-review-watch-worklist has no',
        at: [WORKLIST, 'operation: sendReferralReviewWatchFlagged'],
        related: [
          [WORKLIST, 'id: referral-review-watch-worklist'],
          ['contracts/canonical/claim-status.yaml', 'properties:', 'patientControlNo:'],
        ],
      },
    ],
  ],
  [
    'health information for an application that is cleared for money only',
    [consumer('dunning', { clearance: 'F', layer: 'process', uses: [calling('claim-appeals', 'listClaimAppeals')] })],
    [
      {
        rule: 'land-phi-exposure',
        severity: 'error',
        says: 'PHI (P) of claim-appeals reaches dunning by listClaimAppeals, and dunning is cleared for F only',
        at: [consumerFile('dunning'), 'operation: listClaimAppeals'],
        related: [
          [consumerFile('dunning'), 'clearance: F'],
          ['contracts/canonical/claim-status.yaml', 'properties:', 'patientControlNo:'],
        ],
      },
    ],
  ],
  [
    'diagnoses for an application that is cleared for ordinary health information',
    [
      set(`${WATCH}/asyncapi.yaml`, '/components/schemas/ReferralReviewWatch/properties/diagnosisCodes', {
        $ref: '../../canonical/claim-status.yaml#/properties/diagnosisCodes',
      }),
      set(`${WATCH}/contract.yaml`, '/dataClassification', 'S'),
    ],
    [
      {
        rule: 'land-phi-exposure',
        severity: 'error',
        says: 'sensitive PHI (S) of referral-review-watch reaches referral-review-watch-worklist by sendReferralReviewWatchFlagged',
        at: [WORKLIST, 'operation: sendReferralReviewWatchFlagged'],
        related: [
          [WORKLIST, 'clearance: P'],
          ['contracts/canonical/claim-status.yaml', 'properties:', 'diagnosisCodes:'],
        ],
      },
    ],
  ],
  [
    'health information for a process whose own contract carries none, in a use of everything',
    [
      removeFile(consumerFile('coverage-attestation-extract-reader')),
      consumer('coverage-attestation-extract-reader', { clearance: 'I', layer: 'process', uses: [{ contract: 'claim-appeals' }] }),
    ],
    [
      {
        rule: 'land-phi-exposure',
        severity: 'error',
        says: 'PHI (P) of claim-appeals reaches coverage-attestation-extract-reader by listClaimAppeals, createClaimAppeal and 2 more',
        at: [consumerFile('coverage-attestation-extract-reader'), 'contract: claim-appeals'],
        related: [
          [consumerFile('coverage-attestation-extract-reader'), 'clearance: I'],
          ['contracts/canonical/claim-status.yaml', 'properties:', 'patientControlNo:'],
        ],
      },
    ],
  ],
  [
    'a use of a contract that nobody wrote',
    [append(EXPEDITING_FILE, '/uses', calling('requisition-bundels', 'getRequisitionBundle'))],
    [
      {
        rule: 'land-ungoverned',
        severity: 'error',
        says: "uses getRequisitionBundle of 'requisition-bundels', and there is no contract of that id (did you mean 'requisition-bundles'?)",
        at: [EXPEDITING_FILE, 'contract: requisition-bundels'],
        related: [],
      },
    ],
  ],
  [
    'a call of an implementation that no contract describes',
    [append(EXPEDITING, '/uses', { contract: 'fax-gateway', operation: 'sendFax' })],
    [
      {
        rule: 'land-ungoverned',
        severity: 'error',
        says: "requisition-bundle-expediting uses sendFax of 'fax-gateway', and there is no contract of that id",
        at: [EXPEDITING, 'contract: fax-gateway'],
        related: [],
      },
    ],
  ],
  [
    'a draft in production',
    [set(`${CLAIMS}/contract.yaml`, '/lifecycle', 'draft')],
    [
      {
        rule: 'land-ungoverned',
        severity: 'error',
        says: 'claim-appeal-intake uses claim-appeals, which is a draft',
        at: [consumerFile('claim-appeal-intake'), 'contract: claim-appeals'],
        related: [[`${CLAIMS}/contract.yaml`, 'lifecycle: draft']],
      },
    ],
  ],
  [
    'fields that are carried over by no mapping',
    [remove(EXPEDITING, '/uses/4/mapping')],
    [
      {
        rule: 'land-undocumented-mapping',
        severity: 'error',
        says: 'of createRequisitionBundle of requisition-bundles over, with no declared mapping',
        at: [EXPEDITING_FILE, 'operation: createRequisitionBundle'],
        related: [[BUNDLES, '/requisition-bundles:', 'post:']],
      },
    ],
  ],
  [
    'a field that the mapping forgot',
    [
      (files) => {
        const [before, after] = files[BUNDLES_MAPPING]!.split('- operation: getRequisitionBundle\n') as [string, string];
        files[BUNDLES_MAPPING] = `${before}- operation: getRequisitionBundle\n${after.replace('/approvedOn', '/elsewhere')}`;
      },
    ],
    [
      {
        rule: 'land-undocumented-mapping',
        severity: 'error',
        says: `carries /approvedOn of getRequisitionBundle of requisition-bundles over, which the mapping ${BUNDLES_MAPPING} doesn't mention`,
        at: [EXPEDITING_FILE, 'operation: getRequisitionBundle'],
        related: [
          [BUNDLES, '/requisition-bundles/{requisitionBundleId}:', 'get:'],
          [BUNDLES_MAPPING, 'operations:'],
        ],
      },
    ],
  ],
  [
    'a mapping that was lost',
    [removeFile(`${PROCESS}/mappings/sourcing-approvals.yaml`)],
    [
      {
        rule: 'land-undocumented-mapping',
        severity: 'warning',
        says: `by the mapping ${PROCESS}/mappings/sourcing-approvals.yaml, which cannot be used: there is no such file`,
        at: [EXPEDITING_FILE, 'operation: getSourcingApproval'],
        related: [['contracts/procurement/sourcing-approvals/openapi.yaml', '/sourcing-approvals/{sourcingApprovalId}:', 'get:']],
      },
    ],
  ],
  [
    'a mapping of another contract',
    [set(EXPEDITING, '/uses/3/mapping', BUNDLES_MAPPING)],
    [
      {
        rule: 'land-undocumented-mapping',
        severity: 'warning',
        says: `of getSourcingApproval of sourcing-approvals over, which the mapping ${BUNDLES_MAPPING} doesn't mention`,
        at: [EXPEDITING_FILE, 'operation: getSourcingApproval'],
        related: [
          ['contracts/procurement/sourcing-approvals/openapi.yaml', '/sourcing-approvals/{sourcingApprovalId}:', 'get:'],
          [BUNDLES_MAPPING, 'operations:'],
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
    [
      'a draft that is tried out',
      [set(`${CLAIMS}/contract.yaml`, '/lifecycle', 'draft'), set(consumerFile('claim-appeal-intake'), '/environments', ['test'])],
    ],
    [
      'an application at the edge that shows what it reads',
      [
        consumer('appeals-screen', {
          layer: 'experience',
          uses: [{ contract: 'claim-appeal-overview', operations: [{ operation: 'getClaimAppealOverview', reads: ['/claimAppealId'] }] }],
        }),
      ],
    ],
  ])('%s is no fault', async (_name, edits) => {
    expect((await landscape.judge(edits)).found).toEqual([]);
  });
});
