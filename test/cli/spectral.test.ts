import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagePath } from '../../package-root.ts';
import { type Outcome, runInterlock } from './run-interlock.ts';

const MODULES = packagePath('node_modules');
const CORPUS = packagePath('..', 'shared', 'corpus', 'specs');

/** Every function that rulesets may name, each in a rule that finds something in many documents. */
const EACH_FUNCTION = `extends: [[spectral:oas, off], [spectral:asyncapi, off]]
rules:
  alphabetical: { given: $.tags, then: { function: alphabetical, functionOptions: { keyedBy: name } } }
  casing: { given: $.info.title, severity: info, then: { function: casing, functionOptions: { type: camel } } }
  defined: { given: '$.paths[*][get,post]', then: { field: operationId, function: defined } }
  enumeration: { given: $.info.version, severity: hint, then: { function: enumeration, functionOptions: { values: [one] } } }
  falsy: { given: $.info, then: { field: description, function: falsy } }
  length: { given: $.info.title, then: { function: length, functionOptions: { max: 10 } } }
  or: { given: $.info, then: { function: or, functionOptions: { properties: [x-a, x-b] } } }
  pattern: { given: '$..description', severity: error, then: { function: pattern, functionOptions: { notMatch: '/[aeiou]{3}/i' } } }
  schema: { given: $.info, then: { function: schema, functionOptions: { schema: { required: [contact, license] } } } }
  truthy: { given: '$.paths[*][*]', then: { field: summary, function: truthy } }
  undefined: { given: $.info, then: { field: version, function: undefined } }
  unreferencedReusableObject:
    given: $.components.schemas
    then: { function: unreferencedReusableObject, functionOptions: { reusableObjectsLocation: '#/components/schemas' } }
  xor: { given: $.info, then: { function: xor, functionOptions: { properties: [title, version] } } }
`;

const RULESETS = {
  'oas.yaml': 'extends: [[spectral:oas, all]]\n',
  'recommended.yaml': 'extends: [spectral:oas, spectral:asyncapi]\n',
  'each-function.yaml': EACH_FUNCTION,
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-spectral-'));
  for (const version of ['2.0', '3.0', '3.1'])
    await cp(join(MODULES, '@readme', 'oas-examples', version), join(folder, 'examples', version), { recursive: true });
  if (existsSync(CORPUS)) await cp(CORPUS, join(folder, 'corpus'), { recursive: true });
  const texts = {
    ...RULESETS,
    'odd/broken.yaml': 'openapi: 3.0.3\ninfo: {\n',
    'odd/duplicate.yaml': 'openapi: 3.0.3\ninfo: { title: a, title: b, version: "1" }\npaths: {}\n',
    'odd/dangling.yaml': 'openapi: 3.0.3\ninfo: { $ref: gone.yaml }\npaths: { /a: { $ref: "#/components/x" } }\n',
    'odd/clean.yaml': 'other: true\n',
    'odd/events.yaml': 'asyncapi: 2.6.0\ninfo: { title: A, version: "1" }\nchannels: { a: { publish: { message: {} } } }\n',
  };
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function runSpectral(args: readonly string[]): Promise<Outcome> {
  const program = join(MODULES, '@stoplight', 'spectral-cli', 'dist', 'index.js');
  const child = spawn(process.execPath, [program, 'lint', '--format', 'json', ...args], { cwd: folder });
  return new Promise((resolve, reject) => {
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit, ...output }));
  });
}

describe('lint --format spectral-json prints what spectral lint --format json prints', () => {
  it.each([
    ['examples', 'oas.yaml', 'examples/**/*.{json,yaml}', []],
    ['examples', 'each-function.yaml', 'examples/3.*/**/*.json', []],
    ['documents with faults', 'recommended.yaml', 'odd/*.yaml', []],
    ['a document in which nothing is found', 'recommended.yaml', 'odd/clean.yaml', []],
    ['findings that do not fail', 'each-function.yaml', 'odd/events.yaml', ['--fail-severity', 'error']],
    ['findings that fail', 'each-function.yaml', 'odd/events.yaml', ['--fail-severity', 'hint']],
  ])('of %s by %s', { timeout: 600_000 }, async (_, ruleset, files, flags) => {
    const args = [files, '--ruleset', ruleset, ...flags];
    const spectral = await runSpectral(args);
    const ours = await runInterlock(['lint', '--no-cache', '--format', 'spectral-json', ...args], folder);
    expect([ours.exit, ours.stdout === spectral.stdout]).toEqual([spectral.exit, true]);
    expect(spectral.stdout.length).toBeGreaterThan(40);
  });

  const isAbsent = !existsSync(CORPUS);
  it.skipIf(isAbsent)(
    `of real descriptions${isAbsent ? ' (skipped: ../shared/corpus/specs is absent)' : ''}`,
    { timeout: 600_000 },
    async () => {
      for (const ruleset of ['recommended.yaml', 'each-function.yaml']) {
        const args = ['corpus/*', '--ruleset', ruleset];
        const spectral = await runSpectral(args);
        const ours = await runInterlock(['lint', '--no-cache', '--format', 'spectral-json', ...args], folder);
        expect([ours.exit, ours.stdout === spectral.stdout]).toEqual([spectral.exit, true]);
      }
    },
  );
});
