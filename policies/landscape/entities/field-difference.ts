import { compilePattern } from '../../../registry/contract/index.ts';
import { wordsOf } from '../../documents/words.ts';
import type { EntityField } from './entity.ts';
import type { FieldFacts } from './field-facts.ts';

/** How the values of two fields differ for sure: in words, and how grave that is, from 0 to 1. */
export interface FieldDifference {
  readonly kind: 'type' | 'format' | 'pattern' | 'values' | 'unit' | 'scale';
  readonly weight: number;
  /** What the one says, and what the other says. */
  readonly one: string;
  readonly other: string;
}

/** A value of each format, and texts that no pattern for something else takes by accident. */
const SAMPLES: Readonly<Record<string, string>> = {
  date: '2026-03-17',
  'date-time': '2026-03-17T09:30:00Z',
  uuid: '6f1d2c3a-4b5e-4f60-8a71-3c5d7e9f1b2a',
  email: 'someone@hospital.example',
  uri: 'https://hospital.example/a',
};

/** Formats of which a value of the one is never one of the other. */
const FORMATS: ReadonlySet<string> = new Set([...Object.keys(SAMPLES), 'time', 'duration', 'ipv4', 'ipv6', 'byte', 'binary']);

/**
 * The gravest difference between what two schemas say of a field; undefined when the same values may satisfy both, as far as can be told:
 * what one of them leaves open is no difference, nor is a list of values that contains the other, nor `taxRates` a list and `taxRate` a number.
 */
export function fieldDifference(
  { name, facts: one }: EntityField,
  { name: otherName, facts: other }: EntityField,
): FieldDifference | undefined {
  if (
    one.type &&
    other.type &&
    one.type !== other.type &&
    (wordsOf(name).join(' ') === wordsOf(otherName).join(' ') || [one.type, other.type].every((type) => type !== 'array'))
  )
    return { kind: 'type', weight: 1, one: describeType(one), other: describeType(other) };
  if (one.unit !== undefined && other.unit !== undefined && one.unit !== other.unit)
    return { kind: 'unit', weight: 1, one: `in ${one.unit}`, other: `in ${other.unit}` };
  if (one.type === 'number' && isScaled(one, other))
    return { kind: 'scale', weight: 0.9, one: `at most ${one.maximum}`, other: `at most ${other.maximum}` };
  if (one.type !== 'string' || other.type !== 'string') return undefined;
  return formatDifference(one, other) ?? patternDifference(one, other) ?? valuesDifference(one.values, other.values);
}

/** A share out of 1 and one out of 100. */
function isScaled(one: FieldFacts, other: FieldFacts): boolean {
  const maxima = [one.maximum, other.maximum];
  return maxima.includes(1) && maxima.includes(100);
}

function formatDifference({ format: one }: FieldFacts, { format: other }: FieldFacts): FieldDifference | undefined {
  if (one === undefined || other === undefined || one === other || !FORMATS.has(one) || !FORMATS.has(other)) return undefined;
  return { kind: 'format', weight: 0.9, one: `format ${one}`, other: `format ${other}` };
}

/** Proven by a value that the one is known to take and the other refuses: an example, a listed value, a sample of the format. */
function patternDifference(one: FieldFacts, other: FieldFacts): FieldDifference | undefined {
  if (one.pattern !== undefined && one.pattern === other.pattern) return undefined;
  if (refused(valuesOf(one), other.pattern) === undefined && refused(valuesOf(other), one.pattern) === undefined) return undefined;
  return { kind: 'pattern', weight: 0.9, one: describePattern(one), other: describePattern(other) };
}

function valuesOf({ examples, values = [], format = '' }: FieldFacts): readonly string[] {
  const texts = examples.filter((value): value is string => typeof value === 'string');
  return [...texts, ...values, ...(SAMPLES[format] === undefined ? [] : [SAMPLES[format]])];
}

function refused(values: readonly string[], pattern: string | undefined): string | undefined {
  if (pattern === undefined) return undefined;
  const compiled = compilePattern(pattern);
  return compiled && values.find((value) => !compiled.test(value));
}

function valuesDifference(one: readonly string[] | undefined, other: readonly string[] | undefined): FieldDifference | undefined {
  if (!one || !other) return undefined;
  const shared = one.filter((value) => other.includes(value)).length;
  if (shared === one.length || shared === other.length) return undefined;
  const folded = new Set(other.map(fold));
  const isRespelt = shared === 0 && one.every((value) => folded.has(fold(value)));
  const weight = isRespelt ? 0.9 : 1 - shared / (one.length + other.length - shared);
  return { kind: 'values', weight, one: describeValues(one), other: describeValues(other) };
}

function fold(value: string): string {
  return value.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function describeType({ type, format }: FieldFacts): string {
  return format === undefined ? String(type) : `${type} (${format})`;
}

function describePattern({ pattern, format }: FieldFacts): string {
  return pattern === undefined ? (format === undefined ? 'other texts' : `format ${format}`) : `pattern ${pattern}`;
}

function describeValues(values: readonly string[]): string {
  return `one of ${values.slice(0, 4).join(', ')}${values.length > 4 ? ', …' : ''}`;
}

/** What tells variants of a field apart: fields of one signature never differ. */
export function factsSignature({ facts: { type, format, pattern, values, unit, maximum } }: EntityField): string {
  return JSON.stringify([type, format, pattern, values?.toSorted(), unit, maximum]);
}
