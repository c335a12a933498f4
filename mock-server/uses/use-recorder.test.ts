import { expect, it } from 'vitest';
import { writeXml } from '../http/write-xml.ts';
import { compileText } from '../testing/serve.ts';
import { UseRecorder } from './use-recorder.ts';

const compiled = await compileText(`
openapi: 3.0.3
info: { title: t, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: place
      requestBody: { content: { application/xml: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses:
        '200':
          description: ok
          content:
            application/xml: { schema: { $ref: '#/components/schemas/Order' } }
            application/x-www-form-urlencoded: { schema: { type: object, properties: { state: { type: string, enum: [open, closed] }, total: { type: integer } } } }
components:
  schemas:
    Order:
      type: object
      xml: { name: order, prefix: o, namespace: 'urn:orders' }
      properties:
        id: { type: string, xml: { attribute: true } }
        state: { type: string, enum: [open, closed] }
        total: { type: integer, xml: { name: sum } }
        paid: { type: boolean }
        notes: { type: array, items: { type: string } }
        lines:
          type: array
          xml: { wrapped: true }
          items: { type: object, xml: { name: line }, properties: { sku: { type: string } } }
        payer: { type: object, properties: { tin: { type: string } } }
`);
const schema = [...compiled.contract.schemas.values()].find(({ name }) => name === 'Order')!.schema;

it('sees fields of XML and of forms, and keeps no value of them', () => {
  const recorder = new UseRecorder();
  const xml = (value: object) => ({ bytes: Buffer.from(writeXml(compiled.contract, schema, value)) });
  const exchange = {
    method: 'POST',
    url: '/orders',
    requestHeaders: { 'content-type': 'application/xml' },
    requestBody: xml({ lines: [{ sku: 'SECRET' }] }),
    status: 200,
  };
  recorder.note('orders', compiled, 'portal', {
    ...exchange,
    responseHeaders: { 'content-type': 'application/xml' },
    responseBody: xml({ id: 'SECRET', payer: { tin: 'SECRET' }, state: 'open' }),
  });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  recorder.note('orders', compiled, 'portal', {
    ...exchange,
    responseHeaders: form,
    responseBody: { bytes: Buffer.from('state=closed&total=3') },
  });
  const seen = recorder.consumersSeen();
  expect(seen[0]?.uses[0]?.operations).toEqual([
    {
      operation: 'place',
      sends: ['/lines/*/sku'],
      reads: ['/id', '/payer/tin', '/state', '/total'],
      statuses: [200],
      mediaTypes: ['application/x-www-form-urlencoded', 'application/xml'],
      values: { '/state': ['closed', 'open'] },
    },
  ]);
  expect(JSON.stringify(seen)).not.toContain('SECRET');
});
