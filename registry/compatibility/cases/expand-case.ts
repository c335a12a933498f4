import type { FileTree } from '../../contract/index.ts';
import type { CompatibilityCase, Format, Fragment, SchemaSlot, Side } from './case-table.ts';

/** Name of the document in the tree of a side. */
export const CASE_DOCUMENT = 'document.json';

/** Writes both sides of a case as documents, with its schema in the given slot. */
export function expandCase(one: CompatibilityCase, slot: SchemaSlot | 'document'): { readonly base: FileTree; readonly head: FileTree } {
  return { base: treeOf(expandSide(one.base, one.format, slot), one.base), head: treeOf(expandSide(one.head, one.format, slot), one.head) };
}

/** A side as a whole OpenAPI or AsyncAPI document. */
function expandSide(side: Side, format: Format | undefined, slot: SchemaSlot | 'document'): Fragment {
  const isEvent = slot === 'receive' || slot === 'send' || side.action !== undefined;
  const written = side.format ?? format ?? (isEvent ? 'asyncapi-3.0' : 'openapi-3.1');
  switch (written) {
    case 'openapi-3.0':
      return openApi(side, '3.0.3', slot);
    case 'openapi-3.1':
      return openApi(side, '3.1.0', slot);
    case 'asyncapi-2.6':
      return asyncApi2(side, slot);
    case 'asyncapi-3.0':
      return asyncApi3(side, slot);
  }
}

const INFO = { title: 'Things', version: '1.0.0' };

function openApi(side: Side, version: string, slot: SchemaSlot | 'document'): Fragment {
  const components = {
    ...(side.schemas ? { schemas: side.schemas } : {}),
    ...(side.securitySchemes ? { securitySchemes: side.securitySchemes } : {}),
    ...side.components,
  };
  return {
    openapi: version,
    info: INFO,
    ...(side.servers === undefined ? {} : { servers: side.servers }),
    paths: side.paths === undefined ? (side.webhooks ? {} : onePath(withSlot(side, slot))) : withJson(side.paths),
    ...(side.webhooks ? { webhooks: withJson(side.webhooks) } : {}),
    ...(Object.keys(components).length > 0 ? { components: withJson(components) } : {}),
    ...side.document,
  };
}

function withSlot(side: Side, slot: SchemaSlot | 'document'): Side {
  if (slot === 'request') return { ...side, requestBody: { required: true, content: { 'application/json': { schema: side.schema } } } };
  if (slot === 'response') return { ...side, responses: { 200: { json: side.schema } } };
  return side;
}

function onePath(side: Side): Fragment {
  const [method, path] = (side.at ?? (side.requestBody === undefined ? 'GET /things' : 'POST /things')).split(' ') as [string, string];
  const operation = {
    operationId: 'things',
    ...(side.parameters ? { parameters: side.parameters } : {}),
    ...(side.requestBody === undefined ? {} : { requestBody: withJson(side.requestBody) }),
    responses: withJson(side.responses ?? { 204: { description: 'done' } }),
    ...(side.security ? { security: side.security } : {}),
    ...(side.callbacks ? { callbacks: withJson(side.callbacks) } : {}),
    ...side.operation,
  };
  return { [path]: { [method.toLowerCase()]: operation } };
}

/** Writes `json: schema` as content, and gives each response the description that OpenAPI asks for. */
function withJson(fragment: unknown): unknown {
  if (Array.isArray(fragment)) return fragment.map(withJson);
  if (typeof fragment !== 'object' || fragment === null) return fragment;
  const members = Object.entries(fragment).map(([key, value]) => {
    if (key === 'schema' || key === 'schemas') return [key, value] as const;
    if (key === 'json') return ['content', { 'application/json': { schema: value } }] as const;
    if (key === 'responses' && typeof value === 'object' && value !== null) return [key, withDescriptions(value)] as const;
    return [key, withJson(value)] as const;
  });
  const isStatuses = Object.keys(fragment).some((key) => /^(?:[1-5](?:\d\d|XX)|default)$/.test(key));
  return isStatuses ? withDescriptions(fragment) : Object.fromEntries(members);
}

function withDescriptions(responses: object): Fragment {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const isInline = typeof response === 'object' && response !== null && !('$ref' in response);
      return [status, isInline ? { description: 'answer', ...(withJson(response) as object) } : response];
    }),
  );
}

function messagesOf(side: Side): Fragment {
  return side.messages ?? { thing: side.message ?? { payload: side.schema ?? {} } };
}

function asyncApi3(side: Side, slot: SchemaSlot | 'document'): Fragment {
  const name = side.channelName ?? 'things';
  const operation = {
    action: actionOf(side, slot),
    channel: { $ref: `#/channels/${name}` },
    ...side.operation,
  };
  return {
    asyncapi: '3.0.0',
    info: INFO,
    ...(side.servers === undefined ? {} : { servers: side.servers }),
    channels: { [name]: { address: side.address ?? 'things', messages: messagesOf(side), ...side.channel } },
    operations: { [side.operationName ?? 'onThings']: operation },
    ...asyncComponents(side),
    ...side.document,
  };
}

function asyncApi2(side: Side, slot: SchemaSlot | 'document'): Fragment {
  const messages = Object.entries(messagesOf(side)).map(([name, message]) =>
    typeof message === 'object' && message !== null && !('$ref' in message) ? { name, ...message } : message,
  );
  const operation = {
    operationId: side.operationName ?? 'onThings',
    message: messages.length === 1 ? messages[0] : { oneOf: messages },
    ...side.operation,
  };
  const keyword = actionOf(side, slot) === 'receive' ? 'publish' : 'subscribe';
  return {
    asyncapi: '2.6.0',
    info: INFO,
    ...(side.servers === undefined ? {} : { servers: side.servers }),
    channels: { [side.address ?? 'things']: { [keyword]: operation, ...side.channel } },
    ...asyncComponents(side),
    ...side.document,
  };
}

function asyncComponents(side: Side): Fragment {
  const components = {
    ...(side.schemas ? { schemas: side.schemas } : {}),
    ...(side.securitySchemes ? { securitySchemes: side.securitySchemes } : {}),
    ...side.components,
  };
  return Object.keys(components).length > 0 ? { components } : {};
}

function actionOf(side: Side, slot: SchemaSlot | 'document'): 'send' | 'receive' {
  if (slot === 'send' || slot === 'receive') return slot;
  return side.action ?? 'receive';
}

function treeOf(document: Fragment, side: Side): FileTree {
  const files = new Map(
    Object.entries({ ...side.files, [CASE_DOCUMENT]: document }).map(([path, content]) => [path, Buffer.from(JSON.stringify(content))]),
  );
  return { label: '', read: async (path) => files.get(path), list: async () => [...files.keys()].sort() };
}
