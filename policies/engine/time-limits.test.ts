import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReadLog } from '../../registry/contract/index.ts';
import { memoryTree } from '../../registry/workspace/index.ts';
import { importJavaScript } from './javascript-module.ts';
import { lintDocument } from './lint-document.ts';
import { loadRuleset } from './load-ruleset.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-limits-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Backtracks for ever on the title below. */
const CATASTROPHIC = '^(a+)+$';
const DOCUMENT = `openapi: 3.0.3
info: { title: ${'a'.repeat(60)}!, version: '1' }
paths: {}
`;

const HARMLESS = `  title-upper:
    given: $.info.title
    severity: warn
    then: { function: pattern, functionOptions: { match: ^A } }
`;

async function lintBy(files: Readonly<Record<string, string>>, ruleset = 'rules.yaml', ruleMilliseconds = 100) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const tree = memoryTree({ 'openapi.yaml': DOCUMENT });
  const loaded = await loadRuleset(folder, ruleset);
  return lintDocument({ tree, path: 'openapi.yaml', ruleset: loaded, criticality: 1, limits: { ruleMilliseconds } });
}

const withFunction = (given: string, code: string) => ({
  'rules.yaml': `functions: [slow]\nrules:\n  slow:\n    given: ${given}\n    then: { function: slow }\n${HARMLESS}`,
  'functions/slow.js': code,
});
const withPattern = (rule: string) => ({ 'rules.yaml': `rules:\n  slow:\n${rule}${HARMLESS}` });
const BY_FUNCTION = ' (functions/slow.js)';

describe('a rule that takes for ever', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['loops', withFunction('$.info', 'export default () => { for (;;); };'), BY_FUNCTION],
    [
      'loops, and catches what it can',
      withFunction('$.info', 'export default () => { for (;;) try { for (;;); } catch {} };'),
      BY_FUNCTION,
    ],
    ['loops where Spectral walks', withFunction('$.info.title^', 'export default () => { for (;;); };'), BY_FUNCTION],
    ['never settles', withFunction('$.info', 'export default () => new Promise(() => {});'), BY_FUNCTION],
    ['never settles where Spectral walks', withFunction('$.info.title^', 'export default () => new Promise(() => {});'), BY_FUNCTION],
    [
      'has a pattern',
      withPattern(`    given: $.info.title\n    then: { function: pattern, functionOptions: { match: ${CATASTROPHIC} } }\n`),
      '',
    ],
    [
      'has a pattern where Spectral walks',
      withPattern(
        `    given: $.info.title^\n    then: { field: title, function: pattern, functionOptions: { notMatch: ${CATASTROPHIC} } }\n`,
      ),
      '',
    ],
    [
      'has a pattern in a schema',
      withPattern(
        `    given: $.info\n    then: { function: schema, functionOptions: { schema: { properties: { title: { pattern: ${CATASTROPHIC} } } } } }\n`,
      ),
      '',
    ],
  ])('is not checked when it %s, and the others are', async (_, files, where) => {
    const findings = await lintBy(files);
    expect(findings.map(({ ruleId, severity, message }) => [ruleId, severity, message])).toEqual([
      [
        'rule-not-checked',
        'error',
        `the rule 'slow' was not checked: it took longer than 0.1 s; limits.ruleMilliseconds in interlock.config.yaml says how long it may take${where}`,
      ],
      ['title-upper', 'warning', expect.any(String)],
    ]);
  });

  it('may be in a ruleset of JavaScript, as a function or in the file itself', async () => {
    const rule = `rules: { slow: { given: '$', then: { function: () => { for (;;); } } } }`;
    const [finding] = await lintBy({ 'rules.js': `export default { ${rule} };` }, 'rules.js');
    expect(finding?.message).toContain('(rules.js)');
    await writeFile(join(folder, 'loop.js'), 'for (;;);\nexport default {};');
    await expect(importJavaScript(join(folder, 'loop.js'), folder, new ReadLog(), 100)).rejects.toThrow('it took longer than 0.1 s');
  });

  it('is let go when it is only slow, and finds what it finds', async () => {
    const slow = `export default async (input, _, { path }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      for (const end = performance.now() + 20; performance.now() < end; );
      return [{ message: String(path) }];
    };`;
    for (const given of ['$.info.*', '$.info.title^']) {
      const findings = await lintBy(withFunction(given, slow), 'rules.yaml', 30_000);
      expect(findings.map(({ ruleId }) => ruleId)).toEqual(
        given === '$.info.*' ? ['slow', 'title-upper', 'slow'] : ['slow', 'title-upper'],
      );
    }
  });
});
