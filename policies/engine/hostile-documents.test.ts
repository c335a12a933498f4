import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderTree } from '../../registry/contract/index.ts';
import { diagnoseDocument } from './diagnose-document.ts';
import { lintDocument } from './lint-document.ts';
import { builtInRuleset } from './load-ruleset.ts';

const HEAD = 'openapi: 3.0.3\ninfo: { title: x, version: 1.0.0 }\npaths: {}\n';
const referring = (reference: string) => `${HEAD}components: { schemas: { A: { $ref: '${reference}' } } }\n`;
const levels = Array.from({ length: 12 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(', ')}]`);

/** Made when the tests run: some are large. */
const FILES: Readonly<Record<string, () => string>> = {
  'bomb.yaml': () => `openapi: 3.0.3\nl0: &l0 lol\n${levels.join('\n')}\n`,
  'bomb-referred.yaml': () => referring('./bomb.yaml'),
  'endless-alias.yaml': () => 'openapi: 3.0.3\nx: &a [*a]\n',
  'deep.yaml': () => `openapi: 3.0.3\nx: ${'['.repeat(5000)}${']'.repeat(5000)}\n`,
  'deep.json': () => `{"openapi":"3.0.3","x":${'['.repeat(2000)}${']'.repeat(2000)}}`,
  'large.yaml': () => `${HEAD}x: '${'y'.repeat(33 * 1024 * 1024)}'\n`,
  'large-referred.yaml': () => referring('./large.yaml'),
  'escape.yaml': () => referring('../../../../etc/passwd'),
  'escape-encoded.yaml': () => referring('..%2f..%2f..%2fetc%2fpasswd'),
  'escape-by-link.yaml': () => referring('./link.yaml'),
  'host.yaml': () => referring('http://127.0.0.1:9/x.yaml'),
  'cycle.yaml': () => `${HEAD}components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } }\n`,
  'cycle-of-files.yaml': () => referring('./cycle-of-files.yaml'),
  'dangling.yaml': () => referring('./gone.yaml#/a'),
  'folder.yaml': () => referring('./'),
  'nested.yaml': () => `${HEAD}components: { schemas: { A: ${'{ not: '.repeat(200)}{}${' }'.repeat(200)} } }\n`,
  'names.yaml': () =>
    `${HEAD}components: { schemas: { constructor: { type: string }, toString: { $ref: '#/components/schemas/constructor' } } }\n`,
  '20-megabytes.yaml': () =>
    `${HEAD}components:\n  schemas:\n${Array.from({ length: 200 }, (_, index) => `    S${index}: { description: '${'d'.repeat(105_000)}' }\n`).join('')}`,
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-hostile-'));
  for (const [path, text] of Object.entries(FILES)) await writeFile(join(folder, path), text());
  await symlink('/etc/hosts', join(folder, 'link.yaml'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const REFUSED: readonly (readonly [path: string, code: string, place: object])[] = [
  ['bomb.yaml', 'DOCUMENT_TOO_LARGE', { file: 'bomb.yaml' }],
  ['bomb-referred.yaml', 'DOCUMENT_TOO_LARGE', { file: 'bomb.yaml' }],
  ['endless-alias.yaml', 'DOCUMENT_MALFORMED', { file: 'endless-alias.yaml' }],
  ['deep.yaml', 'DOCUMENT_TOO_LARGE', { file: 'deep.yaml', line: 2 }],
  ['deep.json', 'DOCUMENT_TOO_LARGE', { file: 'deep.json' }],
  ['large.yaml', 'DOCUMENT_TOO_LARGE', { file: 'large.yaml' }],
  ['large-referred.yaml', 'DOCUMENT_TOO_LARGE', { file: 'large.yaml' }],
  ['escape.yaml', 'REFERENCE_FORBIDDEN', { file: 'escape.yaml', line: 4 }],
  ['escape-encoded.yaml', 'REFERENCE_FORBIDDEN', { file: 'escape-encoded.yaml', line: 4 }],
  ['escape-by-link.yaml', 'REFERENCE_FORBIDDEN', {}],
  ['link.yaml', 'REFERENCE_FORBIDDEN', { file: 'link.yaml' }],
  ['host.yaml', 'REFERENCE_FORBIDDEN', { file: 'host.yaml', line: 4 }],
];

describe('a hostile document', () => {
  const lint = async (path: string) => lintDocument({ tree: folderTree(folder), path, criticality: 0 });
  const asSpectral = async (path: string) =>
    diagnoseDocument({ tree: folderTree(folder), root: folder, path, ruleset: await builtInRuleset(), isAsSpectral: true });

  it.each(REFUSED)('is refused with its place, whatever it is linted by: %s', async (path, code, place) => {
    await expect(lint(path)).rejects.toMatchObject({ code, place });
    await expect(asSpectral(path)).rejects.toMatchObject({ code, place });
  });

  it.each([
    ['cycle.yaml', undefined],
    ['cycle-of-files.yaml', undefined],
    ['dangling.yaml', 'invalid-ref'],
    ['folder.yaml', undefined],
    ['nested.yaml', undefined],
    ['names.yaml', undefined],
    ['20-megabytes.yaml', undefined],
  ])('has findings, and only those: %s', { timeout: 120_000 }, async (path, rule) => {
    const found = (await lint(path)).map(({ ruleId }) => ruleId);
    const { diagnostics } = await asSpectral(path);
    expect(found.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeGreaterThan(0);
    if (rule === undefined) return;
    expect(found).toContain(rule);
    expect(diagnostics.map(({ code }) => code)).toContain(rule);
  });
});
