import type { HttpOperation, Schema } from '../../../registry/contract/index.ts';
import type { KeyField } from './key-field.ts';
import type { ResourcePlace } from './resource-place.ts';

/** A collection that a contract's paths imply: `/accounts` with items at `/accounts/{accountId}`; or one resource that is alone (`/settings`). */
export interface CollectionModel {
  /** Of a resource that is alone, its own path. Keys of OData are segments: `/Items(No={no})` is in `/Items`. */
  readonly template: string;
  /** Path template of an item as the contract has it, when items have one. */
  readonly itemTemplate: string | undefined;
  readonly idParameter: string | undefined;
  /** True for a resource that is alone: no POST makes it, no id tells it from others. */
  readonly isSingleton: boolean;
  /** Fields of the resource that together hold its id; none when no field does. */
  readonly keys: readonly KeyField[];
  /** The field that holds its id, when it is one. */
  readonly idField: string | undefined;
  /** What a resource looks like to a reader, without what it is enclosed in; undefined when nothing says. */
  readonly schema: Schema | undefined;
  readonly properties: ReadonlyMap<string, Schema>;
  /** A POST makes resources; where none does, a PUT of an unknown one may. */
  readonly takesPosts: boolean;
  /** Requests can make resources that were not there. */
  readonly canGrow: boolean;
  /** A POST of a resource that is there changes it: making is what PUT is for. */
  readonly upserts: boolean;
  /** Operation whose answer shows one resource; the judge of seeds and patches. */
  readonly reader: HttpOperation | undefined;
  /** Where a resource stands in a body of this schema, of a request or an answer. */
  placeIn(schema: Schema): ResourcePlace;
  /** True where that is a resource, or what makes one. */
  holdsOne(schema: Schema): boolean;
  /** Where the list of resources stands in a body of this schema; undefined when it has none. */
  listIn(schema: Schema): ResourcePlace | undefined;
}
