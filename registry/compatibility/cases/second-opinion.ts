import { secondValidatorOf } from '../../testing/second-validator.ts';
import type { Change, Witness } from '../index.ts';
import type { CompatibilityCase, Format, Side } from './case-table.ts';
import { plainDocument } from './probe-schema.ts';

/** Cases that the second validator gets wrong: it finds inherited names in objects, and reckons multiples in doubles. */
const BEYOND_IT: ReadonlySet<string> = new Set([
  'a text that only looks like a property of every object',
  'finer decimal steps',
  'coarser decimal steps',
]);

/** Where a second validator of JSON Schema contradicts the verdicts on witnesses of breaking changes of a case's schema. */
export async function contradictedWitnesses(one: CompatibilityCase, changes: readonly Change[]): Promise<readonly string[]> {
  const judges = { base: await judgeOf(one.base, one.format), head: await judgeOf(one.head, one.format) };
  return changes.flatMap(({ verdict, ruleId, witness }) => {
    const text = witness && textOf(witness);
    if (verdict !== 'breaking' || text === undefined) return [];
    const value: unknown = JSON.parse(text);
    const want = [witness!.base.accepted, witness!.head.accepted];
    const got = [judges.base(value), judges.head(value)];
    return want.every((verdict, index) => verdict === got[index])
      ? []
      : [`${ruleId}: ${text} is ${got.join(' and ')} to a second validator`];
  });
}

/** Where it contradicts the verdicts that values are given by plain JSON Schema. */
export async function contradictedValues(
  one: CompatibilityCase,
  verdicts: readonly { readonly side: Side; readonly value: unknown; readonly accepted: boolean }[],
): Promise<readonly string[]> {
  if (BEYOND_IT.has(one.name)) return [];
  const judges = new Map([one.base, one.head].map((side) => [side, judgeOf(side, one.format)]));
  const found: string[] = [];
  for (const { side, value, accepted } of verdicts) {
    const judge = await judges.get(side)!;
    if (judge(value) !== accepted) found.push(`${JSON.stringify(value)} is ${!accepted} to a second validator`);
  }
  return found;
}

const RANGES: Readonly<Record<string, readonly [lowest: number, highest: number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
};

/** Formats of OpenAPI's registry in the words of JSON Schema, since the second validator knows the specification's own alone. */
function withoutForeignFormats(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutForeignFormats);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => {
    if (key === 'const' || key === 'enum') return [key, value] as const;
    if (key === '$ref' && typeof value === 'string') return [key, value.replace('#/components/schemas/', '#/$defs/')] as const;
    return [key, withoutForeignFormats(value)] as const;
  });
  const copy = Object.fromEntries(entries) as Record<string, unknown>;
  const range = RANGES[String(copy['format'])];
  const text = { byte: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$', decimal: '^[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)$' }[
    String(copy['format'])
  ];
  if (range) return { allOf: [copy, { if: { type: 'number' }, then: { type: 'integer', minimum: range[0], maximum: range[1] } }] };
  return text === undefined ? copy : { allOf: [copy, { pattern: text }] };
}

function judgeOf(side: Side, format: Format | undefined): Promise<(value: unknown) => boolean> {
  const { components, schema } = withoutForeignFormats(plainDocument(side, format)) as {
    readonly components: { readonly schemas: object };
    readonly schema: unknown;
  };
  return secondValidatorOf({ $defs: { ...components.schemas, 'the schema': schema }, $ref: '#/$defs/the%20schema' });
}

function textOf(witness: Witness): string | undefined {
  const body =
    witness.kind === 'request' ? witness.request.body : witness.kind === 'response' ? witness.response.body : witness.event.payload;
  return body && 'text' in body ? body.text : undefined;
}
