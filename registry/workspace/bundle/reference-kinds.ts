/** How the members of a node are read: as schemas, as plain data, or as objects of a specification. */
export type Reading =
  /** A schema. */
  | { readonly as: 'schema' }
  /** Author-named members, each a schema. */
  | { readonly as: 'schema-map' }
  /** Data in which `$ref` is a name like any other. */
  | { readonly as: 'data' }
  /** An object of the specification; `kind` is the member of `components` that such objects stand in. */
  | { readonly as: 'object'; readonly kind: string | undefined }
  /** Author-named members, or items, each an object of this kind. */
  | { readonly as: 'collection'; readonly kind: string | undefined };

/** What stands in `components` when no member of it fits. */
const OTHER_KIND = 'x-bundled';

const SCHEMA: Reading = { as: 'schema' };
const SCHEMA_MAP: Reading = { as: 'schema-map' };
const DATA: Reading = { as: 'data' };
const object = (kind?: string): Reading => ({ as: 'object', kind });
const collection = (kind?: string): Reading => ({ as: 'collection', kind });

const SCHEMA_DATA = new Set(['const', 'default', 'enum', 'example', 'examples', 'required', 'xml', 'externalDocs']);
const SCHEMA_MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies']);
const OBJECT_DATA = new Set(['example', 'value', 'default', 'enum', 'const', 'scopes', 'security', 'externalDocs', 'required']);

/** Members of the objects of OpenAPI and AsyncAPI, where both mean the same by a name. */
const MEMBERS: Readonly<Record<string, Reading>> = {
  schema: SCHEMA,
  schemas: SCHEMA_MAP,
  parameters: collection('parameters'),
  responses: collection('responses'),
  requestBody: object('requestBodies'),
  requestBodies: collection('requestBodies'),
  links: collection('links'),
  callbacks: collection('callbacks'),
  paths: collection('pathItems'),
  webhooks: collection('pathItems'),
  pathItems: collection('pathItems'),
  additionalOperations: collection(),
  securitySchemes: collection('securitySchemes'),
  content: collection(),
  encoding: collection(),
  variables: collection(),
};

const OPENAPI_MEMBERS: Readonly<Record<string, Reading>> = { ...MEMBERS, headers: collection('headers') };

const ASYNCAPI_MEMBERS: Readonly<Record<string, Reading>> = {
  ...MEMBERS,
  payload: SCHEMA,
  headers: SCHEMA,
  message: object('messages'),
  messages: collection('messages'),
  oneOf: collection('messages'),
  channel: object('channels'),
  channels: collection('channels'),
  operations: collection('operations'),
  servers: collection('servers'),
  reply: object('replies'),
  replies: collection('replies'),
  address: object('replyAddresses'),
  replyAddresses: collection('replyAddresses'),
  correlationId: object('correlationIds'),
  correlationIds: collection('correlationIds'),
  messageTraits: collection('messageTraits'),
  operationTraits: collection('operationTraits'),
};

/** How the value of a member is read, given how its holder is. */
export function readingOfMember(holder: Reading, key: string, value: unknown, isAsyncApi: boolean): Reading {
  switch (holder.as) {
    case 'data':
      return DATA;
    case 'schema-map':
      return SCHEMA;
    case 'collection':
      return holder.kind === 'callbacks' ? collection('pathItems') : object(holder.kind);
    case 'schema':
      if (SCHEMA_MAPS.has(key)) return SCHEMA_MAP;
      return SCHEMA_DATA.has(key) || key.startsWith('x-') ? DATA : SCHEMA;
    case 'object':
      if (OBJECT_DATA.has(key) || key.startsWith('x-')) return DATA;
      if (key === 'examples') return Array.isArray(value) ? DATA : collection('examples');
      if (key === 'traits') return collection(holder.kind === 'messages' ? 'messageTraits' : 'operationTraits');
      return (isAsyncApi ? ASYNCAPI_MEMBERS : OPENAPI_MEMBERS)[key] ?? object();
  }
}

/** How an object that stands in a member of `components` is read. */
export function readingOfKind(kind: string): Reading {
  if (kind === 'schemas') return SCHEMA;
  return kind === 'callbacks' ? collection('pathItems') : object(kind);
}

/** The member of `components` that what is referred to from here belongs in. */
export function kindOf(reading: Reading): string {
  if (reading.as === 'schema' || reading.as === 'schema-map') return 'schemas';
  if (reading.as === 'collection') return reading.kind === 'pathItems' ? 'callbacks' : OTHER_KIND;
  return (reading.as === 'object' && reading.kind) || OTHER_KIND;
}
