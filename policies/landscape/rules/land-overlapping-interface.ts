import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { isGeneric } from '../entities/generic-words.ts';
import { type OfferedEntity, offeredEntities } from '../entities/offered-entities.ts';
import { OVERLAP_THRESHOLD, type OverlapScore, overlapScore } from '../entities/overlap-score.ts';
import { listed } from '../model/called-operations.ts';
import type { Landscape, Member } from '../model/landscape.ts';

/**
 * Two contracts of one layer that offer the same on the same thing, found by what things are called, what they are made of and what can be
 * done with them. A contract that calls another stands before it, and what is deprecated or retired makes room: neither is an overlap.
 */
export const landOverlappingInterface: LandscapeRule = {
  id: 'land-overlapping-interface',
  severities: ['error', 'error', 'warning', 'hint'],
  find: (landscape: Landscape) => overlaps(landscape),
};

interface Pair extends OverlapScore {
  readonly one: OfferedEntity;
  readonly other: OfferedEntity;
}

function* overlaps({ members, dependencies }: Landscape): Iterable<LandscapeFinding> {
  const entities = members
    .filter(isOffered)
    .flatMap(offeredEntities)
    .filter(({ words }) => !words.every(isGeneric));
  const calls = new Set(dependencies.flatMap(({ caller, contractId }) => caller.members.map(({ id }) => `${id} ${contractId}`)));
  const best = new Map<string, Pair>();
  for (const [one, other] of candidates(entities)) {
    const [a, b] = [one.member, other.member];
    if (a === b || a.metadata.layer !== b.metadata.layer || calls.has(`${a.id} ${b.id}`) || calls.has(`${b.id} ${a.id}`)) continue;
    const scored = overlapScore(one, other);
    if (scored.score < OVERLAP_THRESHOLD) continue;
    const key = `${a.id} ${b.id} ${one.words.join('-')}`;
    if ((best.get(key)?.score ?? 0) < scored.score) best.set(key, { one, other, ...scored });
  }
  for (const pair of best.values()) yield finding(pair);
}

function isOffered({ metadata: { lifecycle } }: Member): boolean {
  return lifecycle === 'active' || lifecycle === 'draft';
}

/** Pairs that share a special word of their names, or three special fields: having the same generic fields makes no two things one. */
function* candidates(entities: readonly OfferedEntity[]): Iterable<readonly [OfferedEntity, OfferedEntity]> {
  const byWord = new Map<string, number[]>();
  const byField = new Map<string, number[]>();
  for (const [index, other] of entities.entries()) {
    const alike = new Map<number, number>();
    const near = (list: Map<string, number[]>, key: string, weight: number): void => {
      const known = list.get(key);
      if (!known) return void list.set(key, [index]);
      for (const each of known) alike.set(each, (alike.get(each) ?? 0) + weight);
      known.push(index);
    };
    for (const word of new Set(other.words)) if (!isGeneric(word)) near(byWord, word, 3);
    for (const [key, { words }] of other.fields) if (!words.every(isGeneric)) near(byField, key, 1);
    for (const [each, weight] of alike) if (weight >= 3) yield [entities[each]!, other];
  }
}

function finding({ one, other, verbs, score, name, shape, capability }: Pair): LandscapeFinding {
  const [first, second] = [one.member, other.member];
  const [called, alsoCalled] = [one.words.join(' '), other.words.join(' ')];
  const parts = `score ${score.toFixed(2)}: name ${name.toFixed(2)}, shape ${shape.toFixed(2)}, capability ${capability.toFixed(2)}`;
  const what = called === alsoCalled ? `'${called}'` : `'${alsoCalled}', which is '${called}' there`;
  const place = (entity: OfferedEntity, verb: string) => entity.member.contract!.locate(entity.verbs.get(verb) ?? entity.location);
  return {
    criticality: first.metadata.criticality < second.metadata.criticality ? first.metadata.criticality : second.metadata.criticality,
    message: `${second.id} and ${first.id} offer the same: ${listed(verbs)} of ${what} (${parts})`,
    place: place(other, verbs[0]!),
    pointer: (other.verbs.get(verbs[0]!) ?? other.location).pointer,
    contractId: second.id,
    related: verbs.slice(0, 3).map((verb) => ({ message: `${first.id}: ${verb} ${called}`, place: place(one, verb) })),
    subject: [first.id, second.id, called],
  };
}
