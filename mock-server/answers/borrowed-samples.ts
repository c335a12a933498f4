import { generateSync } from 'json-schema-faker';
import { sample } from 'openapi-sampler';
import type { Contract, Schema } from '../../registry/contract/index.ts';
import { seededRandom } from './seeded-random.ts';
import { selfContained } from './self-contained-schema.ts';

const FAKER_ATTEMPTS = 3;

/**
 * What openapi-sampler and json-schema-faker make of a schema: for schemas that our own sampler finds nothing for. Whoever uses a value judges
 * it with the compiled contract.
 */
export function* borrowedSamples(contract: Contract, schema: Schema, seed: string): Generator<unknown> {
  const whole = selfContained(contract, schema);
  for (const skipNonRequired of [false, true]) {
    const value = attempt(() => sample(whole, { skipNonRequired, skipWriteOnly: true, quiet: true }, whole));
    if (value !== undefined) yield value;
  }
  for (let round = 0; round < FAKER_ATTEMPTS; round++) {
    const options = {
      seed: Math.floor(seededRandom(`${seed} faker ${round}`)() * 2 ** 31),
      maxDefaultItems: 2,
      refDepthMax: 3,
      optionalsProbability: round === 0 ? 1 : 0,
    };
    const value = attempt(() => generateSync(whole, options));
    if (value !== undefined) yield value;
  }
}

/** Both throw at schemas that they cannot fill. */
function attempt(make: () => unknown): unknown {
  try {
    return make();
  } catch {
    return undefined;
  }
}
