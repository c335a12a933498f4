import type { CompiledContract, HttpOperation, Schema, Violation } from '../../registry/contract/index.ts';
import { pointerSegments } from '../../registry/contract/index.ts';
import type { Answer } from './answer.ts';
import { headersOf } from './answer.ts';
import { declaredMedia } from './choose-media-type.ts';
import { setMember } from './own-members.ts';
import { sampleValue } from './sample-value.ts';
import { isObject, resolveSchema, shapeOf } from './schema-shape.ts';
import { declaredResponse } from './success-response.ts';

const ROUNDS = 6;

/**
 * Mends an answer that the contract does not permit where it says that it does not: members that need not be there go, those that must are made
 * anew, headers likewise.
 *
 * @returns what is still wrong with it after a few rounds, where it is not permitted then.
 */
export function repairAnswer(
  compiled: CompiledContract,
  operation: HttpOperation,
  answer: Answer,
  violations: readonly Violation[],
): { readonly mended: Answer } | { readonly violations: readonly Violation[] } {
  const content = declaredResponse(operation, answer.status)?.content ?? [];
  const media = declaredMedia(content, answer.mediaType);
  let mended: Answer = answer;
  let faults = violations;
  for (let round = 0; round < ROUNDS; round++) {
    const next = mendOnce(compiled, mended, media?.schema ?? true, faults, round);
    if (!next) return { violations: faults };
    mended = next;
    const verdict = compiled.permitsResponse(operation, {
      status: mended.status,
      headers: headersOf(mended),
      ...(mended.value === undefined ? {} : { body: { value: mended.value } }),
    });
    if (verdict.accepted) return { mended };
    faults = verdict.violations;
  }
  return { violations: faults };
}

function mendOnce(
  { contract }: CompiledContract,
  answer: Answer,
  schema: Schema,
  faults: readonly Violation[],
  round: number,
): Answer | undefined {
  const headers = { ...answer.headers };
  let value: unknown = structuredClone(answer.value);
  let changed = false;
  for (const { part, pointer, code } of faults) {
    const path = pointerSegments(pointer);
    if (part === 'header' && code === 'invalid-header') {
      changed = delete headers[(path[0] ?? '').toLowerCase()] || changed;
    } else if (part === 'body' && code === 'invalid-body') {
      const seed = `repair ${round} ${pointer}`;
      const make = (at: Schema): unknown => sampleValue(contract, at, seed, round % 2 === 0 ? 'plain' : 'required');
      if (path.length === 0) {
        const whole = make(schema);
        if (whole === undefined || round === 0) continue;
        value = whole;
        changed = true;
      } else changed = mendMember({ value, schema, path, contract, make }) || changed;
    }
  }
  return changed ? { ...answer, headers, value } : undefined;
}

interface Mending {
  readonly value: unknown;
  readonly schema: Schema;
  readonly path: readonly string[];
  readonly contract: CompiledContract['contract'];
  make(schema: Schema): unknown;
}

/** Mends one member in place; false when it could not be reached. */
function mendMember({ value, schema, path, contract, make }: Mending): boolean {
  let parent: unknown = value;
  let shape: Schema = schema;
  for (const name of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, name)) return false;
    parent = (parent as Readonly<Record<string, unknown>>)[name];
    shape = memberSchema(contract, shape, name);
  }
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) {
    const made = make(memberSchema(contract, shape, last));
    if (made === undefined) parent.splice(Number(last), 1);
    else parent[Number(last)] = made;
    return true;
  }
  if (!isObject(parent)) return false;
  const { properties, required } = shapeOf(contract, shape);
  const isThere = Object.hasOwn(parent, last);
  const made = required.has(last) || !isThere ? make(properties.get(last) ?? memberSchema(contract, shape, last)) : undefined;
  if (made !== undefined) setMember(parent, last, made);
  else if (isThere) delete (parent as Record<string, unknown>)[last];
  return isThere || made !== undefined;
}

function memberSchema(contract: CompiledContract['contract'], schema: Schema, name: string): Schema {
  const { properties, items } = shapeOf(contract, schema);
  const resolved = resolveSchema(contract, schema);
  const additional = typeof resolved === 'object' ? (resolved['additionalProperties'] as Schema | undefined) : undefined;
  return properties.get(name) ?? items ?? additional ?? true;
}
