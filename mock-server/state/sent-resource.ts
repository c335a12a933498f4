import type { Schema } from '../../registry/contract/index.ts';
import { pickMembers } from '../answers/own-members.ts';
import { isObject, shapeOf } from '../answers/schema-shape.ts';
import type { AcceptedRequest, MockState } from './outcome.ts';
import type { CollectionModel } from './model/collection-model.ts';
import type { Resource } from './resource-store.ts';
import { schemaAt, valuesAtPlace, WHOLE } from './model/resource-place.ts';
import type { ResourcePlace } from './model/resource-place.ts';

/** The resources that a request sends, without what encloses them: as many as its list has where they stand in one, else one, if only without members. */
export function sentResources(mock: MockState, collection: CollectionModel, request: AcceptedRequest): readonly Resource[] {
  const { body } = request;
  const schema = requestSchema(request);
  const place = schema === undefined ? WHOLE : collection.placeIn(schema);
  const sent = valuesAtPlace(body, place).filter(isObject);
  if (sent.length > 0 || holdsList(body, place)) return sent;
  if (schema === undefined || !isObject(body)) return [{}];
  const around = shapeOf(mock.compiled.contract, schema).properties;
  return [pickMembers(body, (name) => !around.has(name) && collection.properties.has(name))];
}

function holdsList(body: unknown, place: ResourcePlace): boolean {
  const list = place.indexOf(0);
  return list !== -1 && valuesAtPlace(body, place.slice(0, list)).some(Array.isArray);
}

/** The schema of the resource in the request's body; `true` where nothing says. */
export function sentSchema(mock: MockState, collection: CollectionModel, request: AcceptedRequest): Schema {
  const schema = requestSchema(request);
  return schema === undefined ? true : schemaAt(mock.compiled.contract, schema, collection.placeIn(schema));
}

/** The schema of a request's body in the media type that it has. */
export function requestSchema({ operation, mediaType }: Pick<AcceptedRequest, 'operation' | 'mediaType'>): Schema | undefined {
  const content = operation.requestBody?.content ?? [];
  return (content.find((media) => media.mediaType === mediaType) ?? content[0])?.schema;
}
