import { describe, expect, it } from 'vitest';
import { memoryTree } from '../contract/index.ts';
import type { Consumer, ContractUse, UsedOperation } from './consumer.ts';
import type { Mapping } from './mapping.ts';
import type { ContractMetadata } from './contract-metadata.ts';
import { readSettings } from './settings-file.ts';
import {
  validateConfig,
  validateConsumer,
  validateContractMetadata,
  validateLock,
  validateMapping,
  validateWaiver,
} from './settings-schemas.ts';
import type { Waiver } from './waiver.ts';
import type { WorkspaceConfig } from './workspace-config.ts';

/** Every key of every type, once: the compiler holds it against the type, the test against the schema. */
const fullMetadata = {
  id: 'patient-accounts',
  title: 'Patient accounts',
  description: 'Accounts of patients.',
  owner: { team: 'Patient Billing', contact: 'billing@example.com' },
  layer: 'system',
  system: 'patient-billing',
  criticality: 0,
  mode: 'api',
  modeRationale: 'Callers wait for the answer.',
  audience: 'company',
  dataClassification: 'P',
  lifecycle: 'active',
  slo: { availabilityPercent: 99.9, latencyP95Milliseconds: 300, deliveryWindowMinutes: 15 },
  runbook: 'runbook.md',
  environments: [{ name: 'production', url: 'https://billing.example.com' }, { name: 'test' }],
  uses: [{ contract: 'general-ledger', operation: 'postJournalEntry', mapping: 'mappings/journal.yaml', during: 'startRun' }],
  profile: 'wire',
  approvers: ['ledger-stewards', '@maria'],
} as const satisfies Required<ContractMetadata>;

const fullConfig = {
  contracts: ['contracts', 'domains/*/contracts'],
  allowedHosts: ['schemas.example.com'],
  limits: {
    documentBytes: 1000,
    nestingDepth: 10,
    expandedNodes: 100,
    documents: 10,
    referenceChain: 8,
    remoteMilliseconds: 100,
    remoteRedirects: 0,
    ruleMilliseconds: 1000,
  },
  rulesets: ['policies/house.yaml'],
  lock: 'contracts/registry.lock',
  consumers: 'contracts/consumers',
  nonProduction: ['test'],
  canonical: 'contracts/canonical',
  landscapeRules: { 'land-orphan-event': 'off' },
  inDocumentIgnores: true,
  waivers: 'policies/waivers',
} as const satisfies WorkspaceConfig & { limits: Required<WorkspaceConfig['limits']> };

const fullMapping = {
  title: 'Journals',
  description: 'How journals are made.',
  contract: 'general-ledger',
  operations: [{ operation: 'postJournalEntry', fields: [{ field: '/period', canonical: 'journal-entry#/period', rule: 'The month.' }] }],
} as const satisfies Required<Mapping>;

const fullWaiver = {
  rule: 'money-not-number',
  contract: 'patient-accounts',
  fingerprint: '0123456789abcdef0123456789abcdef',
  place: { file: 'contracts/**/openapi.yaml', pointer: '/components/schemas/*/properties/amount' },
  class: 'legacy',
  reason: 'Goes with version 2, in May.',
  owner: '@jan',
  approver: '@maria',
  created: '2026-03-01',
  expires: '2026-03-15',
} as const satisfies Required<Waiver>;

const fullOperation = {
  operation: 'updateBalances',
  sends: ['/payerBalance/amount', 'header:If-Match'],
  reads: ['/items/*/balance'],
  statuses: [200, '4XX', 'default'],
  mediaTypes: ['application/json'],
  messages: ['BalanceChanged'],
  mapping: 'mappings/balances.yaml',
  values: { '/status': ['open', 'closed'], 'query:size': [1, 2] },
} as const satisfies Required<UsedOperation>;

const fullUse = {
  contract: 'patient-accounts',
  version: '1.4.0',
  environments: ['test'],
  operations: [fullOperation],
} as const satisfies Required<ContractUse>;

const fullConsumer = {
  id: 'claim-to-cash',
  title: 'Claim to cash',
  description: 'Posts remittances.',
  owner: { team: 'Remittance posting', contact: 'posting@example.com' },
  layer: 'process',
  criticality: 0,
  clearance: 'P',
  code: ['flows/claim-to-cash'],
  environments: ['production', 'test'],
  validates: true,
  uses: [fullUse],
} as const satisfies Required<Consumer>;

const metadataYaml = `id: patient-accounts
title: Patient accounts
owner: { team: Patient Billing, contact: billing@example.com }
layer: system
system: patient-billing
criticality: 0
mode: api
audience: company
dataClassification: P
lifecycle: active
slo: { availabilityPercent: 99.9 }
runbook: runbook.md
environments: []
`;

describe('types and schemas agree', () => {
  it.each([
    ['contract.yaml', fullMetadata, validateContractMetadata],
    ['interlock.config.yaml', fullConfig, validateConfig],
    ['consumer', fullConsumer, validateConsumer],
    ['mapping', fullMapping, validateMapping],
    ['waiver', fullWaiver, validateWaiver],
  ])('on the keys of a full %s', (_, example, validate) => {
    expect(validate(example), JSON.stringify(validate.errors.map(({ instancePath, message }) => instancePath + message))).toBe(true);
    const { $schema: _schema, ...properties } = (validate.schema as { properties: Record<string, unknown> }).properties;
    expect(Object.keys(properties).sort()).toEqual(Object.keys(example).sort());
  });

  it.each([
    ['slo', fullMetadata.slo, validateContractMetadata],
    ['owner', fullMetadata.owner, validateContractMetadata],
    ['limits', fullConfig.limits, validateConfig],
    ['place', fullWaiver.place, validateWaiver],
  ])('on the keys of %s', (key, example, { schema }) => {
    const { properties } = schema as { properties: Record<string, { properties: object }> };
    expect(Object.keys(properties[key]!.properties).sort()).toEqual(Object.keys(example).sort());
  });

  it('on the keys of a use of a contract and of an operation', () => {
    const schema = validateConsumer.schema as {
      properties: { uses: { items: { properties: object } } };
      $defs: { operation: { properties: object } };
    };
    expect(Object.keys(schema.properties.uses.items.properties).sort()).toEqual(Object.keys(fullUse).sort());
    expect(Object.keys(schema.$defs.operation.properties).sort()).toEqual(Object.keys(fullOperation).sort());
  });

  it('describes every key, for editors', () => {
    for (const { schema } of [validateConfig, validateConsumer, validateContractMetadata, validateLock, validateMapping, validateWaiver]) {
      const undescribed: string[] = [];
      const visit = (node: unknown, path: string): void => {
        for (const [name, child] of Object.entries((node as { properties?: object }).properties ?? {})) {
          if (!('description' in child)) undescribed.push(`${path}/${name}`);
          visit(child, `${path}/${name}`);
          visit((child as { items?: object }).items ?? {}, `${path}/${name}/items`);
        }
      };
      visit(schema, '');
      expect(undescribed).toEqual([]);
    }
  });
});

describe('readSettings', () => {
  it('reads what fits and knows where each node stands', async () => {
    const { value, locate } = await readSettings(
      memoryTree({ 'c/contract.yaml': metadataYaml }),
      'c/contract.yaml',
      validateContractMetadata,
    );
    expect(value.owner.team).toBe('Patient Billing');
    expect(locate('/criticality')).toMatchObject({ file: 'c/contract.yaml', line: 6 });
  });

  it.each([
    [
      'a misspelt key',
      ['criticality: 0', 'critcality: 0'],
      6,
      "unknown key 'critcality' (did you mean 'criticality'?); 1 more fault follows",
    ],
    ['an unknown key', ['mode: api', 'mode: api\ncolour: red'], 8, "unknown key 'colour'; known keys are"],
    ['a missing key', ['id: patient-accounts\n', ''], 1, "'id' is missing"],
    ['a missing inner key', [', contact: billing@example.com', ''], 3, "'owner': 'contact' is missing"],
    [
      'a value of no list',
      ['layer: system', 'layer: sytem'],
      4,
      "'layer' must be one of system, process, experience, partner; it is 'sytem' (did you mean 'system'?)",
    ],
    ['a wrong type', ['title: Patient accounts', 'title: 12'], 2, "'title' must be a string; it is 12. Expected: Name for people."],
    ['a bad id', ['id: patient-accounts', 'id: Patient Accounts'], 1, "'id' is 'Patient Accounts', which does not match"],
    ['a number out of range', ['99.9', '100.5'], 11, "'slo.availabilityPercent' must be <= 100; it is 100.5"],
    ['a criticality of 4', ['criticality: 0', 'criticality: 4'], 6, "'criticality' must be one of 0, 1, 2, 3; it is 4"],
    ['a broken file', ['title: Patient accounts', 'title: "Patient'], 2, ''],
  ])('refuses %s with its line', async (_, [from, to], line, message) => {
    const tree = memoryTree({ 'contract.yaml': metadataYaml.replace(from!, to!) }, 'v1:');
    const error = await readSettings(tree, 'contract.yaml', validateContractMetadata).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'WORKSPACE_INVALID', detail: expect.stringContaining(message) });
    const { place } = error as { place: { file: string; line: number; column: number } };
    expect(place.file).toBe('v1:contract.yaml');
    if (message !== '') expect(place.line).toBe(line);
    expect(place.column).toBeGreaterThan(0);
  });

  it.each(['', '42', '- a', 'just text'])('refuses %j as a contract.yaml', async (yaml) => {
    await expect(readSettings(memoryTree({ 'contract.yaml': yaml }), 'contract.yaml', validateContractMetadata)).rejects.toMatchObject({
      code: 'WORKSPACE_INVALID',
    });
  });

  it('says that a file is missing', async () => {
    await expect(readSettings(memoryTree({}), 'contract.yaml', validateContractMetadata)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
