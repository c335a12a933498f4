import { describe, expect, it } from 'vitest';
import { FORMATTERS, type Format } from './index.ts';
import { lintFinding, waivedFinding } from './report-under-test.ts';
import type { ReportContext } from './formatter.ts';

const context: ReportContext = { verdict: 'waived', asOf: '2026-03-01' };
const written = (format: Format): string => FORMATTERS[format]([lintFinding, waivedFinding], context);

describe('a waived finding', () => {
  it.each<[Format, readonly string[]]>([
    [
      'text',
      [
        'contracts/a b/openapi.yaml:30:1  waived  money-not-number  say money by a string\n' +
          '    error waived until 2026-03-15, approved by @maria for @jan (legacy: goes with "v2" | <May>), policies/waivers/a-money.yaml\n',
        'waived: 0 errors, 1 warning, 0 hints, 1 waived; as of 2026-03-01\n',
      ],
    ],
    ['json', ['"verdict": "waived"', '"asOf": "2026-03-01"', '"expires": "2026-03-15"', '"approver": "@maria"']],
    [
      'markdown',
      [
        '## Interlock: waived',
        '| waived | `money-not-number` | `contracts/a b/openapi.yaml:30:1` | say money by a string<br>error waived until 2026-03-15, approved by \\@maria for \\@jan (legacy: goes with "v2" \\| \\<May\\>), policies/waivers/a-money.yaml |',
      ],
    ],
    [
      'html',
      [
        '<h1>Interlock: <span class="waived">waived</span></h1>',
        '<td><span class="waived">waived</span></td><td><a href="#rule-money-not-number"><code>money-not-number</code></a></td>',
        '<small>error waived until 2026-03-15, approved by @maria for @jan (legacy: goes with &quot;v2&quot; | &lt;May&gt;), policies/waivers/a-money.yaml</small>',
      ],
    ],
    [
      'junit',
      [
        '<testsuites name="interlock" tests="2" failures="0" errors="0">',
        'tests="2" failures="0" errors="0" skipped="1"',
        '<skipped message="error waived until 2026-03-15, approved by @maria',
      ],
    ],
    [
      'github',
      [
        '::notice file=contracts/a b/openapi.yaml,line=30,col=1,title=money-not-number (waived)::say money by a string%0Aerror waived until 2026-03-15',
      ],
    ],
  ])('shows in %s by whom and until when', (format, parts) => {
    for (const part of parts) expect(written(format)).toContain(part);
  });

  it('is suppressed in sarif, at the level that it has', () => {
    const { runs } = JSON.parse(written('sarif')) as { runs: [{ results: Record<string, unknown>[]; properties: object }] };
    expect(runs[0].properties).toMatchObject({ verdict: 'waived', asOf: '2026-03-01' });
    expect(runs[0].results[0]).not.toHaveProperty('suppressions');
    expect(runs[0].results[1]).toMatchObject({
      level: 'error',
      partialFingerprints: { 'interlock/v1': waivedFinding.fingerprint },
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: expect.stringContaining('approved by @maria'),
          location: { physicalLocation: { artifactLocation: { uri: 'policies/waivers/a-money.yaml' } } },
          properties: { id: 'a-money', expires: '2026-03-15' },
        },
      ],
    });
  });

  it('is left out for gitlab, which knows no such thing', () => {
    expect(JSON.parse(written('gitlab'))).toMatchObject([{ check_name: 'operation-description' }]);
  });
});
