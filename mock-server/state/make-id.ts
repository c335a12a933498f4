import type { Contract, Schema } from '../../registry/contract/index.ts';
import { assignMember } from '../answers/complete-resource.ts';
import { sampleValue } from '../answers/sample-value.ts';
import { resolveSchema } from '../answers/schema-shape.ts';

/** What ids are made of: the number of the resource in its mock, the instant on which it is made, and the seed. */
export interface IdMaterial {
  readonly sequence: number;
  readonly instantMs: number;
  readonly seed: string;
}

/** Counted ids that are tried. */
const MOST_COUNTED = 8;

/** Sampled ids that are tried where counted ones are taken. */
const MOST_SAMPLES = 200;

/**
 * Ids that a system may give, the likeliest first: counted up where the schema takes that (whole numbers, `0000000001`, numbers like the example's), else
 * as samples have them. The first that nobody has is the one to take.
 */
export function* idCandidates(contract: Contract, name: string, schema: Schema, material: IdMaterial): Generator<unknown> {
  for (let attempt = 0; attempt < MOST_COUNTED + MOST_SAMPLES; attempt++) {
    const id = idAt(contract, name, schema, material, attempt);
    if (id !== undefined) yield id;
  }
}

/** One of the ids that are tried, from 0 on: undefined where it comes to nothing. The first is the one in nearly every case. */
export function idAt(
  contract: Contract,
  name: string,
  schema: Schema,
  { sequence, instantMs, seed }: IdMaterial,
  attempt: number,
): unknown {
  if (attempt >= MOST_COUNTED) return sampleValue(contract, schema, `${seed} id${numbered(attempt - MOST_COUNTED)}`, 'plain');
  const assigned = { sequence: sequence + attempt, instantMs, seed: seed + numbered(attempt) };
  return wholeNumberId(contract, schema, assigned.sequence) ?? assignMember(contract, name, schema, assigned);
}

function numbered(attempt: number): string {
  return attempt === 0 ? '' : `.${attempt}`;
}

function wholeNumberId(contract: Contract, schema: Schema, sequence: number): number | undefined {
  const resolved = resolveSchema(contract, schema);
  if (typeof resolved !== 'object' || resolved['enum'] !== undefined || resolved['const'] !== undefined) return undefined;
  if (resolved['type'] !== 'integer' && resolved['type'] !== 'number') return undefined;
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = resolved;
  const step = typeof multipleOf === 'number' && Number.isInteger(multipleOf) ? multipleOf : 1;
  const least = typeof minimum === 'number' ? minimum : typeof exclusiveMinimum === 'number' ? Math.floor(exclusiveMinimum) + 1 : 1;
  const id = Math.ceil(Math.max(least, 1) / step) * step + (sequence - 1) * step;
  if (typeof maximum === 'number' && id > maximum) return undefined;
  if (typeof exclusiveMaximum === 'number' && id >= exclusiveMaximum) return undefined;
  return id;
}
