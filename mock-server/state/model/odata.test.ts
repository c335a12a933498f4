import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileContract, folderTree, readContract } from '../../../registry/contract/index.ts';
import type { MockContract } from '../../mock-contract.ts';
import { authorize, contractOf, serve } from '../../testing/serve.ts';

type Body = Record<string, unknown>;

const key = (name: string, type: string) => `{ name: ${name}, in: path, required: true, schema: { type: ${type} } }`;
const stocks = `
openapi: 3.1.0
info: { title: Stocks, version: 1.0.0 }
paths:
  /Stocks:
    get:
      parameters:
        - { name: $filter, in: query, schema: { type: string } }
        - { name: $orderby, in: query, schema: { type: array, items: { type: string } }, explode: false }
        - { name: $top, in: query, schema: { type: integer } }
        - { name: $skip, in: query, schema: { type: integer } }
      responses:
        '200':
          description: some
          content: { application/json: { schema: { type: object, properties: { value: { type: array, items: { $ref: '#/components/schemas/Stock' } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Stock' } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Stock' } } } } }
  /Stocks(Plant='{plant}',Material='{material}'):
    parameters: [${key('plant', 'string')}, ${key('material', 'string')}]
    get: { responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Stock' } } } } } }
    patch:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Stock' } } } }
      responses: { '204': { description: done } }
    delete: { responses: { '204': { description: gone } } }
  /Stocks(Plant='{plant}',Material='{material}')/Counts:
    parameters: [${key('plant', 'string')}, ${key('material', 'string')}]
    get: { responses: { '200': { description: some, content: { application/json: { schema: { type: object, properties: { value: { type: array, items: { $ref: '#/components/schemas/Count' } } } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Count' } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Count' } } } } }
  /Counts({CountNo}):
    parameters: [${key('CountNo', 'integer')}]
    get: { responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Count' } } } } } }
    put:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Count' } } } }
      responses: { '204': { description: done } }
components:
  schemas:
    Stock: { type: object, properties: { Plant: { type: string }, Material: { type: string }, Quantity: { type: integer } } }
    Count: { type: object, properties: { CountNo: { type: integer }, Counted: { type: integer } } }
`;

async function start(contract: MockContract, headers: Record<string, string> = {}) {
  const server = await serve(contract);
  const signed = { ...headers, authorization: await authorize(server, headers['scope'] ?? '') };
  return async (method: string, path: string, body?: unknown) => {
    const response = await fetch(server.urlOf(contract.id) + path, {
      method,
      headers: body === undefined ? signed : { ...signed, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      location: response.headers.get('location'),
      body: (text === '' ? undefined : JSON.parse(text)) as Body,
    };
  };
}

describe('keys of OData', () => {
  it('find an item by all of their parts, as its Location writes them', async () => {
    const call = await start(await contractOf('stock', stocks));
    const one = { Plant: '1010', Material: 'A/1,b', Quantity: 3 };
    const made = await call('POST', '/Stocks', one);
    expect(made).toMatchObject({ status: 201, body: one, location: "/stock/Stocks(Plant='1010',Material='A%2F1%2Cb')" });
    expect((await call('GET', "/Stocks(Plant='1010',Material='A%2F1%2Cb')")).body).toEqual(one);
    expect((await call('POST', '/Stocks', { ...one, Material: 'B' })).status).toBe(201);
    expect((await call('POST', '/Stocks', one)).body).toMatchObject({ code: 'RESOURCE_EXISTS' });
    expect((await call('PATCH', "/Stocks(Plant='1010',Material='B')", { Material: 'C', Quantity: 9 })).status).toBe(204);
    expect((await call('GET', "/Stocks(Plant='1010',Material='B')")).body).toEqual({ Plant: '1010', Material: 'B', Quantity: 9 });
    expect((await call('DELETE', "/Stocks(Plant='1010',Material='B')")).status).toBe(204);
    expect((await call('GET', "/Stocks(Plant='1010',Material='B')")).status).toBe(404);
    expect((await call('GET', "/Stocks(Plant='B',Material='1010')")).body).toMatchObject({ Plant: 'B', Material: '1010' });
  });

  it('are given where the request brings only a part of them', async () => {
    const call = await start(await contractOf('stock', stocks));
    const { body, location } = await call('POST', '/Stocks', { Plant: '1010', Quantity: 1 });
    expect(body).toMatchObject({ Plant: '1010', Material: expect.any(String) as string, Quantity: 1 });
    expect((await call('GET', (location ?? '').replace('/stock', ''))).body).toEqual(body);
  });

  it('have collections below them, and may be one number', async () => {
    const call = await start(await contractOf('stock', stocks, 'state: strict\n'));
    await call('POST', '/Stocks', { Plant: '1', Material: 'A' });
    expect((await call('POST', "/Stocks(Plant='1',Material='A')/Counts", { CountNo: 7, Counted: 2 })).status).toBe(201);
    expect((await call('GET', "/Stocks(Plant='1',Material='A')/Counts")).body).toEqual({ value: [{ CountNo: 7, Counted: 2 }] });
    expect((await call('GET', "/Stocks(Plant='2',Material='A')/Counts")).status).toBe(404);
    expect((await call('PUT', '/Counts(5)', { Counted: 4 })).status).toBe(204);
    expect((await call('GET', '/Counts(5)')).body).toEqual({ CountNo: 5, Counted: 4 });
  });

  it('are seeded, and known to mock.yaml by their paths', async () => {
    const mock = `state: strict
seed:
  /Stocks: [{ Plant: '1', Material: A, Quantity: 2 }]
computed:
  /Stocks(Plant='{plant}',Material='{material}'): { /Quantity: { const: 5 } }
`;
    const call = await start(await contractOf('stock', stocks, mock));
    expect((await call('GET', "/Stocks(Plant='1',Material='A')")).body).toEqual({ Plant: '1', Material: 'A', Quantity: 5 });
  });

  it('let lists be filtered, sorted and paged', async () => {
    const call = await start(await contractOf('stock', stocks));
    for (const [Material, Quantity] of [
      ['A', 1],
      ['B', 5],
      ['C', 3],
    ] as const)
      await call('POST', '/Stocks', { Plant: '1', Material, Quantity });
    const found = async (query: string) =>
      ((await call('GET', `/Stocks?${query}`)).body['value'] as Body[]).map(({ Material }) => Material);
    expect(await found("$filter=Quantity gt 2 and Plant eq '1'")).toEqual(['B', 'C']);
    expect(await found('$orderby=Quantity desc')).toEqual(['B', 'C', 'A']);
    expect(await found('$top=1&$skip=1')).toEqual(['B']);
  });
});

const specs = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'corpus', 'specs');
const isAbsent = !existsSync(specs);

describe.skipIf(isAbsent)(`documents of SAP${isAbsent ? ' (skipped: ../shared/corpus/specs is absent)' : ''}`, () => {
  const compiled = async (file: string) => ({ id: 'sap', compiled: compileContract(await readContract(folderTree(specs), file)) });

  it('S/4HANA: material documents of a year', async () => {
    const call = await start(await compiled('sap-s4-material-document.json'), { scope: 'API_MATERIAL_DOCUMENT_SRV_0001' });
    for (const [index, GoodsMovementCode] of ['01', '02', '01'].entries()) {
      const sent = { MaterialDocumentYear: '2026', MaterialDocument: `490000000${index}`, GoodsMovementCode };
      expect(await call('POST', '/A_MaterialDocumentHeader', sent)).toMatchObject({ status: 201, body: { d: sent } });
    }
    const one = await call('GET', "/A_MaterialDocumentHeader(MaterialDocumentYear='2026',MaterialDocument='4900000001')");
    expect(one).toMatchObject({ status: 200, body: { d: { MaterialDocument: '4900000001', GoodsMovementCode: '02' } } });
    const found = async (query: string) => {
      const { body } = await call('GET', `/A_MaterialDocumentHeader?${query}`);
      return (body['d'] as { readonly results: Body[] }).results.map(({ MaterialDocument }) => MaterialDocument);
    };
    expect(await found("$filter=GoodsMovementCode eq '01'")).toEqual(['4900000000', '4900000002']);
    expect(await found('$top=1&$skip=1')).toEqual(['4900000001']);
    expect(await found('$orderby=MaterialDocument desc')).toEqual(['4900000002', '4900000001', '4900000000']);
  });

  it('Business One: purchase orders, by their number', async () => {
    const call = await start(await compiled('sap-b1-purchasing.json'), { cookie: 'B1SESSION=any' });
    const made = await call('POST', '/PurchaseOrders', { DocEntry: 17, CardCode: 'V10', DocTotal: 120.5 });
    expect(made).toMatchObject({ status: 201, body: { DocEntry: 17, CardCode: 'V10' }, location: '/sap/PurchaseOrders(17)' });
    await call('POST', '/PurchaseOrders', { CardCode: 'V20', DocTotal: 80 });
    expect((await call('PATCH', '/PurchaseOrders(17)', { Comments: 'urgent' })).status).toBe(204);
    expect((await call('GET', '/PurchaseOrders(17)')).body).toMatchObject({ CardCode: 'V10', Comments: 'urgent' });
    const { body } = await call('GET', "/PurchaseOrders?$filter=DocTotal lt 100 and CardCode eq 'V20'");
    expect(body['value']).toMatchObject([{ CardCode: 'V20' }]);
    expect((await call('DELETE', '/PurchaseOrders(17)')).status).toBe(204);
    expect((await call('GET', '/PurchaseOrders(17)')).status).toBe(404);
  });
});
