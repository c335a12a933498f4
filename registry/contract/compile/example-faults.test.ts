import { expect, it } from 'vitest';
import { findExampleFaults } from '../index.ts';
import { contractOf, contractWith } from '../testing/contract-of.ts';

const faultsOf = async (document: unknown) =>
  findExampleFaults(await contractOf(document)).map(({ what, location, index, pointer }) =>
    [what, location.pointer, index ?? '', pointer].join(' ').trim(),
  );

const inSchema = async (version: string, schema: unknown) =>
  findExampleFaults(await contractWith(version, schema)).map(({ what, index }) => [what, index]);

it.each<readonly [string, string, unknown, readonly unknown[]]>([
  ['an example', '3.0.3', { type: 'string', example: 1 }, [['example', 0]]],
  [
    'one of several examples',
    '3.1.0',
    { type: 'string', examples: ['a', 1, 2] },
    [
      ['example', 1],
      ['example', 2],
    ],
  ],
  ['a default', '3.0.3', { type: 'integer', default: '1' }, [['default', undefined]]],
  ['what may be null', '3.0.3', { type: 'string', nullable: true, default: null }, []],
  ['a default of a property', '3.1.0', { properties: { a: { type: 'integer', default: 'x' } } }, [['default', undefined]]],
])('judges %s within a schema', async (_, version, schema, want) => {
  expect(await inSchema(version, schema)).toEqual(want);
});

it('takes an example within a schema that fits a request or a response', async () => {
  const schema = { type: 'object', required: ['id', 'key'], properties: { id: { readOnly: true }, key: { writeOnly: true } } };
  expect(await inSchema('3.0.3', { ...schema, example: { id: 1 } })).toEqual([]);
  expect(await inSchema('3.0.3', { ...schema, example: { key: 1 } })).toEqual([]);
  expect(await inSchema('3.0.3', { ...schema, example: {} })).toHaveLength(1);
});

it('judges examples of parameters, headers and bodies, and texts only where the body is JSON', async () => {
  const text = { schema: { type: 'object' }, example: 'a text' };
  const content = { 'application/json': text, 'application/xml': text };
  const operation = {
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' }, examples: { many: { value: 'many' }, few: { value: 1 } } }],
    requestBody: { content },
    responses: { 200: { description: 'ok', headers: { ETag: { schema: { type: 'string' }, example: 7 } } } },
  };
  expect(await faultsOf({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/x': { post: operation } } })).toEqual([
    'example /paths/~1x/post/parameters/0/examples/many/value',
    'example /paths/~1x/post/requestBody/content/application~1json/example',
    'example /paths/~1x/post/responses/200/headers/ETag/example',
  ]);
});

it.each(['2.6.0', '3.0.0', '3.1.0'])('judges headers and payloads of messages in AsyncAPI %s', async (asyncapi) => {
  const message = {
    contentType: 'application/json',
    headers: { type: 'object', required: ['id'] },
    payload: { type: 'object', properties: { count: { type: 'integer', default: 'none' } } },
    examples: [
      { headers: {}, payload: { count: 'two' } },
      { headers: { id: 'a' }, payload: { count: 2 } },
    ],
  };
  const channel = asyncapi.startsWith('2')
    ? { channels: { c: { subscribe: { message } } } }
    : {
        channels: { c: { address: 'c', messages: { m: message } } },
        operations: { o: { action: 'send', channel: { $ref: '#/channels/c' } } },
      };
  const at = asyncapi.startsWith('2') ? '/channels/c/subscribe/message' : '/channels/c/messages/m';
  expect(await faultsOf({ asyncapi, info: { title: 't', version: '1' }, ...channel })).toEqual([
    `example ${at}/examples/0/headers`,
    `example ${at}/examples/0/payload  /count`,
    `default ${at}/payload/properties/count`,
  ]);
});
