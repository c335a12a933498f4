import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const claim = "{ description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Claim' } } } }";
const sent = "{ required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewClaim' } } } }";
const documentWith = (closed: boolean) => `
openapi: 3.1.0
info: { title: Claims, version: 1.0.0 }
paths:
  /claims:
    post: { operationId: file, requestBody: ${sent}, responses: { '201': ${claim} } }
    get: { operationId: list, responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { claims: { type: array, items: { $ref: '#/components/schemas/Claim' } } } } } } } } }
  /claims/{claimId}:
    parameters: [{ name: claimId, in: path, required: true, schema: { type: string } }]
    get: { operationId: read, responses: { '200': ${claim} } }
    put: { operationId: replace, requestBody: ${sent}, responses: { '200': ${claim} } }
    patch: { operationId: change, requestBody: ${sent.replace('required: true, ', '')}, responses: { '200': ${claim} } }
components:
  schemas:
    NewClaim: { type: object, properties: { claimId: { type: string }, billed: { type: string }, pin: { type: string } } }
    Claim:
      type: object
      ${closed ? 'additionalProperties: false' : ''}
      properties: { claimId: { type: string }, billed: { type: string }, stage: { type: string, default: filed }, pin: { type: string, writeOnly: true } }
      required: [claimId, stage]
`;

async function start(closed: boolean) {
  const server = await serve(await contractOf('claims', documentWith(closed), 'state: strict\n'));
  return async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${server.url}/claims/claims${path}`, { method, ...init });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
}

it('members that the resource cannot have are not kept, so that it can be changed', async () => {
  const call = await start(true);
  expect((await call('POST', '', { claimId: 'C', billed: '1.00', extra: 1 })).status).toBe(201);
  expect(await call('PUT', '/C', { billed: '2.00', extra: 2 })).toEqual({
    status: 200,
    body: { claimId: 'C', billed: '2.00', stage: 'filed' },
  });
  expect(await call('PATCH', '/C', { billed: '3.00' })).toMatchObject({ status: 200, body: { billed: '3.00' } });
});

it('a replacement drops members that it does not send and that nobody declares', async () => {
  const call = await start(false);
  expect((await call('POST', '', { claimId: 'C', billed: '1.00', extra: 1 })).body).toMatchObject({ extra: 1 });
  expect(await call('PUT', '/C', { billed: '2.00' })).toEqual({ status: 200, body: { claimId: 'C', billed: '2.00', stage: 'filed' } });
});

it('what is for requests alone is in no answer, of lists neither', async () => {
  const call = await start(true);
  expect((await call('POST', '', { claimId: 'C', pin: '1234' })).body).not.toHaveProperty('pin');
  expect((await call('GET', '')).body).toEqual({ claims: [{ claimId: 'C', stage: 'filed' }] });
  expect((await call('GET', '/C')).body).toEqual({ claimId: 'C', stage: 'filed' });
});
