import type { Contract, HttpOperation, Schema } from '../../../registry/contract/index.ts';
import { isAnnotated, shapeOf } from '../../answers/schema-shape.ts';
import { readableMedia, successResponse } from '../../answers/success-response.ts';
import { findListPlace, findResourcePlace, listedSchemas, namesOfPath, plainName } from './find-resource-place.ts';
import { formsOf, nounOf } from './nouns.ts';
import type { SoughtResource } from './find-resource-place.ts';
import { lastParameter } from './path-template.ts';
import type { KeyField } from './key-field.ts';
import type { CollectionModel } from './collection-model.ts';
import { schemaAt, WHOLE } from './resource-place.ts';
import type { ResourcePlace } from './resource-place.ts';

/** The operations of a path, by method. */
export type PathMethods = ReadonlyMap<string, HttpOperation>;

/**
 * Describes a collection by its operations. What takes a look at schemas is worked out when it is first asked for, so that starting costs
 * nothing for collections that nobody calls.
 *
 * @param template of the collection; of the resource itself where it is alone (`/settings`) and `onItem` undefined
 */
export function describeCollection(
  contract: Contract,
  template: string,
  onCollection: PathMethods | undefined,
  onItem: PathMethods | undefined,
  isSingleton = false,
): CollectionModel {
  const itemPath = onItem && itemPathOf(template, [...onItem.values()]);
  const itemTemplate = isSingleton ? template : itemPath;
  const idParameter = itemPath === undefined ? undefined : lastParameter(itemPath);
  const methods = isSingleton ? onCollection : onItem;
  const reader = methods?.get('GET') ?? onCollection?.get('POST') ?? onCollection?.get('PUT');
  let known: Details | undefined;
  const details = (): Details =>
    (known ??= describe(contract, template, itemPath, methods, isSingleton ? undefined : onCollection, reader));
  const places = new Map<Schema, ResourcePlace>();
  const lists = new Map<Schema, ResourcePlace | undefined>();
  const placeIn = (schema: Schema): ResourcePlace => {
    let place = places.get(schema);
    if (!place) {
      place = findResourcePlace(contract, schema, details().sought);
      places.set(schema, (place = isSingleton && place.includes(0) ? WHOLE : place));
    }
    return place;
  };
  return {
    template,
    itemTemplate,
    idParameter,
    isSingleton,
    takesPosts: !isSingleton && (onCollection?.has('POST') ?? false),
    canGrow: !isSingleton && (onCollection?.has('POST') || onCollection?.has('PUT') || onItem?.has('PUT') || false),
    upserts: !isSingleton && onCollection?.has('POST') === true && onCollection.has('PUT'),
    reader,
    get keys() {
      return isSingleton ? [] : details().keys;
    },
    get idField() {
      const [first, ...more] = isSingleton ? [] : details().keys;
      return more.length === 0 ? first?.field : undefined;
    },
    get schema() {
      return details().schema;
    },
    get properties() {
      return details().properties;
    },
    placeIn,
    holdsOne(schema) {
      const held = shapeOf(contract, schemaAt(contract, schema, placeIn(schema))).properties;
      return held.size > 0 && [...held.keys()].every((name) => details().properties.has(name));
    },
    listIn(schema) {
      if (!lists.has(schema)) lists.set(schema, findListPlace(contract, schema, details().sought));
      return lists.get(schema);
    },
  };
}

interface Details {
  readonly schema: Schema | undefined;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly keys: readonly KeyField[];
  readonly sought: SoughtResource;
}

function describe(
  contract: Contract,
  template: string,
  itemPath: string | undefined,
  methods: PathMethods | undefined,
  onCollection: PathMethods | undefined,
  reader: HttpOperation | undefined,
): Details {
  const noun = nounOf(template);
  const partsOfId = itemPath === undefined ? [] : keyParts(itemPath);
  const list = onCollection?.get('GET');
  const listed = list && readableMedia(successResponse(list))?.schema;
  const named = namesOfPath(template, partsOfId.flat());
  const guess = listed === undefined ? named : { ...named, schemas: listedSchemas(contract, listed, named) };
  const schema = schemaOf(contract, [...(reader ? [reader] : []), ...(methods?.values() ?? [])], guess);
  if (schema === undefined) return { schema: undefined, properties: new Map(), keys: [], sought: guess };
  const { properties } = shapeOf(contract, schema);
  return { schema, properties, keys: findKeys(contract, noun, partsOfId, properties), sought: { ...guess, schemas: [schema] } };
}

/** What the first operation shows that shows members, else what a PUT takes, else what lists hold. */
function schemaOf(contract: Contract, operations: readonly HttpOperation[], guess: SoughtResource): Schema | undefined {
  const shown = operations.map((operation) => readableMedia(successResponse(operation))?.schema);
  const taken = operations.map(({ method, requestBody }) => (method === 'PUT' ? requestBody?.content[0]?.schema : undefined));
  const schemas = [...shown, ...taken].filter((schema) => schema !== undefined);
  const places = schemas.map((schema) => schemaAt(contract, schema, findResourcePlace(contract, schema, guess)));
  return [...places, ...guess.schemas].find((schema) => shapeOf(contract, schema).properties.size > 0) ?? places[0];
}

/** The path of an item: where there are several that differ in their parameter, the one whose parameter is an id. */
function itemPathOf(template: string, operations: readonly HttpOperation[]): string | undefined {
  const ids = new Set(formsOf(nounOf(template)).map((form) => `${plainName(form)}id`));
  const named = operations.find(({ path }) => ids.has(plainName(lastParameter(path) ?? '')));
  return (named ?? operations[0])?.path;
}

/** The parameters at the end of an item's path, each with the names that a field of its value may have: `Year='{year}'` is `Year` or `year`. */
function keyParts(itemPath: string): readonly (readonly string[])[] {
  const parameters = lastParameter(itemPath)?.split(',') ?? [];
  const segment = itemPath.slice(itemPath.lastIndexOf('/') + 1);
  return parameters.map((parameter) => {
    const named = [...segment.matchAll(/([\w.]+)='?\{([^{}]+)\}/g)].find(([, , name]) => name === parameter)?.[1];
    return named === undefined || named === parameter ? [parameter] : [parameter, named];
  });
}

function findKeys(
  contract: Contract,
  noun: string,
  parts: readonly (readonly string[])[],
  properties: ReadonlyMap<string, Schema>,
): readonly KeyField[] {
  if (parts.length > 1) {
    const fields = parts.map((names) => fieldNamed(properties, names));
    return fields.includes(undefined) ? [] : fields.map((field = '', index) => ({ field, parameter: parts[index]?.[0] }));
  }
  const field = findIdField(contract, noun, parts[0] ?? [], properties);
  return field === undefined ? [] : [{ field, parameter: parts[0]?.[0] }];
}

/** `accountId` for `/accounts/{accountId}`, else `id`, else the singular of the collection with `Id`; readOnly ones only where no items are addressed. */
function findIdField(
  contract: Contract,
  noun: string,
  parameters: readonly string[],
  properties: ReadonlyMap<string, Schema>,
): string | undefined {
  const [single = ''] = formsOf(noun).slice(-1);
  const camel = single.replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
  const last = camel.replace(/^.*(?=[A-Z][a-z]+$)/, '').toLowerCase();
  const found = fieldNamed(properties, [...parameters, 'id', `${camel}Id`, `${single}_id`, `${last}Id`]);
  if (found !== undefined || parameters.length === 0) return found;
  const readOnly = [...properties].filter(([name, schema]) => /id$/i.test(name) && isAnnotated(contract, schema, 'readOnly'));
  return readOnly.length === 1 ? readOnly[0]?.[0] : undefined;
}

/** The field of one of the names, in their order; by the letter before by their words. */
function fieldNamed(properties: ReadonlyMap<string, Schema>, names: readonly string[]): string | undefined {
  const exact = names.find((name) => properties.has(name));
  if (exact !== undefined) return exact;
  const plain = new Map([...properties.keys()].map((name) => [plainName(name), name]));
  return names.map((name) => plain.get(plainName(name))).find((name) => name !== undefined);
}
