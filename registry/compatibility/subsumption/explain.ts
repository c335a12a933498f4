import { explainPlace, type FailingPart, type LocatedGoal, type Place } from './explain-place.ts';
import type { Searching } from './search.ts';
import { TOO_LONG } from './status.ts';
import type { Doubt, Failure } from './subsumption.ts';

/** All failures of a goal, or what was learnt on the way to none. */
export interface Explanation {
  readonly failures: readonly Failure[];
  readonly doubts: readonly Doubt[];
}

/** Explains goals; what was found out about one serves all that contain it. */
export interface Explainer {
  /**
   * Lists all independent ways in which values of a goal fail its one refused formula, each with a whole value: breadth first through
   * members and items, each pair of schemas once.
   *
   * @param confirm Is the value a witness: accepted by the sender's schema, rejected by the receiver's?
   */
  explain(root: LocatedGoal, confirm: (value: unknown) => boolean): Explanation;
}

const MAX_PLACES = 5000;
const MAX_FAILURES = 500;

/** Makes an explainer that decides with a given search. */
export function createExplainer(searching: Searching): Explainer {
  const places = new Map<string, Place>();

  function placeOf(located: LocatedGoal): Place {
    const key = `${located.goal.key} ${located.sender.key} ${located.receiver.key}`;
    let place = places.get(key);
    if (place === undefined) {
      place = { located, findings: undefined };
      places.set(key, place);
    }
    return place;
  }

  return {
    explain(root, confirm) {
      const failures = new Map<string, Failure>();
      const doubts = new Map<string, Doubt>();
      const start = placeOf(root);
      const visited = new Set([start]);
      const queue: PlaceInValue[] = [{ place: start, above: undefined }];
      for (let next = 0; next < queue.length && next < MAX_PLACES && failures.size < MAX_FAILURES; next += 1) {
        if (!searching.step()) {
          doubts.set('', { pointer: '', reason: TOO_LONG });
          break;
        }
        const here = queue[next]!;
        here.place.findings ??= explainPlace(here.place.located, searching, placeOf);
        const { findings } = here.place;
        if (findings.doubts.length + findings.failures.length > 0) {
          const pointer = pointerOf(here);
          for (const reason of findings.doubts) doubts.set(`${pointer} ${reason}`, { pointer, reason });
          for (const { key, failure, value } of findings.failures) {
            const witness = failures.has(key) ? undefined : embedAll(here, value);
            if (witness && confirm(witness.value)) failures.set(key, { pointer, ...failure, witness: witness.value });
          }
        }
        for (const part of findings.parts) {
          if (visited.has(part.place)) continue;
          visited.add(part.place);
          queue.push({ place: part.place, above: { here, part } });
        }
      }
      return { failures: [...failures.values()], doubts: [...doubts.values()] };
    },
  };
}

/** A place as it was reached from the root. */
interface PlaceInValue {
  readonly place: Place;
  readonly above: { readonly here: PlaceInValue; readonly part: FailingPart } | undefined;
}

function pointerOf({ above }: PlaceInValue): string {
  return above === undefined ? '' : `${pointerOf(above.here)}/${above.part.segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function embedAll({ above }: PlaceInValue, value: unknown): { readonly value: unknown } | undefined {
  const whole = above?.part.embed(value);
  return above === undefined ? { value } : whole && embedAll(above.here, whole.value);
}
