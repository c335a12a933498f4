import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorkspace } from '../../registry/workspace/index.ts';
import { lintContract, loadRuleset } from '../index.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-lint-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const metadata = (criticality: number) => `id: payments
title: Payments
owner: { team: Treasury, contact: treasury@example.com }
layer: system
system: treasury
criticality: ${criticality}
mode: api
audience: company
dataClassification: F
lifecycle: active
slo: { availabilityPercent: 99.5 }
runbook: runbook.md
environments: []
`;
const openapi = `openapi: 3.1.0
info: { title: Payments, version: 1.0.0 }
paths:
  /payments:
    post:
      operationId: pay
      requestBody: { content: { application/json: { schema: { type: object, properties: { amount: { type: string } } } } } }
      responses: { '201': { description: Paid. } }
`;

async function lint(files: Readonly<Record<string, string>>, ruleset?: string) {
  const all = {
    'contracts/payments/openapi.yaml': openapi,
    'contracts/payments/contract.yaml': metadata(0),
    'interlock.config.yaml': '',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const workspace = await openWorkspace(folder, { cwd: folder });
  const rulesets = ruleset === undefined ? undefined : [await loadRuleset(folder, ruleset)];
  return lintContract(workspace, workspace.contract('payments'), rulesets);
}

const severityOf = async (ruleId: string, files: Readonly<Record<string, string>>) =>
  (await lint(files)).find((finding) => finding.ruleId === ruleId)?.severity;

it('judges a contract by its own criticality', async () => {
  expect(await severityOf('idem-key', {})).toBe('error');
  expect(await severityOf('idem-key', { 'contracts/payments/contract.yaml': metadata(2) })).toBe('warning');
  expect(await severityOf('idem-key', { 'contracts/payments/contract.yaml': metadata(3) })).toBeUndefined();
});

it('says of every finding which contract it is about, and what reading found', async () => {
  const findings = await lint({ 'contracts/payments/openapi.yaml': openapi.replace('title: Payments, ', '') });
  const files = ['contracts/payments/openapi.yaml', 'contracts/payments/contract.yaml'];
  expect(findings.filter(({ contractId, place }) => contractId !== 'payments' || !files.includes(place.file))).toEqual([]);
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['info-title-missing', 'sec-operation-secured', 'meta-slo']));
  expect(findings.map(({ ruleId }) => ruleId)).not.toContain('criticality-assumed');
});

it('judges contract.yaml with its document, and by no rule that does not ask for it', async () => {
  const rules = `rules:
  about-contract: { formats: [interlock-contract], given: $.document.info.title, severity: error, then: { function: falsy } }
  about-documents: { formats: [oas3], given: $, severity: error, then: { field: info, function: falsy } }
`;
  const found = async (text: string) =>
    (await lint({ 'team.yaml': text }, 'team.yaml')).map(({ ruleId, place }) => `${ruleId} ${place.file}:${place.line}`);
  const aboutContract = 'about-contract contracts/payments/openapi.yaml:2';
  expect(await found(rules)).toEqual(['about-documents contracts/payments/openapi.yaml:2', aboutContract]);
  expect(await found(rules.replace(/ {2}about-documents.*\n/, ''))).toEqual([aboutContract]);
});

const rule = (name: string) => `rules: { ${name}: { given: $.info.title, severity: error, then: { function: falsy } } }\n`;

it('lints by the rulesets that the workspace configures, or by those given', async () => {
  const files = { 'interlock.config.yaml': 'rulesets: [a.yaml, b.yaml]\n', 'a.yaml': rule('a'), 'b.yaml': rule('b'), 'c.yaml': rule('c') };
  expect((await lint(files)).map(({ ruleId }) => ruleId)).toEqual(['a', 'b']);
  expect((await lint(files, 'c.yaml')).map(({ ruleId }) => ruleId)).toEqual(['c']);
});

it('refuses what is no contract', async () => {
  await expect(lint({ 'contracts/payments/openapi.yaml': 'swagger: "2.0"\n' })).rejects.toMatchObject({ code: 'SPECIFICATION_UNKNOWN' });
});
