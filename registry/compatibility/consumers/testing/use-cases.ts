import type { OperationUse } from '../consumer-use.ts';

/** An OpenAPI document with something of everything that consumers may use. */
export const ORDERS = `openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    delete: { operationId: cancelOrder, responses: { '204': { description: gone } } }
  /orders:
    get:
      operationId: listOrders
      parameters:
        - { name: state, in: query, schema: { enum: [open, closed] } }
        - { name: page, in: query, schema: { type: integer } }
      responses:
        '200':
          description: ok
          headers: { X-Total: { schema: { type: integer } } }
          content:
            application/json:
              schema: { type: object, properties: { items: { type: array, items: { $ref: '#/components/schemas/Order' } } } }
            text/csv: { schema: { type: string } }
        '202': { description: later, content: { application/json: { schema: { type: object, properties: { retryAt: { type: string } } } } } }
    post:
      operationId: placeOrder
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/NewOrder' } }, text/csv: { schema: { type: string } } }
      responses: { '204': { description: done } }
      callbacks:
        shipped:
          '{$request.body#/hook}':
            post:
              operationId: orderShipped
              requestBody: { content: { application/json: { schema: { type: object, properties: { carrier: { type: string } } } } } }
              responses: { '204': { description: seen } }
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: { type: string }
        status: { enum: [open, closed] }
        buyer: { $ref: '#/components/schemas/Buyer' }
    Buyer: { type: object, properties: { name: { type: string }, phone: { type: string } } }
    NewOrder:
      type: object
      properties:
        hook: { type: string }
        size: { enum: [S, M, L] }
        colour: { type: string }
        lines: { type: array, items: { type: object, properties: { sku: { type: string }, count: { type: integer } } } }
`;

/** An AsyncAPI document: one channel to listen to, one to publish on. */
export const EVENTS = `asyncapi: 3.0.0
info: { title: Events, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      Opened: { payload: { type: object, required: [kind], properties: { kind: { const: opened }, by: { type: string } } } }
      Closed: { payload: { type: object, required: [kind], properties: { kind: { const: closed }, reason: { type: string } } } }
  commands:
    address: commands
    messages:
      Close: { headers: { type: object, properties: { Actor: { type: string } } }, payload: { type: object, properties: { id: { type: string } } } }
operations:
  tellOrders: { action: send, channel: { $ref: '#/channels/orders' } }
  takeCommands: { action: receive, channel: { $ref: '#/channels/commands' } }
`;

/** A text that stands once in a document, and what takes its place. */
export type Edit = readonly [string, string];

/** What of one operation hits by a change, and what doesn't. */
interface Use {
  readonly used: readonly OperationUse[];
  readonly unused: readonly OperationUse[];
}

/** A change by name, the rule that finds it, the edits that make it, and uses that it hits and uses that it does not. */
export type UseCase = readonly [string, string, readonly Edit[], Use];

/** Changes of ORDERS. */
export const HTTP_USE_CASES: readonly UseCase[] = [
  [
    'an operation that is gone',
    'operation-removed',
    [["    delete: { operationId: cancelOrder, responses: { '204': { description: gone } } }\n", '']],
    {
      used: [{ operation: 'cancelOrder' }, { operation: 'DELETE /orders/{id}' }, { operation: 'delete /orders/{orderId}', reads: [] }],
      unused: [{ operation: 'listOrders' }],
    },
  ],
  [
    'a property of a reference in a list that is gone',
    'property-removed',
    [[', phone: { type: string } }', ' }']],
    {
      used: [
        { operation: 'listOrders' },
        { operation: 'listOrders', reads: ['/items/*/buyer/phone'] },
        { operation: 'listOrders', reads: ['/items/*/buyer'] },
        { operation: 'listOrders', reads: ['/*'] },
        { operation: 'GET /orders', sends: [], statuses: ['2XX'], mediaTypes: ['application/*'] },
        { operation: 'listOrders', statuses: ['default'] },
      ],
      unused: [
        { operation: 'listOrders', reads: ['/items/*/buyer/name', '/items/*/id'] },
        { operation: 'listOrders', reads: ['header:X-Total'] },
        { operation: 'listOrders', statuses: ['202'] },
        { operation: 'listOrders', mediaTypes: ['text/csv'] },
        { operation: 'placeOrder' },
      ],
    },
  ],
  [
    'a listed value that is new',
    'enum-value-added',
    [['status: { enum: [open, closed] }', 'status: { enum: [open, closed, lost] }']],
    {
      used: [
        { operation: 'listOrders', reads: ['/items/*/status'] },
        { operation: 'listOrders', values: { '/items/*/status': ['open', 'closed'] } },
      ],
      unused: [
        { operation: 'listOrders', reads: ['/items/*/id'] },
        { operation: 'listOrders', values: { '/items/*/status': ['open', 'closed', 'lost'] } },
      ],
    },
  ],
  [
    'a listed value that is gone',
    'enum-value-removed',
    [['enum: [S, M, L]', 'enum: [S, M]']],
    {
      used: [
        { operation: 'placeOrder', sends: ['/size'] },
        { operation: 'placeOrder', values: { '/size': ['L'] } },
      ],
      unused: [
        { operation: 'placeOrder', sends: ['/lines/*/sku'] },
        { operation: 'placeOrder', sends: ['/size'], values: { '/size': ['S', 'M'] } },
      ],
    },
  ],
  [
    'values that were free and are listed',
    'enum-introduced',
    [['colour: { type: string }', 'colour: { enum: [red, blue] }']],
    {
      used: [{ operation: 'placeOrder', values: { '/colour': ['red', 'green'] } }],
      unused: [{ operation: 'placeOrder', values: { '/colour': ['red'] } }],
    },
  ],
  [
    'a listed value of a parameter that is gone',
    'enum-value-removed',
    [['in: query, schema: { enum: [open, closed] }', 'in: query, schema: { enum: [open] }']],
    {
      used: [
        { operation: 'listOrders', sends: ['query:state'] },
        { operation: 'listOrders', values: { 'query:state': ['closed'] } },
      ],
      unused: [
        { operation: 'listOrders', sends: ['query:page'] },
        { operation: 'listOrders', values: { 'query:state': ['open'] } },
      ],
    },
  ],
  [
    'a parameter that is required now',
    'parameter-became-required',
    [['name: page, in: query,', 'name: page, in: query, required: true,']],
    { used: [{ operation: 'listOrders', sends: ['query:state'] }], unused: [{ operation: 'cancelOrder' }] },
  ],
  [
    'a property in a list that is required now',
    'property-became-required',
    [['items: { type: object, properties: { sku', 'items: { type: object, required: [count], properties: { sku']],
    {
      used: [{ operation: 'placeOrder', sends: ['/lines/*/sku'] }],
      unused: [{ operation: 'placeOrder', sends: ['/size', '/hook'] }],
    },
  ],
  [
    'a new property that is required',
    'required-property-added',
    [
      [
        '    NewOrder:\n      type: object\n      properties:',
        '    NewOrder:\n      type: object\n      required: [tax]\n      properties:\n        tax: {}',
      ],
    ],
    { used: [{ operation: 'placeOrder', sends: ['/size'] }], unused: [{ operation: 'listOrders' }] },
  ],
  [
    'a status that is gone',
    'response-status-removed',
    [
      [
        "        '202': { description: later, content: { application/json: { schema: { type: object, properties: { retryAt: { type: string } } } } } }\n",
        '',
      ],
    ],
    { used: [{ operation: 'listOrders', statuses: ['202'] }], unused: [{ operation: 'listOrders', statuses: ['200'] }] },
  ],
  [
    'a status that is new',
    'response-status-added',
    [["responses: { '204': { description: gone } }", "responses: { '204': { description: gone }, '202': { description: later } }"]],
    { used: [{ operation: 'cancelOrder', statuses: ['204'] }], unused: [{ operation: 'listOrders' }] },
  ],
  [
    'a header of a response that is gone',
    'response-header-removed',
    [['          headers: { X-Total: { schema: { type: integer } } }\n', '']],
    { used: [{ operation: 'listOrders', reads: ['header:x-total'] }], unused: [{ operation: 'listOrders', reads: ['/items'] }] },
  ],
  [
    'a media type of a response that is gone',
    'response-media-type-removed',
    [['            text/csv: { schema: { type: string } }\n', '']],
    {
      used: [{ operation: 'listOrders', mediaTypes: ['text/*'] }],
      unused: [{ operation: 'listOrders', mediaTypes: ['application/json; charset=utf-8'] }],
    },
  ],
  [
    'a media type of a request that is gone',
    'request-media-type-removed',
    [[', text/csv: { schema: { type: string } } }', ' }']],
    {
      used: [{ operation: 'placeOrder', mediaTypes: ['text/csv'] }],
      unused: [{ operation: 'placeOrder', mediaTypes: ['application/json'] }],
    },
  ],
  [
    'what a callback says',
    'type-changed',
    [['carrier: { type: string }', 'carrier: { type: integer }']],
    {
      used: [
        { operation: 'placeOrder', sends: ['/size'], reads: [] },
        { operation: 'orderShipped', reads: ['/carrier'] },
      ],
      unused: [{ operation: 'orderShipped', reads: [] }, { operation: 'listOrders' }],
    },
  ],
];

/** Changes of EVENTS. */
export const EVENT_USE_CASES: readonly UseCase[] = [
  [
    'a message that is no longer sent',
    'message-removed',
    [
      [
        '      Closed: { payload: { type: object, required: [kind], properties: { kind: { const: closed }, reason: { type: string } } } }\n',
        '',
      ],
    ],
    {
      used: [{ operation: 'tellOrders', messages: ['Closed'] }, { operation: 'send orders' }],
      unused: [{ operation: 'tellOrders', messages: ['Opened'] }, { operation: 'takeCommands' }],
    },
  ],
  [
    'a property of a message that is gone',
    'property-removed',
    [[', reason: { type: string } }', ' }']],
    {
      used: [{ operation: 'tellOrders', reads: ['/reason'] }],
      unused: [
        { operation: 'tellOrders', reads: ['/kind'] },
        { operation: 'tellOrders', messages: ['Opened'] },
      ],
    },
  ],
  [
    'a header that publishers must send',
    'required-property-added',
    [['headers: { type: object, properties', 'headers: { type: object, required: [Reason], properties']],
    { used: [{ operation: 'takeCommands', sends: ['/id'] }], unused: [{ operation: 'tellOrders' }] },
  ],
  [
    'a header of another type',
    'type-changed',
    [['Actor: { type: string }', 'Actor: { type: integer }']],
    { used: [{ operation: 'takeCommands', sends: ['header:actor'] }], unused: [{ operation: 'takeCommands', sends: ['/id'] }] },
  ],
  [
    'a channel that is gone',
    'channel-removed',
    [["  takeCommands: { action: receive, channel: { $ref: '#/channels/commands' } }\n", '']],
    { used: [{ operation: 'takeCommands' }, { operation: 'receive commands' }], unused: [{ operation: 'tellOrders' }] },
  ],
];
