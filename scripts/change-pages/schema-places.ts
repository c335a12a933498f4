import type { Change } from '../../registry/compatibility/index.ts';

/** A place that an example's schema is put into: an operation that does nothing but carry it. */
export interface SchemaPlace {
  readonly direction: Change['direction'];
  /** The document, whose schema is the given file beside it. */
  readonly document: (file: string) => string;
}

/** Where a schema can stand, each way that messages flow, over HTTP and as events. */
export const schemaPlaces: readonly SchemaPlace[] = [
  {
    direction: 'request',
    document: (file) => http({ requestBody: { required: true, ...json(file) }, responses: { 204: NOTHING } }, 'post'),
  },
  { direction: 'response', document: (file) => http({ responses: { 200: { description: 'The claim.', ...json(file) } } }, 'get') },
  { direction: 'publish', document: (file) => event(file, 'receive') },
  { direction: 'subscribe', document: (file) => event(file, 'send') },
];

const INFO = { title: 'Claims', version: '1.0.0' };
const NOTHING = { description: 'Taken.' };

function json(file: string): object {
  return { content: { 'application/json': { schema: { $ref: file } } } };
}

function http(operation: object, method: 'get' | 'post'): string {
  return JSON.stringify({ openapi: '3.1.0', info: INFO, paths: { '/claims': { [method]: { operationId: 'claims', ...operation } } } });
}

function event(file: string, action: 'receive' | 'send'): string {
  const payload = { schemaFormat: 'application/schema+json;version=draft-2020-12', schema: { $ref: file } };
  return JSON.stringify({
    asyncapi: '3.0.0',
    info: INFO,
    channels: { claims: { address: 'claims', messages: { claim: { payload } } } },
    operations: { claims: { action, channel: { $ref: '#/channels/claims' } } },
  });
}
