import { describe, expect, it } from 'vitest';
import { memoryTree, readContract } from '../../contract/index.ts';
import type { OperationUse } from './consumer-use.ts';
import { EVENTS, ORDERS } from './testing/use-cases.ts';
import { undeclaredUses } from './undeclared-uses.ts';

const SHAPES = `openapi: 3.1.0
info: { title: Shapes, version: 1.0.0 }
paths:
  /shapes:
    get:
      operationId: getShapes
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  free: {}
                  open: { type: object }
                  text: { type: string }
                  map: { type: object, additionalProperties: { type: object, properties: { size: { type: integer } } } }
                  any: { type: object, properties: { a: {} }, additionalProperties: true }
                  pair: { prefixItems: [{ type: object, properties: { left: {} } }, { type: object, properties: { right: {} } }] }
                  kind: { oneOf: [{ type: object, properties: { cat: {} } }, { allOf: [{ type: object, properties: { dog: {} } }] }] }
                  x-1: { $ref: '#/components/schemas/Node' }
                patternProperties: { '^y-': { type: object, properties: { z: {} } } }
components:
  schemas:
    Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' }, a~b/c: {} } }
`;

async function undeclared(document: string, use: OperationUse) {
  const contract = await readContract(memoryTree({ 'api.yaml': document }), 'api.yaml');
  return undeclaredUses(contract, use);
}

describe('undeclaredUses', () => {
  it.each<[string, OperationUse]>([
    [
      ORDERS,
      {
        operation: 'GET /orders',
        sends: ['query:state'],
        reads: ['/items/*/buyer/name', 'header:x-total', '/retryAt', '/*', '/items/0/id'],
        statuses: ['200', '2XX', '404', '503'],
        mediaTypes: ['text/*', 'application/json; charset=utf-8'],
        values: { 'query:state': ['open'], '/items/*/status': ['closed'], '/retryAt': ['now'] },
      },
    ],
    [ORDERS, { operation: 'orderShipped', reads: ['/carrier'], sends: [], statuses: ['204'] }],
    [ORDERS, { operation: 'delete /orders/{number}', sends: ['path:orderId'] }],
    [EVENTS, { operation: 'tellOrders', reads: ['/by', '/reason'], messages: ['Opened', 'Closed'], values: { '/kind': ['opened'] } }],
    [EVENTS, { operation: 'receive commands', sends: ['/id', 'header:Actor'] }],
    [
      SHAPES,
      {
        operation: 'getShapes',
        reads: [
          '/free/a/b',
          '/open/a',
          '/map/k/size',
          '/map/*/size',
          '/any/b/c',
          '/pair/*/right',
          '/kind/dog',
          '/x-1/next/next/a~0b~1c',
          '/y-2/z',
        ],
      },
    ],
  ])('finds no fault in what is declared (%#)', async (document, use) => {
    expect(await undeclared(document, use)).toEqual([]);
  });

  it.each<[string, OperationUse, object]>([
    [ORDERS, { operation: 'listOrder' }, { kind: 'operation', pointer: '/operation', known: expect.arrayContaining(['listOrders']) }],
    [
      ORDERS,
      { operation: 'listOrders', reads: ['/items/*/id', '/items/*/buyer/fone'] },
      { kind: 'field', name: '/items/*/buyer/fone', pointer: '/reads/1', known: ['/items/*/buyer/name', '/items/*/buyer/phone'] },
    ],
    [ORDERS, { operation: 'listOrders', reads: ['/items/id'] }, { kind: 'field', known: ['/items/*'] }],
    [ORDERS, { operation: 'listOrders', sends: ['/items'] }, { kind: 'field', pointer: '/sends/0' }],
    [ORDERS, { operation: 'listOrders', sends: ['query:stat'] }, { kind: 'field', known: ['query:state', 'query:page'] }],
    [ORDERS, { operation: 'listOrders', reads: ['query:state'] }, { kind: 'field', known: ['header:X-Total'] }],
    [ORDERS, { operation: 'listOrders', statuses: ['204'] }, { kind: 'status', name: '204', known: ['200', '202'] }],
    [ORDERS, { operation: 'listOrders', mediaTypes: ['text/html'] }, { kind: 'media type', pointer: '/mediaTypes/0' }],
    [ORDERS, { operation: 'listOrders', messages: ['Opened'] }, { kind: 'message', known: [] }],
    [
      ORDERS,
      { operation: 'listOrders', values: { '/items/*/status': ['open', 'opne'] } },
      { kind: 'value', name: 'opne', pointer: '/values/~1items~1*~1status/1', known: ['open', 'closed'] },
    ],
    [ORDERS, { operation: 'listOrders', values: { '/staus': [] } }, { kind: 'field', pointer: '/values/~1staus' }],
    [EVENTS, { operation: 'tellOrders', messages: ['Opened', 'Lost'] }, { kind: 'message', name: 'Lost', known: ['Opened', 'Closed'] }],
    [EVENTS, { operation: 'tellOrders', statuses: ['200'] }, { kind: 'status', known: [] }],
    [EVENTS, { operation: 'takeCommands', sends: ['header:Acto'] }, { kind: 'field', known: expect.arrayContaining(['header:Actor']) }],
    [SHAPES, { operation: 'getShapes', reads: ['/text/a'] }, { kind: 'field' }],
    [SHAPES, { operation: 'getShapes', reads: ['/map/k/weight'] }, { kind: 'field', known: ['/map/k/size'] }],
    [SHAPES, { operation: 'getShapes', reads: ['/kind/cow'] }, { kind: 'field', known: ['/kind/cat', '/kind/dog'] }],
    [SHAPES, { operation: 'getShapes', reads: ['/x-1/next/prev'] }, { kind: 'field' }],
  ])('finds what is not (%#)', async (document, use, want) => {
    expect(await undeclared(document, use)).toEqual([expect.objectContaining(want)]);
  });
});
