import { describe, expect, it } from 'vitest';
import { memoryTree } from '../contract/index.ts';
import { readConsumers } from './read-consumers.ts';

const yaml = `id: claim-to-cash
title: Claim to cash
owner: { team: posting, contact: posting@example.com }
uses:
  - contract: patient-accounts
    operations:
      - operation: getBalances
        reads: [/payerBalance/amount, header:ETag]
        statuses: [200, 404]
`;

async function read(files: Readonly<Record<string, string>>) {
  return readConsumers(memoryTree(files, 'v1:'), { consumers: 'contracts/consumers' });
}

describe('readConsumers', () => {
  it('reads each file of the folder, and where its nodes stand', async () => {
    const { files, failures } = await read({
      'contracts/consumers/b.yaml': yaml,
      'contracts/consumers/a.json': JSON.stringify({ id: 'a', title: 'A', owner: { team: 'a', contact: 'a' }, uses: [{ contract: 'x' }] }),
      'contracts/consumers/README.md': '# Consumers',
      'contracts/consumers/old/c.yaml': 'id: [',
    });
    expect(failures).toEqual([]);
    expect(files.map(({ consumer }) => consumer.id)).toEqual(['a', 'claim-to-cash']);
    expect(files[1]!.locate('/uses/0/operations/0/reads/1')).toMatchObject({ file: 'v1:contracts/consumers/b.yaml', line: 8 });
  });

  it('finds none where there is no folder', async () => {
    expect(await read({})).toEqual({ files: [], failures: [] });
  });

  it.each([
    ['a misspelt key', ['reads:', 'raads:'], 8, "unknown key 'raads' (did you mean 'reads'?)"],
    ['a field that is no pointer', ['/payerBalance/amount', 'payerBalance.amount'], 8, "is 'payerBalance.amount', which does not match"],
    ['a status that is none', ['404]', '99]'], 9, 'must be >= 100'],
    ['a list of no operations', ['\n      - operation: getBalances', ' []\nx:\n'], 6, ''],
    ['no YAML', ['title: Claim', 'title: "Claim'], 2, ''],
  ])('keeps %s from saying anything, with its line', async (_, [from, to], line, message) => {
    const { files, failures } = await read({ 'contracts/consumers/a.yaml': yaml.replace(from!, to!), 'contracts/consumers/b.yaml': yaml });
    expect(files).toHaveLength(1);
    expect(failures).toMatchObject([
      {
        code: 'WORKSPACE_INVALID',
        detail: expect.stringContaining(message),
        place: { file: 'v1:contracts/consumers/a.yaml', ...(message !== '' && { line }) },
      },
    ]);
  });

  it('takes the first of two files of one id', async () => {
    const { files, failures } = await read({ 'contracts/consumers/a.yaml': yaml, 'contracts/consumers/b.yaml': yaml });
    expect(files.map(({ path }) => path)).toEqual(['contracts/consumers/a.yaml']);
    expect(failures).toMatchObject([
      {
        detail: expect.stringContaining("'claim-to-cash' is already taken by v1:contracts/consumers/a.yaml:1"),
        place: { file: 'v1:contracts/consumers/b.yaml', line: 1 },
      },
    ]);
  });
});
