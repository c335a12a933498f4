import { isObject } from '../answers/schema-shape.ts';
import { pickInteger, seededRandom } from '../answers/seeded-random.ts';

/**
 * Damages a payload so that its receiver must refuse it: a member is missing, or has another type, or the whole is another value. The first
 * damage that `refuses` confirms counts; undefined when the contract takes them all.
 */
export function poisonPayload(
  payload: unknown,
  seed: string,
  refuses: (payload: unknown) => boolean,
): { readonly payload: unknown } | undefined {
  for (const damaged of damages(payload, seed)) if (refuses(damaged)) return { payload: damaged };
  return undefined;
}

function* damages(payload: unknown, seed: string): Generator<unknown> {
  if (isObject(payload)) {
    const members = Object.entries(payload);
    const start = members.length === 0 ? 0 : pickInteger(seededRandom(`${seed} member`), 0, members.length - 1);
    const turned = [...members.slice(start), ...members.slice(0, start)];
    for (const [name, value] of turned) {
      yield Object.fromEntries(members.filter(([other]) => other !== name));
      yield Object.fromEntries(members.map(([other, kept]) => [other, other === name ? otherType(value) : kept]));
    }
  }
  yield otherType(payload);
  yield null;
  yield [];
}

function otherType(value: unknown): unknown {
  return typeof value === 'string' ? { poison: true } : 'poison';
}
