import { dump } from 'js-yaml';
import { expect, it } from 'vitest';
import { checkLandscape } from '../check-landscape.ts';
import { exampleLandscape, workspaceWith } from '../testing/example-landscape.ts';

/** The scores that a rule finds in two contracts, as its messages state them. */
async function found(ruleId: string, one: unknown, other: unknown): Promise<readonly string[]> {
  const files = Object.entries({ first: one, second: other }).flatMap(([id, document]) => [
    `contracts/${id}/contract.yaml:\n  title: ${id}\n`,
    `contracts/${id}/openapi.yaml:\n  openapi: 3.1.0\n${dump(document).replaceAll(/^(?=.)/gm, '  ')}`,
  ]);
  const workspace = await workspaceWith(exampleLandscape(files.join('')).files);
  const findings = await checkLandscape(workspace, '2026-06-01');
  return findings.filter((finding) => finding.ruleId === ruleId).map(({ message }) => /\(score [^)]*\)/.exec(message)?.[0] ?? message);
}

/** An OpenAPI document that offers a thing under a path, with fields of these names. */
function offering(path: string, fields: readonly string[], methods: readonly string[] = ['get']): unknown {
  const schema = { type: 'object', properties: Object.fromEntries(fields.map((field) => [field, { type: 'string' }])) };
  const content = { 'application/json': { schema } };
  const operation = (method: string) => ({ operationId: method, responses: { 200: { description: 'Done.', content } } });
  return { paths: { [path]: Object.fromEntries(methods.map((method) => [method, operation(method)])) } };
}

/** An OpenAPI document that declares a schema. */
function declaring(name: string, properties: Readonly<Record<string, unknown>>): unknown {
  return { paths: {}, components: { schemas: { [name]: { type: 'object', properties } } } };
}

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${'abcdefghijklmnop'[index]!.repeat(3)}`);

it.each([
  // one name of one word: 0.2 + 0.5 + 0.3 × shape
  ['1 of 3 fields', offering('/suppliers', ['legalName', 'gln']), offering('/suppliers', ['legalName', 'duns']), 0.73],
  [
    '2 of 5 fields',
    offering('/suppliers', ['legalName', 'iban', 'gln']),
    offering('/suppliers', ['legalName', 'iban', 'duns', 'naics']),
    0.78,
  ],
  // one name of two words, which says more: 0.2 × capability + 0.55 + 0.3 × shape
  [
    '2 of 3 capabilities',
    offering('/purchase-orders', [], ['get', 'post', 'put']),
    offering('/purchase-orders', [], ['get', 'post', 'delete']),
    0.68,
  ],
  [
    'all capabilities',
    offering('/purchase-orders', [], ['get', 'post', 'put']),
    offering('/purchase-orders', [], ['get', 'post', 'put']),
    0.75,
  ],
  // other names: 0.2 + 0.6 × shape
  ['10 of 11 fields', offering('/vendors', names('tax', 11)), offering('/suppliers', names('tax', 10)), 0.745],
  ['12 of 13 fields', offering('/vendors', names('tax', 13)), offering('/suppliers', names('tax', 12)), 0.754],
  // half of the name: 0.2 + 0.2 × 0.5 + 0.6 × shape
  ['8 of 11 fields, half of the name', offering('/claim-notes', names('tax', 11)), offering('/claim-remarks', names('tax', 8)), 0.69],
])('offers are the same from 0.75 on: %s', async (_name, one, other, score) => {
  const expected = score >= 0.75 ? [expect.stringContaining(`(score ${score.toFixed(2)}: name `)] : [];
  expect(await found('land-overlapping-interface', one, other)).toEqual(expected);
});

const listed = (...values: readonly string[]) => ({ type: 'string', enum: values });

it.each([
  // a name that says enough: 0.7 × difference
  ['6 values, 1 shared', ['Stay', 'Visit'], 'wardClass', listed('A', 'B', 'C'), listed('C', 'D', 'E', 'F'), 0.58],
  ['8 values, 1 shared', ['Stay', 'Visit'], 'wardClass', listed('A', 'B', 'C', 'D'), listed('D', 'E', 'F', 'G', 'H'), 0.61],
  ['another type', ['Stay', 'Visit'], 'wardClass', { type: 'string' }, { type: 'integer' }, 0.7],
  // the same field of the same thing: the difference alone
  ['7 values, 3 shared', ['Stay', 'Stay'], 'ward', listed('A', 'B', 'C', 'D', 'E'), listed('C', 'D', 'E', 'F', 'G'), 0.57],
  ['5 values, 2 shared', ['Stay', 'Stay'], 'ward', listed('A', 'B', 'C'), listed('B', 'C', 'D', 'E'), 0.6],
  ['a generic name in a special thing', ['Stay', 'Stay'], 'status', listed('A', 'B', 'C'), listed('B', 'C', 'D', 'E'), 0.6],
  ['a generic name in a generic thing', ['Item', 'Item'], 'status', { type: 'string' }, { type: 'integer' }, 0.21],
] as const)('fields have drifted from 0.6 on: %s', async (_name, [entity, twin], field, one, other, score) => {
  const expected = score >= 0.6 ? [expect.stringContaining(`(score ${score.toFixed(2)}: name `)] : [];
  expect(await found('land-semantic-drift', declaring(entity, { [field]: one }), declaring(twin, { [field]: other }))).toEqual(expected);
});

const fields = (...all: readonly string[]) => Object.fromEntries(all.map((name) => [name, {}]));

it.each([
  // a name of two words: 1 − shared
  ['1 of 4 shared', 'CareEpisode', 4, 0.75],
  ['1 of 5 shared', 'CareEpisode', 5, 0.8],
  ['1 of 6 shared', 'CareEpisode', 6, 0.83],
  // a name of one word: 0.9 × (1 − shared)
  ['1 of 8 shared', 'Episode', 8, 0.79],
  ['1 of 10 shared', 'Episode', 10, 0.81],
])('a name has two meanings from 0.8 on: %s', async (_name, entity, count, score) => {
  const expected = score >= 0.8 ? [expect.stringContaining(`(score ${score.toFixed(2)}: name `)] : [];
  const [one, other] = ['left', 'right'].map((side) => declaring(entity, fields('sharedOne', ...names(side, count - 1))));
  expect(await found('land-semantic-drift', one, other)).toEqual(expected);
});
