import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { FORMATTERS, type Format } from './index.ts';
import { changeFinding, lintFinding, report } from './report-under-test.ts';

const findings = [lintFinding, changeFinding];
const written = (format: Format, found = findings, context = report): string => FORMATTERS[format](found, context);

describe('every format', () => {
  it.each(Object.keys(FORMATTERS) as Format[])('%s names each finding, and what was not checked', (format) => {
    const text = written(format);
    for (const name of ['operation-description', 'enum-value-added']) expect(text).toContain(name);
    expect(text).toMatch(/SCHEMA_INVALID|schema-invalid/);
    expect(text.endsWith('\n')).toBe(true);
  });

  it.each(Object.keys(FORMATTERS) as Format[])('%s is whole when there is nothing to say', (format) => {
    expect(written(format, [], { verdict: 'pass' })).not.toBe('');
  });
});

describe('text', () => {
  it('writes where a change stood before, and its witness when asked', () => {
    const text = written('text');
    expect(text).toContain(
      [
        'contracts/a b/openapi.yaml:20:9  error  enum-value-added  "lost" is new',
        '    was main:contracts/a b/openapi.yaml:18:9',
        '    > GET /orders/1',
        '    > accept: application/json',
        '    < 200',
        '    < content-type: application/json',
        '    <',
        '    < {"status":"lost"}',
        '    base rejects it',
        '      main:contracts/a b/openapi.yaml:18:9  /status: not in the list',
        '    head sends it',
        '',
      ].join('\n'),
    );
    const brief = written('text', findings, { ...report, isExplained: false });
    expect(brief).not.toContain('GET /orders/1');
    for (const [explained, isSaid] of [
      [text, true],
      [brief, false],
      [written('text', [lintFinding]), false],
    ] as const)
      expect(explained.includes('docs/changes/<rule>.md')).toBe(isSaid);
  });
});

describe('approvals', () => {
  it.each<[Format, string]>([
    ['text', 'needs  a  2 approvals of ledger|stewards or @maria  document, contract.yaml\n'],
    ['markdown', '| a | 2 approvals of ledger\\|stewards or \\@maria | document, contract.yaml |\n'],
    ['html', '<td>a</td><td>2 approvals of ledger|stewards or @maria</td><td>document, contract.yaml</td>'],
  ])('are asked for in %s, where there must be any', (format, line) => {
    expect(written(format)).toContain(line);
    expect(written(format)).not.toContain('0 approvals');
  });

  it('stand in json, all of them', () => {
    expect(JSON.parse(written('json'))).toMatchObject({
      approvals: [
        { contractId: 'a', required: 2 },
        { contractId: 'bee', required: 0 },
      ],
    });
  });
});

describe('sarif', () => {
  const { runs } = JSON.parse(written('sarif')) as {
    runs: [{ results: Record<string, unknown>[]; tool: { driver: { rules: { id: string; help?: { markdown: string } }[] } } }];
  };
  const [run] = runs;

  it('is SARIF 2.1.0', () => {
    const validate = new Ajv({ allErrors: true }).compile(SARIF_SHAPE);
    validate(JSON.parse(written('sarif')));
    expect(validate.errors).toBeNull();
  });

  it('gives every result its rule, a fingerprint of its own and places that are URI references', () => {
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex as number]).toMatchObject({ id: ruleId });
    expect(new Set(run.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(run.results.length);
    const uris = JSON.stringify(run).match(/"uri":"[^"]*"/g)!;
    expect(uris).toContain('"uri":"main%3Acontracts/a%20b/openapi.yaml"');
  });

  it('carries the page of a rule of ours, without links that lead nowhere', () => {
    const help = new Map(run.tool.driver.rules.map((rule) => [rule.id, rule.help?.markdown]));
    expect(help.get('enum-value-added')).toMatch(/^# enum-value-added: .*\n/);
    expect(help.get('enum-value-added')).not.toMatch(/\]\((?!https:)/);
    expect(help.get('operation-description')).toBeUndefined();
  });

  it('keeps what a change says besides', () => {
    expect(run.results[1]).toMatchObject({
      level: 'error',
      partialFingerprints: { 'interlock/v1': '0123456789abcdef0123456789abcdef' },
      relatedLocations: [{ physicalLocation: { region: { startLine: 18 } } }],
      properties: { verdict: 'breaking', operations: ['GET /orders/{}'], witness: { kind: 'response' } },
    });
  });
});

describe('junit', () => {
  it('counts what it holds, and escapes what it quotes', () => {
    const xml = written('junit');
    expect(xml.match(/<testcase /g)).toHaveLength(Number(/<testsuites name="interlock" tests="(\d+)" failures="(\d+)"/.exec(xml)![1]));
    expect(xml.match(/<failure /g)).toHaveLength(2);
    for (const [, tests, failures] of xml.matchAll(/<testsuite name="[^"]*" tests="(\d+)" failures="(\d+)"/g)) {
      expect(Number(failures)).toBeLessThanOrEqual(Number(tests));
    }
    expect(xml).toContain('say &lt;what&gt; it &quot;does&quot;');
    expect(openTags(xml)).toEqual([]);
  });

  it('has no character that XML has not', () => {
    expect(written('junit', [{ ...lintFinding, message: 'a\u0000b\u001b[2J\ud800' }])).toContain('a\uFFFDb\uFFFD[2J\uFFFD');
  });
});

describe('github', () => {
  it('writes a command for each finding on one line', () => {
    expect(written('github').split('\n').slice(0, 3)).toEqual([
      '::warning file=contracts/a b/openapi.yaml,line=3,endLine=3,col=5,endColumn=9,title=operation-description::say <what> it "does", 100 %25 | once%0Aand for all',
      '::error file=contracts/a b/openapi.yaml,line=20,col=9,title=enum-value-added::"lost" is new',
      '::error file=contracts/b/openapi.yaml,line=9,col=1,title=schema-invalid::not checked: no such type',
    ]);
  });
});

describe('gitlab', () => {
  it('is a Code Quality report, each fingerprint used once', () => {
    const issues = JSON.parse(written('gitlab', [...findings, lintFinding])) as { fingerprint: string }[];
    const validate = new Ajv({ allErrors: true }).compile(CODE_QUALITY_SHAPE);
    validate(issues);
    expect(validate.errors).toBeNull();
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });
});

describe('markdown', () => {
  it('keeps tables whole whatever messages hold', () => {
    const text = written('markdown');
    expect(text).toContain('say \\<what\\> it "does", 100 % \\| once and for all |');
    expect(text).toContain('```text\n> GET /orders/1');
  });
});

describe('html', () => {
  it('is one page that escapes what it quotes', () => {
    const html = written('html');
    expect(html).toContain('say &lt;what&gt; it &quot;does&quot;');
    expect(html).not.toMatch(/<(?:script|link|img)\b|https?:/);
    expect(openTags(html.replaceAll(/<(?:!doctype|meta|br)[^>]*>/g, ''))).toEqual([]);
  });
});

/** Names of elements that are not closed, or not in order. */
function openTags(xml: string): readonly string[] {
  const open: string[] = [];
  for (const [, closing, name, rest] of xml.matchAll(/<(\/?)([a-z][\w-]*)((?:"[^"]*"|[^">])*)>/g)) {
    if (closing === '/') {
      if (open.at(-1) === name) open.pop();
      else return [...open, `/${name}`];
    } else if (!rest!.endsWith('/')) open.push(name!);
  }
  return open;
}

const closed = (required: readonly string[], properties: Record<string, object>): object => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const text = { type: 'string', minLength: 1 };
const positive = { type: 'integer', minimum: 1 };
const region = closed(['startLine'], { startLine: positive, startColumn: positive, endLine: positive, endColumn: positive });
const physicalLocation = closed(['artifactLocation'], {
  artifactLocation: closed(['uri'], { uri: { ...text, pattern: '^(?:https?://|[^\\s:]*$)' } }),
  region,
});
const location = closed(['physicalLocation'], {
  id: { type: 'integer' },
  message: closed(['text'], { text }),
  physicalLocation,
  logicalLocations: { type: 'array', items: closed(['fullyQualifiedName'], { fullyQualifiedName: text }) },
});

const reportingDescriptor = closed(['id'], {
  id: text,
  shortDescription: closed(['text'], { text }),
  help: closed(['text'], { text, markdown: text }),
});

/** The part of SARIF 2.1.0 (OASIS, sarif-schema-2.1.0.json) that reports use, closed against members that it has not. */
const SARIF_SHAPE = closed(['$schema', 'version', 'runs'], {
  $schema: text,
  version: { const: '2.1.0' },
  runs: {
    type: 'array',
    items: closed(['tool', 'results'], {
      tool: closed(['driver'], {
        driver: closed(['name'], {
          name: text,
          version: text,
          rules: { type: 'array', uniqueItems: true, items: reportingDescriptor },
        }),
      }),
      invocations: { type: 'array', items: closed(['executionSuccessful'], { executionSuccessful: { type: 'boolean' } }) },
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      properties: { type: 'object' },
      results: {
        type: 'array',
        items: closed(['message', 'ruleId', 'ruleIndex', 'level', 'locations', 'partialFingerprints'], {
          ruleId: text,
          ruleIndex: { type: 'integer', minimum: 0 },
          level: { enum: ['none', 'note', 'warning', 'error'] },
          message: closed(['text'], { text }),
          locations: { type: 'array', items: location },
          relatedLocations: { type: 'array', items: location },
          partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
          properties: { type: 'object' },
        }),
      },
    }),
  },
});

/** What GitLab reads of a Code Quality report (docs.gitlab.com, "Code Quality report format"). */
const CODE_QUALITY_SHAPE = {
  type: 'array',
  items: closed(['description', 'check_name', 'fingerprint', 'severity', 'location'], {
    description: text,
    check_name: text,
    fingerprint: text,
    severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
    location: closed(['path', 'lines'], { path: { ...text, pattern: '^(?!\\./)' }, lines: closed(['begin'], { begin: positive }) }),
  }),
};
