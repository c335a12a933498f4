import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runInterlock } from './run-interlock.ts';

const folder = mkdtempSync(join(tmpdir(), 'interlock-mock-flags-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const document = (title: string): string => `openapi: 3.1.0\ninfo: { title: ${title}, version: 1.0.0 }\npaths: {}\n`;
writeFileSync(join(folder, 'a.yaml'), document('A'));
writeFileSync(join(folder, 'b.yaml'), document('B'));
writeFileSync(join(folder, 'faults.yaml'), 'faults: []\n');

it.each<[string, readonly string[], RegExp]>([
  ['faults of a proxy', ['a.yaml', '--proxy', 'http://127.0.0.1:9', '--faults', 'faults.yaml'], /--faults is for mocks/],
  ['a severity of drift without a proxy', ['a.yaml', '--fail-severity', 'error'], /--fail-severity is about the drift/],
  ['more ports than there are', ['a.yaml', 'b.yaml', '--port-each', '--port', '65535'], /not 2 ports from 65535 on/],
  ['a folder', ['.'], /'\.' is a folder: name documents in it/],
  ['a URL', ['https://example.com/openapi.yaml'], /download https:\/\/example\.com\/openapi\.yaml/],
  ['a recording that cannot be written', ['a.yaml', '--record', 'a.yaml/uses'], /what applications used cannot be written/],
])('mock refuses %s, and serves nothing', async (_, args, message) => {
  const { exit, stdout, stderr } = await runInterlock(['mock', ...args], folder);
  expect([exit, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});
