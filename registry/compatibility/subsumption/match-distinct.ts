import { found, NONE, type Status } from './status.ts';

/**
 * Gives each place a value of its own, all different: places with fewer values than there are places are matched exactly (Kuhn's
 * algorithm), the others have one to spare.
 *
 * @param ask A value for a place that is none of those given.
 * @param textOf The same text for equal values.
 */
export function matchDistinct<Place>(
  places: readonly Place[],
  ask: (place: Place, excluded: readonly unknown[]) => Status,
  textOf: (value: unknown) => string,
): Status {
  let doubt: Status | undefined;
  const known = new Map<Place, ReadonlyMap<string, unknown>>();
  const optionsOf = (place: Place): ReadonlyMap<string, unknown> => {
    const options = new Map<string, unknown>();
    while (options.size < places.length) {
      const status = ask(place, [...options.values()]);
      if (status.kind === 'unsure') doubt ??= status;
      if (status.kind !== 'found' || options.has(textOf(status.value))) break;
      options.set(textOf(status.value), status.value);
    }
    return options;
  };
  const options = places.map((place) => {
    let own = known.get(place);
    if (own === undefined) {
      own = optionsOf(place);
      known.set(place, own);
    }
    return own;
  });
  const holder = new Map<string, number>();
  const assign = (place: number, tried: Set<string>): boolean => {
    for (const text of options[place]!.keys()) {
      if (tried.has(text)) continue;
      tried.add(text);
      const current = holder.get(text);
      if (current !== undefined && !assign(current, tried)) continue;
      holder.set(text, place);
      return true;
    }
    return false;
  };
  for (const index of places.keys()) if (!assign(index, new Set())) return doubt ?? NONE;
  const values: unknown[] = [];
  for (const [text, place] of holder) values[place] = options[place]!.get(text);
  return found(values);
}
