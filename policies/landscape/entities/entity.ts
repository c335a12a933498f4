import type { Location } from '../../../registry/contract/index.ts';
import type { Member } from '../model/landscape.ts';
import type { FieldFacts } from './field-facts.ts';

/** Something that a contract describes: a named thing with fields. */
export interface Entity {
  readonly member: Member;
  /** Words of its name as its meaning has them: `claim status`. */
  readonly words: readonly string[];
  /** By the words of its name: `payer id`. */
  readonly fields: ReadonlyMap<string, EntityField>;
  /** Has it a name of its own, and not just that of the property or message that it stands under? */
  readonly isNamed: boolean;
  /** Where it is declared. */
  readonly location: Location;
}

/** A field of an entity. */
export interface EntityField {
  /** As written: `payerId`. */
  readonly name: string;
  readonly words: readonly string[];
  /** Where it stands in the entity. */
  readonly location: Location;
  readonly facts: FieldFacts;
}
