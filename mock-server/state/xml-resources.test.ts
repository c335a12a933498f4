import { describe, expect, it } from 'vitest';
import { compileText, contractOf, serve } from '../testing/serve.ts';
import { readXml } from '../http/bodies/read-xml.ts';
import { writeXml } from '../http/bodies/write-xml.ts';

const document = `
openapi: 3.0.3
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      requestBody: { required: true, content: { application/xml: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } }, text/xml: { schema: { $ref: '#/components/schemas/Order' } } } } }
    get:
      parameters: [{ name: customer, in: query, schema: { type: string } }]
      responses: { '200': { description: some, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } }
  /orders/{no}:
    parameters: [{ name: no, in: path, required: true, schema: { type: integer } }]
    get:
      responses: { '200': { description: it, content: { application/xml: { schema: { $ref: '#/components/schemas/Order' } } } } }
    put:
      requestBody: { required: true, content: { application/xml: { schema: { $ref: '#/components/schemas/Order' } }, application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '204': { description: done } }
components:
  schemas:
    Order:
      type: object
      xml: { name: order, namespace: 'urn:orders', prefix: o }
      properties:
        no: { type: integer, xml: { attribute: true } }
        customer: { type: string, xml: { name: client } }
        urgent: { type: boolean }
        lines: { type: array, xml: { wrapped: true, name: positions }, items: { type: object, xml: { name: position }, properties: { sku: { type: string }, price: { type: number } } } }
        tags: { type: array, items: { type: string, xml: { name: tag } } }
`;

const order = {
  no: 7,
  customer: 'A & B <Ltd>',
  urgent: true,
  lines: [{ sku: '01', price: 1.5 }, { sku: '02' }],
  tags: ['x', 'y'],
};
const xml = `<?xml version="1.0"?>
<o:order xmlns:o="urn:orders" no="7">
  <o:client>A &amp; B <![CDATA[<Ltd>]]></o:client><urgent>true</urgent>
  <positions><position><sku>01</sku><price>1.50</price></position><position><sku>02</sku></position></positions>
  <tag>x</tag><tag>y</tag>
</o:order>`;

async function start() {
  const server = await serve(await contractOf('shop', document));
  return async (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/shop${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: response.status, text: await response.text() };
  };
}
const xmlType = { 'content-type': 'application/xml' };

describe('resources in XML', () => {
  it('are stored by their schema, listed as JSON and shown as XML', async () => {
    const call = await start();
    const made = await call('POST', '/orders', xml, xmlType);
    expect([made.status, JSON.parse(made.text)]).toEqual([201, order]);
    expect(JSON.parse((await call('GET', '/orders?customer=A %26 B <Ltd>')).text)).toEqual([order]);
    const shown = await call('GET', '/orders/7');
    expect(shown.text).toContain('<o:order xmlns:o="urn:orders" no="7"><client>A &amp; B &lt;Ltd&gt;</client>');
    expect((await call('PUT', '/orders/7', shown.text.replace('A &amp; B &lt;Ltd&gt;', 'C'), xmlType)).status).toBe(204);
    expect(JSON.parse((await call('GET', '/orders')).text)).toEqual([{ ...order, customer: 'C' }]);
    expect((await call('POST', '/orders', xml.replace('no="7"', 'no="8"'), { ...xmlType, accept: 'text/xml' })).text).toContain('no="8"');
  });

  it('and in forms are the same', async () => {
    const call = await start();
    await call('PUT', '/orders/9', 'customer=Z&tags=a&tags=b&urgent=false', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(JSON.parse((await call('GET', '/orders')).text)).toEqual([{ no: 9, customer: 'Z', tags: ['a', 'b'], urgent: false }]);
  });

  it('are read in the encoding that they declare', async () => {
    const call = await start();
    const latin = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><order no="1"><client>Jürgen</client></order>', 'latin1');
    expect(JSON.parse((await call('POST', '/orders', new Uint8Array(latin), xmlType)).text)).toEqual({ no: 1, customer: 'Jürgen' });
  });

  it.each([
    [
      'an entity that the document declares',
      '<!DOCTYPE o [<!ENTITY x "boom">]><order no="1"><client>&x;</client></order>',
      { no: 1, customer: '&x;' },
    ],
    [
      'elements that the schema does not have',
      '<order no="1"><note lang="en"><by>me</by></note></order>',
      { no: 1, note: { lang: 'en', by: 'me' } },
    ],
    ['a name that objects have', '<order no="1"><toString>x</toString></order>', { no: 1, toString: 'x' }],
  ])('keep %s as it stands', async (_, body, want) => {
    const call = await start();
    expect(JSON.parse((await call('POST', '/orders', body, xmlType)).text)).toEqual(want);
  });
});

describe('readXml', () => {
  it('is the inverse of writeXml', async () => {
    const { contract } = await compileText(document);
    const schema = [...contract.schemas.values()].find(({ name }) => name === 'Order')?.schema ?? true;
    for (const value of [order, { no: 0, customer: '', lines: [], urgent: false }, { tags: ['', '&<>"'] }]) {
      expect(readXml(contract, schema, writeXml(contract, schema, value))).toEqual(value);
    }
    expect(readXml(contract, { type: 'array', items: schema }, writeXml(contract, { type: 'array', items: schema }, [order]))).toEqual([
      order,
    ]);
  });

  it('gives nothing for what it cannot read', async () => {
    const { contract } = await compileText(document);
    for (const text of ['', 'no xml', '<a'.repeat(9), '<a><__proto__>1</__proto__></a>'])
      expect(readXml(contract, true, text)).toBeUndefined();
  });
});
