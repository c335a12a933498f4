import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FindingsCache, type LintReport, type LintTargetsRequest, lintTargets } from '../index.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-targets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const document = (title = 'Payers') => `openapi: 3.0.3\ninfo: { title: ${title}, version: '1' }\npaths: {}\n`;
const RULES = `rules:
  title: { given: $.info.title, severity: info, message: '{{value}}', then: { function: casing, functionOptions: { type: camel } } }
`;

async function lint(files: Readonly<Record<string, string>>, request: Partial<LintTargetsRequest>) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return lintTargets({ targets: [], workspace: undefined, cwd: folder, failSeverity: 'error', asOf: '2026-11-22', ...request });
}

describe('lintTargets', () => {
  it.each([
    ['error', 'pass'],
    ['warn', 'pass'],
    ['info', 'fail'],
    ['hint', 'fail'],
    ['off', 'pass'],
  ] as const)('with --fail-severity %s a finding of info is: %s', async (failSeverity, verdict) => {
    const report = await lint({ 'a.yaml': document(), 'rules.yaml': RULES }, { targets: ['a.yaml'], ruleset: 'rules.yaml', failSeverity });
    expect([report.verdict, report.findings.length]).toEqual([verdict, 1]);
  });

  it('lints each document once, in the order of Spectral when it lints by a ruleset', async () => {
    const files = { 'b/x.yaml': document('B'), 'a.yaml': document('A'), 'rules.yaml': RULES };
    const { findings } = await lint(files, { targets: ['b/*.yaml', 'a.yaml', './a.yaml', '[ab].yaml'], ruleset: 'rules.yaml' });
    expect(findings.map(({ place, message }) => [place.file, message])).toEqual([
      ['a.yaml', 'A'],
      ['b/x.yaml', 'B'],
    ]);
  });

  it('lints what is piped in, by the name that it is given, with references read from there', async () => {
    const bytes = Buffer.from(`openapi: 3.0.3\ninfo: { $ref: ./info.yaml }\npaths: {}\n`);
    const files = { 'x/info.yaml': "title: Far\nversion: '1'\n", 'info.yaml': "title: Near\nversion: '1'\n", 'rules.yaml': RULES };
    const lintPiped = async (path: string | undefined, isForSpectral: boolean) =>
      lint(files, { targets: ['-'], ruleset: 'rules.yaml', isForSpectral, piped: { bytes, path } });
    expect((await lintPiped('x/new.yaml', false)).findings.map(({ message, place }) => [message, place.file])).toEqual([
      ['Far', 'x/info.yaml'],
    ]);
    expect((await lintPiped(undefined, false)).findings.map(({ message, place }) => [message, place.file])).toEqual([
      ['Near', 'info.yaml'],
    ]);
    expect((await lintPiped('x/new.yaml', true)).diagnostics.map(({ source }) => source)).toEqual(['x/new.yaml']);
    expect((await lintPiped(undefined, true)).diagnostics.map(({ source }) => source)).toEqual(['info.yaml']);
  });

  it('gives by a ruleset what Spectral finds in a document that is not well-formed, and no other', async () => {
    const files = {
      'a.yaml': 'openapi: 3.0.3\ninfo: {\n',
      'b.yaml': `${document()}paths: {}\n`,
      'c.yaml': 'a: &a [1]\nb: [*a\n',
      'rules.yaml': RULES,
    };
    const { findings, failed } = await lint(files, { targets: ['?.yaml'], ruleset: 'rules.yaml' });
    expect([...new Set(findings.map(({ ruleId, place }) => `${place.file} ${ruleId}`))]).toEqual([
      'a.yaml parser',
      'b.yaml title',
      'b.yaml parser',
    ]);
    expect(failed.map(({ document: file, failures }) => [file, failures[0]!.code])).toEqual([['c.yaml', 'DOCUMENT_MALFORMED']]);
  });

  it.each([
    ['../outside.yaml', 'REFERENCE_FORBIDDEN'],
    ['http://127.0.0.1:9/a.yaml', 'REFERENCE_FORBIDDEN'],
  ])('refuses a $ref to %s by a ruleset too', async (ref, code) => {
    const files = { 'in/a.yaml': `openapi: 3.0.3\ninfo: { $ref: '${ref}' }\n`, 'in/rules.yaml': RULES, 'outside.yaml': 'title: a\n' };
    await lint(files, {}).catch(() => undefined);
    await expect(
      lintTargets({
        targets: ['a.yaml'],
        ruleset: 'rules.yaml',
        workspace: undefined,
        cwd: join(folder, 'in'),
        failSeverity: 'error',
        asOf: '2026-11-22',
      }),
    ).rejects.toMatchObject({ code });
  });

  it('reads byte order marks, CRLF and tabs', async () => {
    const files = {
      'a.json': '\uFEFF{\r\n\t"openapi": "3.0.3",\r\n\t"info": { "title": "Payers", "version": "one" },\r\n\t"paths": {}\r\n}\r\n',
    };
    const { findings } = await lint(files, { targets: ['a.json'] });
    expect(findings.find(({ ruleId }) => ruleId === 'meta-version-semver')?.place).toEqual({ file: 'a.json', line: 3, column: 42 });
  });

  it.each([
    ['gone.yaml', 'FILE_NOT_FOUND'],
    ['*.gone', 'FILE_NOT_FOUND'],
    ['some-contract', 'FILE_NOT_FOUND'],
  ])('refuses %s', async (target, code) => {
    await expect(lint({}, { targets: [target] })).rejects.toMatchObject({ code });
  });

  it('refuses for Spectral a rule whose function fails', async () => {
    const files = {
      'a.yaml': document(),
      'functions/boom.js': `export default () => { throw new Error('no'); };\n`,
      'rules.yaml': 'functions: [boom]\nrules:\n  a: { given: $, then: { function: boom } }\n',
    };
    await expect(lint(files, { targets: ['a.yaml'], ruleset: 'rules.yaml', isForSpectral: true })).rejects.toMatchObject({
      code: 'RULESET_INVALID',
    });
    const report = await lint(files, { targets: ['a.yaml'], ruleset: 'rules.yaml' });
    expect([report.verdict, report.findings.map(({ ruleId }) => ruleId), report.notes]).toEqual([
      'fail',
      ['rule-not-checked'],
      ['ran the code of functions/boom.js'],
    ]);
  });

  describe('by a cache', () => {
    const FILES = {
      'a.yaml': document(),
      'b.yaml': 'openapi: 3.0.3\ninfo: { $ref: shared.yaml }\npaths: {}\n',
      'shared.yaml': "title: Shared\nversion: '1'\n",
      'functions/title.js': "export default (title) => (title === 'Shared' ? [{ message: 'shared' }] : []);\n",
      'rules.yaml': 'functions: [title]\nrules:\n  title: { given: $.info.title, then: { function: title } }\n',
    };
    const lintKept = async (files: Readonly<Record<string, string>>, request: Partial<LintTargetsRequest> = {}) =>
      lint(files, { targets: ['?.yaml'], ruleset: 'rules.yaml', cache: new FindingsCache(join(folder, 'cache')), ...request });
    const whole = ({ inputs, ...report }: LintReport): unknown => ({ ...report, inputs: [...inputs], targets: report.targets.length });

    it.each<Partial<LintTargetsRequest>>([{}, { ruleset: undefined }, { isForSpectral: true }])(
      'gives the same report, %j',
      async (request) => {
        const [fresh, kept] = [await lintKept(FILES, request), await lintKept({}, request)];
        expect(whole(kept)).toEqual(whole(fresh));
        expect(whole(await lintKept({}, { ...request, cache: undefined }))).toEqual(whole(fresh));
      },
    );

    it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
      ['what a document refers to', { 'shared.yaml': "title: Other\nversion: '1'\n" }, []],
      ['a function', { 'functions/title.js': "export default () => [{ message: 'new' }];\n" }, ['new', 'new']],
      [
        'the ruleset',
        { 'rules.yaml': 'rules:\n  title: { given: $.info, message: new, then: { field: x, function: truthy } }\n' },
        ['new', 'new'],
      ],
    ])('sees a change of %s', async (_, change, messages) => {
      expect((await lintKept(FILES)).findings.map(({ message }) => message)).toEqual(['shared']);
      expect((await lintKept(change)).findings.map(({ message }) => message)).toEqual(messages);
    });

    it('knows an installed ruleset by its file and its package', async () => {
      const ruleset = (message: string) =>
        `rules:\n  title: { given: $.info, message: ${message}, then: { field: x, function: truthy } }\n`;
      const files = {
        'a.yaml': document(),
        'rules.yaml': 'extends: [team]\n',
        'node_modules/team/package.json': '{ "name": "team", "main": "one.yaml" }',
        'node_modules/team/one.yaml': ruleset('one'),
      };
      const fresh = await lintKept(files);
      expect([...fresh.inputs.keys()]).toEqual(['a.yaml', 'node_modules/team/one.yaml', 'node_modules/team/package.json', 'rules.yaml']);
      expect(whole(await lintKept({}))).toEqual(whole(fresh));
      const { findings } = await lintKept({ 'node_modules/team/one.yaml': ruleset('two') });
      expect(findings.map(({ message }) => message)).toEqual(['two']);
    });

    it('says what the report rests on', async () => {
      const { inputs } = await lintKept(FILES);
      expect([...inputs.keys()]).toEqual(['a.yaml', 'b.yaml', 'functions/title.js', 'rules.yaml', 'shared.yaml']);
      expect(inputs.get('a.yaml')).toBe(createHash('sha256').update(FILES['a.yaml']).digest('hex'));
    });
  });

  it('says of a folder how to name what is in it', async () => {
    const linting = lint({ 'specs/a.yaml': document() }, { targets: ['specs/'] });
    await expect(linting).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', detail: expect.stringContaining("'specs/**/*.yaml'") as string });
  });

  it('refuses a ruleset that is not there, once for all documents', async () => {
    const linting = lint({ 'a.yaml': document(), 'b.yaml': document() }, { targets: ['?.yaml'], ruleset: 'nowhere.yaml' });
    await expect(linting).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', place: { file: 'nowhere.yaml' } });
  });

  describe('on threads', () => {
    const files = {
      ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`d${index}.yaml`, document(`Title ${index}`)])),
      'd4.yaml': 'openapi: 3.0.3\ninfo: {\n',
      'rules.yaml': RULES,
    };

    it.each<Partial<LintTargetsRequest>>([{}, { ruleset: 'rules.yaml' }])('gives the same report, %j', async (request) => {
      const reports = [];
      for (const threads of [1, 2]) reports.push(await lint(files, { targets: ['d?.yaml'], ...request, threads }));
      const [alone, together] = reports.map(({ targets, inputs, failed, ...rest }) => ({
        ...rest,
        targets: targets.length,
        inputs: [...inputs],
        failed: failed.map(({ id, failures }) => [id, ...failures.map(({ code, detail, place }) => ({ code, detail, place }))]),
      }));
      expect(together).toEqual(alone);
      expect(together!.targets).toBe(9);
    });

    it('refuses a ruleset that cannot be run', async () => {
      const broken = 'rules:\n  a: { given: $, then: { function: nowhere } }\n';
      await expect(
        lint({ ...files, 'rules.yaml': broken }, { targets: ['d?.yaml'], ruleset: 'rules.yaml', threads: 2 }),
      ).rejects.toMatchObject({
        code: 'RULESET_INVALID',
      });
    });
  });
});
