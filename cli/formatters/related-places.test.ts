import { expect, it } from 'vitest';
import type { ReportFinding } from './formatter.ts';
import { FORMATTERS, type Format } from './index.ts';

const finding: ReportFinding = {
  ruleId: 'land-overlapping-interface',
  severity: 'error',
  message: 'suppliers are offered twice',
  place: { file: 'contracts/a/openapi.yaml', line: 3, column: 5 },
  pointer: '/paths/~1suppliers',
  contractId: 'a',
  subject: ['a', 'b', 'supplier'],
  related: [{ message: 'b offers <them>, too', place: { file: 'contracts/b/openapi.yaml', line: 7, column: 3 } }],
};

const at = 'contracts/b/openapi.yaml:7:3';

it.each<[Format, string]>([
  ['text', `suppliers are offered twice\n    ${at}  b offers <them>, too\n`],
  ['json', `"related": [\n        {\n          "at": "${at}",\n          "message": "b offers <them>, too"`],
  [
    'sarif',
    '"relatedLocations": [\n            {\n              "id": 1,\n              "message": {\n                "text": "b offers <them>, too"',
  ],
  ['junit', `suppliers are offered twice\n${at}  b offers &lt;them&gt;, too`],
  ['github', `suppliers are offered twice%0A${at}  b offers <them>, too`],
  ['gitlab', '"other_locations": [\n      {\n        "path": "contracts/b/openapi.yaml",\n        "lines": {\n          "begin": 7'],
  ['markdown', `suppliers are offered twice<br>\`${at}\` b offers \\<them\\>, too |`],
  ['html', `suppliers are offered twice<ul><li><code>${at}</code> b offers &lt;them&gt;, too</li></ul>`],
])('%s names the other places', (format, want) => {
  expect(FORMATTERS[format]([finding], { verdict: 'fail' })).toContain(want);
});
