import type { Location } from '../../../registry/contract/index.ts';
import { declaredEntities } from '../entities/declared-entities.ts';
import {
  driftScore,
  type DriftScore,
  ENTITY_DRIFT_THRESHOLD,
  FIELD_DRIFT_THRESHOLD,
  meaningScore,
  type OwnedField,
} from '../entities/drift-score.ts';
import type { Entity } from '../entities/entity.ts';
import { factsSignature } from '../entities/field-difference.ts';
import { specificity } from '../entities/generic-words.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import type { Landscape, Member } from '../model/landscape.ts';

/**
 * One name with two meanings: a field that is a number here and a text there, a date and a time, cents and dollars, other values, another
 * pattern; and an entity that shares next to no field with its namesake. Each contract is held against the canonical entity when there is
 * one, else against what most contracts say.
 */
export const landSemanticDrift: LandscapeRule = {
  id: 'land-semantic-drift',
  severities: ['error', 'warning', 'warning', 'hint'],
  find: (landscape: Landscape) => drifts(landscape),
};

function* drifts(landscape: Landscape): Iterable<LandscapeFinding> {
  const entities = landscape.members
    .filter(({ metadata }) => metadata.lifecycle !== 'retired')
    .flatMap((member) => declaredEntities(member));
  yield* driftedFields(landscape, entities);
  yield* driftedEntities(landscape, entities);
}

function* driftedFields(landscape: Landscape, entities: readonly Entity[]): Iterable<LandscapeFinding> {
  for (const owned of fieldsByIdentity(entities).values()) {
    const fields = distinct(owned, ({ field }) => field.facts.location);
    if (fields.length < 2 || new Set(fields.map(({ field }) => factsSignature(field))).size < 2) continue;
    const references = referencesOf(
      landscape,
      fields,
      ({ field }) => field.facts.location,
      ({ field }) => factsSignature(field),
    );
    const known = new Set(references);
    const worst = new Map<Member, Drift>();
    for (const drifted of fields) {
      const { member } = drifted.entity;
      if (known.has(drifted) || landscape.isCanonical(drifted.field.facts.location)) continue;
      for (const reference of references) {
        const score = reference.entity.member === member ? undefined : driftScore(drifted, reference);
        if (score && score.score >= FIELD_DRIFT_THRESHOLD && score.score > (worst.get(member)?.score.score ?? 0))
          worst.set(member, { drifted, reference, score });
      }
    }
    for (const drift of worst.values()) yield fieldFinding(landscape, drift);
  }
}

/** A field, what it is held against, and how surely the one has drifted from the other. */
interface Drift {
  readonly drifted: OwnedField;
  readonly reference: OwnedField;
  readonly score: DriftScore;
}

/** Fields that may be one and the same: of one name that says much, or of one name in entities of one name. */
function fieldsByIdentity(entities: readonly Entity[]): ReadonlyMap<string, readonly OwnedField[]> {
  const groups = new Map<string, OwnedField[]>();
  for (const entity of entities) {
    for (const [key, field] of entity.fields) {
      const identity = specificity(field.words) === 1 ? key : `${entity.words.join(' ')} / ${key}`;
      const group = groups.get(identity);
      if (group) group.push({ entity, field });
      else groups.set(identity, [{ entity, field }]);
    }
  }
  return groups;
}

function* driftedEntities(landscape: Landscape, entities: readonly Entity[]): Iterable<LandscapeFinding> {
  const large = entities.filter(({ fields, isNamed }) => isNamed && fields.size >= 4);
  for (const namesakes of Map.groupBy(large, ({ words }) => words.join(' ')).values()) {
    const own = distinct(namesakes, ({ location }) => location);
    if (own.length < 2) continue;
    const [reference] = referencesOf(
      landscape,
      own,
      ({ location }) => location,
      ({ member }) => member.id,
    );
    if (!reference) continue;
    const told = new Set<Member>([reference.member]);
    for (const each of own) {
      if (
        told.has(each.member) ||
        own.some((twin) => twin.member === each.member && meaningScore(twin, reference).score < ENTITY_DRIFT_THRESHOLD)
      )
        continue;
      told.add(each.member);
      yield entityFinding(landscape, each, reference);
    }
  }
}

/** Each declaration once, in however many contracts it is referred to. */
function distinct<T>(all: readonly T[], locationOf: (one: T) => Location): readonly T[] {
  const byPlace = new Map<string, T>();
  for (const one of all) {
    const { file, pointer } = locationOf(one);
    if (!byPlace.has(`${file}#${pointer}`)) byPlace.set(`${file}#${pointer}`, one);
  }
  return [...byPlace.values()];
}

/** What the others are held against: what is canonical, else all who say what is said most, in the order of the landscape. */
function referencesOf<T>(
  { isCanonical }: Landscape,
  all: readonly T[],
  locationOf: (one: T) => Location,
  variantOf: (one: T) => string,
): readonly T[] {
  const canonical = all.find((one) => isCanonical(locationOf(one)));
  if (canonical) return [canonical];
  const variants = [...Map.groupBy(all, variantOf).values()];
  return variants.reduce((most, each) => (each.length > most.length ? each : most));
}

function fieldFinding({ isCanonical }: Landscape, { drifted: { entity, field }, reference, score: drift }: Drift): LandscapeFinding {
  const { member } = entity;
  const { score, name, entity: alike, difference } = drift;
  const { facts, location } = reference.field;
  const [home, whose, place] = isCanonical(facts.location)
    ? ['the canonical entity', 'the canonical entity', facts.location]
    : [reference.entity.member.id, reference.entity.words.join(' '), location];
  const parts = `score ${score.toFixed(2)}: name ${name.toFixed(2)}, entity ${alike.toFixed(2)}, ${difference.kind} ${difference.weight.toFixed(2)}`;
  return {
    criticality: member.metadata.criticality,
    message: `'${field.name}' of ${entity.words.join(' ')} is ${difference.one} in ${member.id} and ${difference.other} in ${home} (${parts})`,
    place: member.contract!.locate(field.location),
    pointer: field.location.pointer,
    contractId: member.id,
    related: [
      {
        message: `'${reference.field.name}' of ${whose} is ${difference.other}`,
        place: reference.entity.member.contract!.locate(place),
      },
    ],
    subject: [member.id, entity.words.join(' '), field.words.join(' ')],
  };
}

function entityFinding({ isCanonical }: Landscape, entity: Entity, reference: Entity): LandscapeFinding {
  const { score, name, shared } = meaningScore(entity, reference);
  const { member, words } = entity;
  const called = words.join(' ');
  const home = isCanonical(reference.location) ? 'the canonical entity' : reference.member.id;
  return {
    criticality: member.metadata.criticality,
    message: `'${called}' of ${member.id} has next to no field in common with that of ${home}: one name, two meanings (score ${score.toFixed(2)}: name ${name.toFixed(2)}, shared ${shared.toFixed(2)})`,
    place: member.contract!.locate(entity.location),
    pointer: entity.location.pointer,
    contractId: member.id,
    related: [{ message: `'${called}' as ${home} has it`, place: reference.member.contract!.locate(reference.location) }],
    subject: [member.id, called],
  };
}
