import { expect, it } from 'vitest';
import { memoryTree, readContract } from './index.ts';

const openapi = `
openapi: 3.0.3
info: { title: Draft, version: 0.1.0 }
paths:
  /a:
    get: { operationId: twice, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Missing' } } } } } }
  /b:
    get: { operationId: twice, responses: { '200': { description: ok, content: { application/json: { schema: { properties: { d: { type: strng }, e: { type: string } } } } } } } }
  /c:
    get: { responses: { '200': { $ref: '#/components/responses/Gone' } } }
    post: { responses: { '204': { description: done } } }
  /d: { $ref: '#/nowhere' }
components: { schemas: { Bad: { type: 7 } } }
`;

const asyncapi = `
asyncapi: 3.0.0
info: { title: Draft, version: 0.1.0 }
channels: { orders: { address: orders, messages: { placed: { payload: { type: object, properties: { n: { type: nombre } } } } } } }
operations:
  whole: { action: send, channel: { $ref: '#/channels/orders' } }
  halved: { action: send, channel: { $ref: '#/channels/none' } }
`;

it.each([
  ['openapi', openapi, ['GET /a', 'GET /b', 'POST /c'], ['6:112', '8:5', '8:131', '10:34', '12:9', '13:33']],
  ['asyncapi', asyncapi, ['send orders'], ['4:106', '7:38']],
])('a draft in %s is read without the parts that cannot be', async (format, document, operations, places) => {
  const tree = memoryTree({ 'draft.yaml': document });
  await expect(readContract(tree, 'draft.yaml')).rejects.toThrow();
  const draft = await readContract(tree, 'draft.yaml', { isDraft: true });
  expect(draft.operations.map(({ key }) => key)).toEqual(operations);
  expect(draft.operations.filter(({ operationId }) => operationId === 'twice')).toHaveLength(format === 'openapi' ? 1 : 0);
  const leftOut = draft.findings.filter(({ ruleId }) => ruleId === 'draft-part-left-out');
  expect(leftOut.map(({ place }) => `${place.line}:${place.column}`).sort()).toEqual(places.toSorted());
});

it('a draft that is broken as a whole, or leads out of its folder, is refused', async () => {
  const read = (document: string) => readContract(memoryTree({ 'draft.yaml': document }), 'draft.yaml', { isDraft: true });
  await expect(read('openapi: 3.0.3\npaths: [')).rejects.toMatchObject({ code: 'DOCUMENT_MALFORMED' });
  await expect(read(openapi.replace('#/nowhere', 'https://example.com/x.yaml'))).rejects.toMatchObject({ code: 'REFERENCE_FORBIDDEN' });
});
