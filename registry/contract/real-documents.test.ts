import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatPlace } from '../../errors.ts';
import { folderTree } from './load/folder-tree.ts';
import { readContract } from './read-contract.ts';
import { failureOf } from './testing/contract-of.ts';

const folder = new URL('../../../shared/corpus/specs', import.meta.url).pathname;
const isAbsent = !existsSync(folder);

describe(`real documents${isAbsent ? ' (skipped: ../shared/corpus/specs is absent)' : ''}`, () => {
  const tree = folderTree(folder);

  test.skipIf(isAbsent).each([
    ['sap-b1-purchasing.json', 198, 119, []],
    ['sap-s4-material-document.json', 13, 26, []],
    ['workday-accountspayable.openapi.yml', 11, 36, ['path-with-query 100']],
  ])('%s', async (file, operations, schemas, findings) => {
    const contract = await readContract(tree, file);
    const found = contract.findings.map(({ ruleId, place }) => `${ruleId} ${place.line}`);
    expect([contract.operations.length, contract.schemas.size, found]).toEqual([operations, schemas, findings]);
    for (const operation of contract.operations) expect(contract.locate(operation.location).line).toBeGreaterThan(1);
  });

  test.skipIf(isAbsent)('coupa.swagger.json is Swagger 2.0', async () => {
    const error = await failureOf(readContract(tree, 'coupa.swagger.json'));
    expect(error.code).toBe('SPECIFICATION_UNKNOWN');
    expect(error.message).toMatch(/^coupa\.swagger\.json:2:3 .*swagger2openapi/);
  });

  test.skipIf(isAbsent)('xero-accounting.openapi.yaml has paths that are one on the wire: the first counts', async () => {
    const contract = await readContract(tree, 'xero-accounting.openapi.yaml');
    const shadowed = contract.findings.filter(({ ruleId }) => ruleId === 'operation-shadowed');
    expect(shadowed.length).toBeGreaterThan(0);
    expect(formatPlace(shadowed[0]!.place)).toBe('xero-accounting.openapi.yaml:453:5');
    expect(shadowed[0]!.message).toMatch(/'GET \/Accounts\/\{\}\/Attachments\/\{\}'.*xero-accounting\.openapi\.yaml:429:5/);
    expect(new Set(contract.operations.map(({ key }) => key)).size).toBe(contract.operations.length);
  });
});
