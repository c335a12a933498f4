import type { Entity, EntityField } from './entity.ts';
import { fieldDifference, type FieldDifference } from './field-difference.ts';
import { specificity } from './generic-words.ts';
import { nameSimilarity, shapeContainment } from './similarity.ts';

/** A field of an entity. */
export interface OwnedField {
  readonly entity: Entity;
  readonly field: EntityField;
}

/** How surely two fields of one name are the same and yet differ, from 0 to 1, and what that is made of. */
export interface DriftScore {
  readonly score: number;
  /** How much the name says by itself. */
  readonly name: number;
  /** How alike the entities are that the fields belong to. */
  readonly entity: number;
  readonly difference: FieldDifference;
}

/** From this score on a field has drifted. */
export const FIELD_DRIFT_THRESHOLD = 0.6;

/**
 * Scores two fields of one name: (1 − (1 − 0.7 name) × (1 − entity)) × difference. A name that says much (`claimId`) suffices alone, one
 * that stands in anything (`status`) counts only in entities that are alike by name, or by fields when they have names alike. Undefined
 * where they don't differ.
 */
export function driftScore(one: OwnedField, other: OwnedField): DriftScore | undefined {
  const difference = fieldDifference(one.field, other.field);
  if (!difference) return undefined;
  const name = specificity(one.field.words);
  const entity = entitySimilarity(one.entity, other.entity);
  return { score: (1 - (1 - 0.7 * name) * (1 - entity)) * difference.weight, name, entity, difference };
}

function entitySimilarity(one: Entity, other: Entity): number {
  const specific = Math.min(specificity(one.words), specificity(other.words));
  return specific < 0.6 ? 0 : nameSimilarity(one.words, other.words);
}

/** From this score on an entity's name has two meanings. */
export const ENTITY_DRIFT_THRESHOLD = 0.8;

/** How surely entities of one name are two things, from 0 to 1, and what that is made of. */
export interface MeaningScore {
  readonly score: number;
  readonly name: number;
  /** How much of the smaller one the larger one has. */
  readonly shared: number;
}

/** Scores two entities of one name: name × (1 − shared), where a name of one special word counts 0.9, and one that says nothing 0. */
export function meaningScore(one: Entity, other: Entity): MeaningScore {
  const specific = specificity(one.words);
  const name = specific === 1 ? 1 : specific === 0.6 ? 0.9 : 0;
  const shared = shapeContainment(one.fields, other.fields);
  return { score: name * (1 - shared), name, shared };
}
