import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryTree } from '../../registry/workspace/index.ts';
import { lintDocument } from './lint-document.ts';
import { loadRuleset } from './load-ruleset.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-ruleset-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const DOCUMENT = `openapi: 3.0.3
info: { title: lower, version: '1' }
paths: {}
`;

/** Findings of a ruleset in the document, as `rule severity line`. */
async function lintBy(ruleset: string, path = 'apis/openapi.yaml'): Promise<readonly string[]> {
  const tree = memoryTree({ [path]: DOCUMENT });
  const findings = await lintDocument({ tree, root: folder, path, ruleset: await loadRuleset(folder, ruleset), criticality: 3 });
  return findings.map(({ ruleId, severity, place }) => `${ruleId} ${severity} ${place.line}`);
}

const RULE = `  title-upper:
    given: $.info.title
    severity: warn
    formats: [oas3, asyncapi2, json-schema-2020-12]
    then: { function: casing, functionOptions: { type: pascal } }
`;

describe('loadRuleset', () => {
  it.each([
    ['YAML', 'rules.yaml', `rules:\n${RULE}`],
    [
      'JSON',
      'rules.json',
      JSON.stringify({
        rules: { 'title-upper': { given: '$.info.title', then: [{ function: 'casing', functionOptions: { type: 'pascal' } }] } },
      }),
    ],
    [
      'a JavaScript module',
      'rules.js',
      `import { casing } from '@stoplight/spectral-functions';\nimport { given } from './given.js';\nexport default { rules: { 'title-upper': { given, then: { function: casing, functionOptions: { type: 'pascal' } } } } };`,
    ],
    [
      'CommonJS',
      'rules.cjs',
      `const { casing } = require('@stoplight/spectral-functions');\nmodule.exports = { rules: { 'title-upper': { given: '$.info.title', then: { function: casing, functionOptions: { type: 'pascal' } } } } };`,
    ],
    [
      'a function of its own',
      'rules.yaml',
      `functions: [shout]\nrules:\n  title-upper: { given: $.info.title, then: { function: shout } }\n`,
    ],
    [
      'a function in another folder',
      'rules.yaml',
      `functionsDir: ./lib\nfunctions: [shout]\nrules:\n  title-upper: { given: $.info.title, then: { function: shout } }\n`,
    ],
    [
      'an alias',
      'rules.yaml',
      `aliases: { T: [$.info.title] }\nrules:\n  title-upper: { given: '#T', then: { function: casing, functionOptions: { type: pascal } } }\n`,
    ],
    [
      'an alias by format',
      'rules.yaml',
      `formats: [oas3]\naliases: { T: { targets: [{ formats: [oas3], given: [$.info.title] }] } }\nrules:\n  title-upper: { given: '#T', then: { function: casing, functionOptions: { type: pascal } } }\n`,
    ],
    ['a chain of files', 'rules.yaml', 'extends: [[sub/middle.yaml, all]]\n'],
    ['a file in JavaScript, extended', 'rules.yaml', 'extends: base.js\n'],
    ['an installed package', 'rules.yaml', 'extends: [acme-rules]\n'],
    [
      'an override of files',
      'rules.yaml',
      `overrides: [{ files: ['apis/*.yaml'], rules: { title-upper: { given: $.info.title, severity: warn, then: { function: casing, functionOptions: { type: pascal } } } } }]\n`,
    ],
  ])('runs %s', async (_, path, text) => {
    const shout = `export default (input) => (input === input.toUpperCase() ? [] : [{ message: 'shout' }]);\n`;
    const base = `const { casing } = require('@stoplight/spectral-functions');\nmodule.exports = { rules: { 'title-upper': { given: '$.info.title', then: { function: casing, functionOptions: { type: 'pascal' } } } } };`;
    await write({
      'given.js': `export const given = '$.info.title';\n`,
      'functions/shout.js': shout,
      'lib/shout.js': shout,
      'sub/middle.yaml': 'extends: ../base.yaml\n',
      'base.yaml': `rules:\n${RULE}`,
      'base.js': base,
      'node_modules/acme-rules/package.json': '{ "name": "acme-rules", "main": "index.js" }',
      'node_modules/acme-rules/index.js': base,
      [path]: text,
    });
    expect(await lintBy(path)).toEqual(['title-upper warning 2']);
  });

  it.each([
    ['an override', `extends: base.yaml\noverrides: [{ files: ['apis/*.yaml'], rules: { title-upper: 'off' } }]\n`, []],
    [
      'an override elsewhere',
      `extends: base.yaml\noverrides: [{ files: ['other/*.yaml'], rules: { title-upper: 'off' } }]\n`,
      ['title-upper warning 2'],
    ],
    [
      'an override of a pointer',
      `extends: base.yaml\noverrides: [{ files: ['apis/*.yaml#/info'], rules: { title-upper: error } }]\n`,
      ['title-upper error 2'],
    ],
    ['an exception', `extends: base.yaml\nexcept: { 'apis/openapi.yaml#/info/title': [title-upper] }\n`, []],
    ['another severity', `extends: base.yaml\nrules: { title-upper: hint }\n`, ['title-upper hint 2']],
    ['nothing', `extends: [[base.yaml, 'off']]\n`, []],
  ])('applies %s', async (_, text, want) => {
    await write({ 'base.yaml': `rules:\n${RULE}`, 'rules.yaml': text });
    expect(await lintBy('rules.yaml')).toEqual(want);
  });

  it('extends ours, by criticality unless it sets a severity of its own', async () => {
    await write({
      'a.yaml': `extends: [[interlock, 'off']]\nrules: { meta-version-semver: true }\n`,
      'b.yaml': `extends: [[interlock, 'off']]\nrules: { meta-version-semver: hint }\n`,
    });
    expect(await lintBy('a.yaml')).toEqual(['meta-version-semver error 2']);
    expect(await lintBy('b.yaml')).toEqual(['meta-version-semver hint 2']);
  });

  it.each([
    ['a syntax error', 'rules: [a\nb: }', { line: 2 }, ''],
    ['a list', '- a\n', { line: 1 }, 'a ruleset is an object'],
    ['no rules', 'description: x\n', {}, 'rules or extends or overrides'],
    ['a rule without then', 'rules:\n  a:\n    given: $\n', { line: 2 }, 'must have at least "given" and "then"'],
    ['a wrong severity', 'rules:\n  a:\n    given: $\n    severity: fatal\n    then: { function: truthy }\n', { line: 4 }, ''],
    [
      'a path that runs code',
      'rules:\n  a:\n    given:\n      - $\n      - $..[?(@.constructor.constructor(1))]\n    then: { function: truthy }\n',
      { line: 5 },
      "the path calls '@.constructor.constructor'",
    ],
    [
      'a field that runs code',
      'rules:\n  a:\n    given: $\n    then:\n      - function: truthy\n        field: $..[?(@.constructor.constructor(1))]\n',
      { line: 6 },
      "the path calls '@.constructor.constructor'",
    ],
    [
      'an alias that runs code',
      'aliases:\n  A:\n    targets:\n      - formats: [oas3]\n        given: ["$..[?(@.constructor.constructor(1))]"]\nrules: {}\n',
      { line: 5 },
      "the path calls '@.constructor.constructor'",
    ],
    [
      'an unknown function',
      'rules:\n  a:\n    given: $\n    then:\n      function: thruthy\n',
      { line: 5 },
      "there is no function 'thruthy' (did you mean 'truthy'",
    ],
    [
      'wrong options of a function',
      'rules:\n  a:\n    given: $\n    then:\n      function: casing\n      functionOptions: { type: loud }\n',
      {},
      'casing',
    ],
    ['an unknown format', 'formats: [oas3, oas9]\nrules: {}\n', { line: 1, column: 17 }, "there is no format 'oas9'"],
    [
      'a wrong x-criticality',
      'rules:\n  a:\n    given: $\n    x-criticality: [error]\n    then: { function: truthy }\n',
      { line: 4 },
      'four severities',
    ],
    ['a URL', 'extends: https://example.com/rules.yaml\n', { line: 1 }, 'not loaded from the network'],
    ['nothing there', 'extends:\n  - ./gone.yaml\n', { line: 2 }, 'neither a file'],
    ['a way out', 'extends: ../../rules.yaml\n', { line: 1 }, 'leaves the workspace'],
    ['itself', 'extends: rules.yaml\n', { line: 1 }, 'extends this ruleset in turn'],
    ['a function without a file', 'functions: [gone]\nrules: {}\n', { file: 'functions/gone.js' }, 'no file for the function'],
    [
      'an unknown rule',
      'extends: spectral:oas\nrules:\n  info-contact: warn\n  info-contcat: error\n',
      { line: 4, column: 3 },
      "there is no rule 'info-contcat' to change (did you mean 'info-contact'",
    ],
    [
      'an unknown rule in an override',
      'extends: spectral:oas\noverrides:\n  - files: ["*.yaml"]\n    rules:\n      no-such-rule: off\n',
      { line: 5, column: 7 },
      "there is no rule 'no-such-rule' to change",
    ],
    ['an unknown alias', 'rules:\n  a:\n    given: "#Nope"\n    then: { function: truthy }\n', { line: 3 }, 'Alias "Nope" does not exist'],
    [
      'options that a function does not take',
      'rules:\n  a:\n    given: $\n    then:\n      - function: truthy\n        functionOptions: { a: 1 }\n',
      { line: 6 },
      '"truthy" function does not accept any options',
    ],
    [
      'a broken regular expression',
      'rules:\n  a:\n    given: $\n    then:\n      function: pattern\n      functionOptions:\n        notMatch: "([a"\n',
      { line: 7, column: 9 },
      'it is no regular expression',
    ],
    [
      'an extended file that is missing',
      'extends:\n  - - ./gone.yaml\n    - all\n',
      { line: 2, column: 7 },
      "'./gone.yaml' is neither a file",
    ],
  ])('refuses %s', async (_, text, place, message) => {
    await write({ 'rules.yaml': text });
    await expect(loadRuleset(folder, 'rules.yaml')).rejects.toMatchObject({
      code: 'RULESET_INVALID',
      place,
      detail: expect.stringContaining(message),
    });
  });

  it.each([
    ['broken JavaScript', 'const a = 1;\nexport default {;\n', { file: 'rules.js', line: 2, column: 17 }],
    ['no ruleset', 'export default 42;\n', { file: 'rules.js' }],
    ['a file outside', `import secret from '../outside.js';\nexport default secret;\n`, { file: 'rules.js' }],
    [
      'code that throws',
      `import { given } from './given.js';\n\nfunction fail() {\n  throw new Error(given);\n}\nexport default fail();\n`,
      { file: 'rules.js', line: 4, column: 9 },
    ],
    ['code that throws elsewhere', `import { fail } from './fail.js';\nexport default fail();\n`, { file: 'fail.js', line: 2, column: 50 }],
  ])('refuses %s in JavaScript, at its place', async (_, text, place) => {
    const fail = `export const given = '$.info';\nexport const fail = () => Object(undefined).rules.given;\n`;
    await write({ 'in/rules.js': text, 'in/given.js': `export const given = '$.info';\n`, 'in/fail.js': fail });
    await write({ 'outside.js': 'export default { rules: {} };\n' });
    await expect(loadRuleset(join(folder, 'in'), 'rules.js')).rejects.toMatchObject({ code: 'RULESET_INVALID', place });
  });

  it('refuses a ruleset outside of the workspace, also by a link', async () => {
    await write({ 'outside.yaml': 'rules: {}\n', 'in/x': '' });
    await symlink('../outside.yaml', join(folder, 'in/link.yaml'));
    await expect(loadRuleset(join(folder, 'in'), '../outside.yaml')).rejects.toMatchObject({ code: 'RULESET_INVALID' });
    await expect(loadRuleset(join(folder, 'in'), 'link.yaml')).rejects.toMatchObject({ code: 'REFERENCE_FORBIDDEN' });
    await expect(loadRuleset(join(folder, 'in'), join(folder, 'outside.yaml'))).rejects.toMatchObject({ code: 'RULESET_INVALID' });
    expect((await loadRuleset(folder, join(folder, 'outside.yaml'), '../')).file).toBe('../outside.yaml');
    await expect(loadRuleset(folder, 'gone.yaml')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it.each([
    ['a filter', '    given: $.info[?(@.a ==]\n', { line: 3, column: 5 }],
    ['one of several', '    given:\n      - $\n      - $.info[(\n', { line: 5, column: 9 }],
    ['a name that is none', '    given: $..[?(foo.bar)]\n', { line: 3, column: 5 }],
    ['an alias', '    given: "#Bad"\n', { line: 3, column: 5 }],
  ])('refuses a bad JSONPath when it is run: %s', async (_, given, place) => {
    const text = `rules:\n  a:\n${given}    then: { function: truthy }\n${RULE}aliases: { Bad: ["$.info[("] }\n`;
    await write({ 'rules.yaml': text });
    await expect(lintBy('rules.yaml')).rejects.toMatchObject({
      code: 'RULESET_INVALID',
      place: { file: 'rules.yaml', ...place },
      detail: expect.stringMatching(/^the rule 'a' cannot be run, its path '.*' cannot be followed: /),
    });
  });

  it('refuses a bad JSONPath in a field, and in a ruleset that is extended', async () => {
    const text = 'rules:\n  a:\n    given: $\n    then:\n      field: $.info[(\n      function: truthy\n';
    await write({ 'base/rules.yaml': text, 'rules.yaml': 'extends: ./base/rules.yaml\n' });
    await expect(lintBy('rules.yaml')).rejects.toMatchObject({ place: { file: 'base/rules.yaml', line: 5 } });
  });

  it.each([
    ['throws', `export default () => { throw new Error('boom'); };\n`],
    ['rejects', `export default async () => { throw new Error('boom'); };\n`],
  ])('reports a rule whose function %s as not checked, and checks the others', async (_, boom) => {
    await write({
      'rules.yaml': `functions: [boom]\nrules:\n  a:\n    given: $.info\n    then: { function: boom }\n${RULE}`,
      'functions/boom.js': boom,
    });
    expect(await lintBy('rules.yaml')).toEqual(['rule-not-checked warning 1', 'title-upper warning 2']);
  });
});
