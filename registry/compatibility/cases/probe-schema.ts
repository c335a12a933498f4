import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { CompatibilityCase, Format, Fragment, Side } from './case-table.ts';

/** Plain JSON Schema's opinion on a pair of schemas, by trying values: no engine of ours has part in it. */
export interface Probing {
  /** Values that the first accepts and the second does not, three at most. */
  readonly lost: readonly unknown[];
}

const MOST_SHOWN = 3;
const MOST_COMPARED = 150;

/** Tries the case's own probes and values made from both schemas on `from`, and what passes on `to`. */
export function probe(one: CompatibilityCase, from: Side, to: Side): Probing {
  const accepts = validatorOf(from, one.format);
  const keeps = validatorOf(to, one.format);
  const names = one.profile === 'exact' ? propertyNames([from, to]) : propertyNames([from]);
  const values = [...one.probes, ...valuesFor([from.schema, to.schema], names)];
  const lost: unknown[] = [];
  for (const value of values) {
    if (lost.length === MOST_SHOWN) break;
    if (accepts(value) && !keeps(value)) lost.push(value);
  }
  return { lost };
}

/** What plain JSON Schema says of the case's own probes and of some of each shape, to be compared with another validator. */
export function probeVerdicts(
  one: CompatibilityCase,
): readonly { readonly side: Side; readonly value: unknown; readonly accepted: boolean }[] {
  const made = valuesFor([one.base.schema, one.head.schema], propertyNames([one.base, one.head]));
  const some = made.filter((_, index) => index % Math.ceil(made.length / MOST_COMPARED) === 0);
  return [one.base, one.head].flatMap((side) => {
    const accepts = validatorOf(side, one.format);
    return [...one.probes, ...some].map((value) => ({ side, value, accepted: accepts(value) }));
  });
}

function validatorOf(side: Side, format: Format | undefined): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, logger: false, unicodeRegExp: true, meta: false, validateSchema: false });
  addFormats.default(ajv, { mode: 'full' });
  ajv.addFormat('byte', /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
  const isReference = ajv.formats['uri-reference'] as RegExp;
  ajv.addFormat('uri-reference', (text: string) => isReference.test(text) && !/^(?![a-z][a-z0-9+.-]*:)[^/?#]*:/i.test(text));
  ajv.addFormat('decimal', /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/);
  ajv.addSchema({ $id: 'case:document', ...plainDocument(side, format) });
  return ajv.compile({ $ref: 'case:document#/schema' });
}

/** The schema of a side, as `schema`, and its `components.schemas`, in the words of 2020-12. */
export function plainDocument(side: Side, format: Format | undefined): Fragment {
  const isOld = (side.format ?? format) === 'openapi-3.0';
  return rewritten({ components: { schemas: side.schemas ?? {} }, schema: side.schema }, isOld) as Fragment;
}

/** OpenAPI 3.0's keywords in the words of 2020-12; `nullable` is taken out of other schemas, since ajv knows it in any. */
function rewritten(schema: unknown, isOld: boolean): unknown {
  if (Array.isArray(schema)) return schema.map((item) => rewritten(item, isOld));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...others } = schema as Fragment;
  const rest = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, rewritten(value, isOld)]));
  if (!isOld) return rest;
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...kept } = rest;
  return {
    ...kept,
    ...(nullable === true && rest['type'] !== undefined ? { type: [rest['type'], 'null'] } : {}),
    ...(minimum === undefined ? {} : exclusiveMinimum === true ? { exclusiveMinimum: minimum } : { minimum }),
    ...(maximum === undefined ? {} : exclusiveMaximum === true ? { exclusiveMaximum: maximum } : { maximum }),
  };
}

const SCALARS: readonly unknown[] = [
  null,
  true,
  false,
  ...[0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 15, 100, -1, 0.5, 0.01, 0.1, 1.5, 99.5, 2 ** 31, 3e9, -(2 ** 31) - 1],
  ...[
    '',
    'a',
    'b',
    'ab',
    'abc',
    'abcd',
    'abcdef',
    'A',
    'é',
    '1',
    '12',
    '12345',
    'x',
    'x1',
    '\n',
    '\nabc',
    'aba',
    '😀',
    'USD',
    '2024-01-31',
  ],
  ...['2024-13-45', '2024-01-31T10:00:00Z', '0f8fad5b-d9cb-469f-a165-70867728950e', 'https://a.example/', '/a', '10.0.0.1', '::1'],
];
const FEW: readonly unknown[] = [null, true, 1, 5, -1, 1.5, '', 'a', 'abcdef', [], {}];

/** Values of every shape: scalars, values named by the schemas, lists of them, and objects of the given names, two levels deep. */
function valuesFor(schemas: readonly unknown[], names: readonly string[]): readonly unknown[] {
  const named = schemas.flatMap(namedValues);
  const members = [...FEW, ...named].slice(0, 20);
  const objects = objectsOf(names, members);
  const lists = [[], ...members.map((value) => [value]), ...members.flatMap((one) => members.slice(0, 12).map((other) => [one, other]))];
  const nested = [...objects.slice(0, 60), ...lists.slice(0, 20)];
  return [
    ...SCALARS,
    ...named,
    ...lists,
    ...objects,
    ...nested.map((value) => [value]),
    ...names.flatMap((name) => nested.map((value) => ({ [name]: value }))),
  ];
}

function objectsOf(names: readonly string[], members: readonly unknown[]): readonly object[] {
  const single = names.flatMap((name) => members.map((value) => ({ [name]: value })));
  const pairs = names.flatMap((one, index) =>
    names.slice(index + 1).flatMap((other) => members.flatMap((a) => members.slice(0, 9).map((b) => ({ [one]: a, [other]: b })))),
  );
  const all = members.slice(0, 14).map((value) => Object.fromEntries(names.map((name) => [name, value])));
  return [{}, ...single, ...pairs, ...all];
}

function namedValues(schema: unknown): readonly unknown[] {
  if (Array.isArray(schema)) return schema.flatMap(namedValues);
  if (typeof schema !== 'object' || schema === null) return [];
  const { const: constant, enum: values, ...others } = schema as Fragment;
  const own = [...('const' in schema ? [constant] : []), ...(Array.isArray(values) ? values : [])];
  return [...own, ...Object.values(others).flatMap(namedValues)];
}

function propertyNames(parts: readonly unknown[]): readonly string[] {
  const names = new Set<string>();
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(walk);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
    const { properties, additionalProperties, patternProperties } = part as Fragment;
    if (typeof properties === 'object' && properties !== null) for (const name of Object.keys(properties)) names.add(name);
    if (typeof additionalProperties === 'object' || additionalProperties === true) names.add('free');
    if (typeof patternProperties === 'object') names.add('x-free');
    Object.values(part).forEach(walk);
  };
  parts.forEach((part) => walk([(part as Side).schema, (part as Side).schemas]));
  return [...names].slice(0, 6);
}
