import { pointerSegments } from '../../../registry/contract/index.ts';
import type { Contract, Schema } from '../../../registry/contract/index.ts';
import { sampleValue } from '../../answers/sample-value.ts';
import { isObject, shapeOf } from '../../answers/schema-shape.ts';
import type { Problem, ProblemViolation } from './problem.ts';

/** What a member of an error is commonly called, by what it says. The first name that fits counts. */
const SAYINGS: readonly (readonly [names: RegExp, saying: (problem: Problem) => unknown])[] = [
  [/^(?:status|statusCode|httpStatus|code)$/i, ({ status }) => status],
  [/^(?:status|statusCode|httpStatus)$/i, ({ status }) => String(status)],
  [/^(?:type)$/i, ({ type }) => type],
  [/(?:code|type|kind|reason|status|error)$/i, ({ code }) => code],
  [/^(?:title|summary|error)$/i, ({ title }) => title],
  [/(?:message|msg|detail|details|description|text|reason|fault|error)$/i, ({ detail }) => detail],
];

/** The same, of one thing that is wrong. */
const VIOLATION_SAYINGS: readonly (readonly [names: RegExp, saying: (violation: ProblemViolation) => unknown])[] = [
  [/pointer$/i, ({ pointer }) => pointer],
  [/(?:field|path|property|parameter|param|name|attribute|location|target|key|source|element)$/i, fieldOf],
  [/^(?:in|part)$/i, ({ part }) => part],
  [/(?:code|type|kind|rule|keyword)$/i, ({ code }) => code],
  [/(?:message|msg|detail|details|description|text|reason|issue|error|title)$/i, ({ detail }) => detail],
];

/** What is wrong with a request of this status, as those who list codes of errors have words for it. */
const WORDS: readonly (readonly [statuses: readonly number[], words: RegExp])[] = [
  [[400, 415, 422], /valid|bad|malformed|schema|format|argument/i],
  [[401], /unauth|credential|token|login/i],
  [[403], /forbid|denied|scope|permission|allow/i],
  [[404], /not.?found|unknown|missing|no.?such/i],
  [[409, 412], /conflict|exist|duplicate|state|version|precondition/i],
  [[429], /rate|too.?many|limit|throttl/i],
  [[500, 502, 503, 504], /internal|server|unavailable|fail/i],
];

/** Members of objects within objects that an error is told in. */
const MAX_DEPTH = 4;

/**
 * A problem in the shape of the contract's own errors: each member that is commonly called so says its part, lists of what is wrong have an entry
 * for each violation, and the rest is what the schema's sample has. Undefined where the schema describes no object.
 *
 * @param isTold leave out what is told by this name, where it did not fit
 */
export function ownError(
  contract: Contract,
  schema: Schema,
  problem: Problem,
  seed: string,
  isTold: (name: string) => boolean = () => true,
): Readonly<Record<string, unknown>> | undefined {
  const sample = sampleValue(contract, schema, seed, 'required');
  return isObject(sample) ? tell(contract, schema, problem, sample, isTold, 0) : undefined;
}

function tell(
  contract: Contract,
  schema: Schema,
  problem: Problem,
  sample: Readonly<Record<string, unknown>>,
  isTold: (name: string) => boolean,
  depth: number,
): Readonly<Record<string, unknown>> {
  const told: Record<string, unknown> = { ...sample };
  for (const [name, member] of shapeOf(contract, schema).properties) {
    if (!isTold(name)) continue;
    const value = tellMember(contract, name, member, problem, depth);
    if (value !== undefined) told[name] = value;
  }
  return told;
}

function tellMember(contract: Contract, name: string, schema: Schema, problem: Problem, depth: number): unknown {
  const { types, items, properties } = shapeOf(contract, schema);
  if (items !== undefined || types.includes('array')) return tellViolations(contract, items ?? true, problem);
  if (properties.size > 0) {
    const sample = sampleValue(contract, schema, name, 'required');
    return depth < MAX_DEPTH && isObject(sample) ? tell(contract, schema, problem, sample, () => true, depth + 1) : undefined;
  }
  return sayIn(contract, name, schema, problem, SAYINGS, problem.status);
}

function tellViolations(contract: Contract, items: Schema, { errors, status, detail }: Problem): unknown {
  const { types, properties } = shapeOf(contract, items);
  if (types.includes('string')) return errors?.map((one) => `${fieldOf(one)}: ${one.detail}`) ?? [detail];
  if (properties.size === 0) return types.length === 0 ? errors : undefined;
  return errors?.map((violation) => {
    const sample = sampleValue(contract, items, violation.code, 'required');
    const told: Record<string, unknown> = isObject(sample) ? { ...sample } : {};
    for (const [name, member] of properties) {
      const value = sayIn(contract, name, member, violation, VIOLATION_SAYINGS, status);
      if (value !== undefined) told[name] = value;
    }
    return told;
  });
}

/** The first saying of a member's name that is of the kind that its schema takes. */
function sayIn<T>(
  contract: Contract,
  name: string,
  schema: Schema,
  said: T,
  sayings: readonly (readonly [names: RegExp, saying: (said: T) => unknown])[],
  status: number,
): unknown {
  const { types, values } = shapeOf(contract, schema);
  const words = WORDS.find(([statuses]) => statuses.includes(status))?.[1];
  for (const [names, saying] of sayings) {
    if (!names.test(name)) continue;
    const value = saying(said);
    if (values) {
      const listed = values.find((one) => one === value) ?? values.find((one) => typeof one === 'string' && words?.test(one));
      if (listed !== undefined) return listed;
    } else if (value !== undefined && isOfType(types, value)) return value;
  }
  return undefined;
}

function isOfType(types: readonly string[], value: unknown): boolean {
  if (types.length === 0) return typeof value === 'string';
  return types.includes(typeof value) || (Number.isInteger(value) && types.includes('integer'));
}

/** `lines.0.price`, as people name fields; the part where the pointer is empty. */
function fieldOf({ pointer, part }: ProblemViolation): string {
  return pointer === '' ? part : pointerSegments(pointer).join('.');
}
