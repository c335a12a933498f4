import { describe, expect, it } from 'vitest';
import { startMockServer } from '../../server/start-mock-server.ts';
import { contractOf, serve } from '../../testing/serve.ts';

const money =
  '{ type: object, required: [amount, currency], properties: { amount: { type: string, pattern: "^-?\\\\d+\\\\.\\\\d\\\\d$" }, currency: { type: string } } }';
const answer = "{ description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }";
const body = '{ required: true, content: { application/json: { schema: { type: object } } } }';
const problem = `{ description: no, content: { application/problem+json: { schema: { type: object }, examples: { notDraft: { value: { type: about:blank, title: Not a draft, status: 409, detail: The order was submitted., code: NOT_DRAFT } } } } } }`;
const document = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post: { operationId: createOrder, requestBody: ${body}, responses: { '201': ${answer}, '422': ${problem} } }
    get: { operationId: listOrders, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } }
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get: { operationId: getOrder, responses: { '200': ${answer} } }
    patch: { operationId: patchOrder, requestBody: ${body}, responses: { '200': ${answer}, '409': ${problem} } }
    delete: { operationId: deleteOrder, responses: { '204': { description: gone }, '409': ${problem} } }
  /orders/{orderId}/submit:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    post: { operationId: submitOrder, requestBody: ${body.replace('required: true, ', '')}, responses: { '200': ${answer}, '409': ${problem} } }
  /orders/{orderId}/payments:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    post:
      operationId: pay
      requestBody: ${body}
      responses: { '201': { description: made, content: { application/json: { schema: { type: object, properties: { id: { type: string }, paid: ${money} } } } } } }
  /orders/{orderId}/payments/{paymentId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }, { name: paymentId, in: path, required: true, schema: { type: string } }]
    delete: { operationId: takeBack, responses: { '204': { description: gone } } }
    get: { operationId: getPayment, responses: { '200': { description: it, content: { application/json: { schema: { type: object, properties: { id: { type: string }, paid: ${money} } } } } } } }
components:
  schemas:
    Order:
      type: object
      required: [orderId, status]
      properties:
        orderId: { type: string }
        status: { type: string, enum: [draft, submitted, approved, cancelled, expired] }
        submittedAt: { type: string, format: date-time }
        note: { type: string }
        lines: { type: array, items: { type: object, properties: { quantity: { type: number }, unitPrice: ${money}, amount: ${money} } } }
        lineCount: { type: integer }
        total: ${money}
        open: ${money}
        paymentState: { type: string }
`;

const mock = `state: strict
transitions:
  /orders/{orderId}:
    field: status
    initial: draft
    moves:
      - { from: draft, to: submitted, by: submitOrder, set: { /submittedAt: { now: true }, /note: { body: /note } } }
      - { from: submitted, to: approved }
      - { from: [draft, submitted], to: cancelled, by: [deleteOrder, patchOrder] }
      - { from: draft, to: expired, after: P30D }
    refusedAs: { status: 409, code: NOT_DRAFT }
computed:
  /orders/{orderId}:
    /lines/*/amount: { product: [./quantity, ./unitPrice] }
    /lineCount: { count: '/lines/*' }
    /total: { sum: '/lines/*/amount' }
    /open: { difference: [/total, { sum: { children: payments, at: /paid } }] }
    /paymentState: { choose: [{ when: { equal: [/open, '0'] }, then: paid }, { when: { less: [/open, /total] }, then: part }], otherwise: unpaid }
rules:
  createOrder:
    - { require: { present: '/lines/0' }, status: 422, code: NO_LINES, detail: 'Order {/orderId} of {/lines} has no lines' }
  pay:
    - { require: { atMost: [/paid, { parent: /open }] }, status: 409, code: TOO_MUCH }
`;

async function start(behaviour = mock) {
  const server = await serve(await contractOf('orders', document, behaviour));
  const call = async (method: string, path: string, sent?: unknown) => {
    const response = await fetch(server.url + path, {
      method,
      ...(sent === undefined ? {} : { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> };
  };
  return { server, call };
}

const usd = (amount: string) => ({ amount, currency: 'USD' });
const lines = [
  { quantity: 3, unitPrice: usd('0.10') },
  { quantity: 0.5, unitPrice: usd('0.25') },
];

describe('transitions', () => {
  it('move by their operation alone, and set what they say', async () => {
    const { call } = await start();
    expect((await call('POST', '/orders/orders', { orderId: 'A', lines })).body).toMatchObject({ status: 'draft' });
    expect(await call('PATCH', '/orders/orders/A', { status: 'submitted' })).toMatchObject({
      status: 409,
      body: { code: 'NOT_DRAFT', detail: 'The order was submitted.' },
    });
    const submitted = await call('POST', '/orders/orders/A/submit', { note: 'please' });
    expect(submitted).toMatchObject({ status: 200, body: { status: 'submitted', note: 'please', submittedAt: '2026-01-01T00:00:03Z' } });
    expect((await call('GET', '/orders/orders/A')).body).toEqual(submitted.body);
    expect((await call('POST', '/orders/orders/A/submit')).body).toMatchObject({ code: 'NOT_DRAFT' });
    expect((await call('PATCH', '/orders/orders/A', { note: 'x', status: 'submitted' })).status).toBe(200);
    expect((await call('PATCH', '/orders/orders/A', { status: 'approved' })).body).toMatchObject({ status: 'approved' });
    expect((await call('DELETE', '/orders/orders/A')).status).toBe(409);
    expect((await call('POST', '/orders/orders/B/submit')).status).toBe(404);
  });

  it('begin where they may begin', async () => {
    const { call } = await start();
    expect((await call('POST', '/orders/orders', { orderId: 'A', status: 'approved', lines })).status).toBe(409);
    expect((await call('POST', '/orders/orders', { orderId: 'A', status: 'draft', lines })).status).toBe(201);
    expect((await call('DELETE', '/orders/orders/A')).status).toBe(204);
    expect((await call('GET', '/orders/orders/A')).body).toMatchObject({ status: 'cancelled' });
  });

  it('happen by themselves when their time has passed', async () => {
    const { call } = await start();
    await call('POST', '/orders/orders', { orderId: 'A', lines });
    await call('POST', '/__interlock/clock/advance', { by: 'P29D' });
    expect((await call('GET', '/orders/orders/A')).body).toMatchObject({ status: 'draft' });
    await call('POST', '/__interlock/clock/advance', { by: 'P1D' });
    expect((await call('GET', '/orders/orders')).body).toMatchObject([{ status: 'expired' }]);
    expect((await call('POST', '/orders/orders/A/submit')).status).toBe(409);
  });
});

describe('computed fields', () => {
  it('reckon exactly, at every change and from what lies below', async () => {
    const { call } = await start();
    const made = await call('POST', '/orders/orders', { orderId: 'A', lines, total: usd('999.00') });
    expect(made.body).toMatchObject({ lineCount: 2, total: usd('0.43'), open: usd('0.43'), paymentState: 'unpaid' });
    expect((made.body['lines'] as { amount: unknown }[]).map(({ amount }) => amount)).toEqual([usd('0.30'), usd('0.13')]);
    const paid = await call('POST', '/orders/orders/A/payments', { id: 'p1', paid: usd('0.40') });
    expect(paid.status).toBe(201);
    expect((await call('GET', '/orders/orders/A')).body).toMatchObject({ open: usd('0.03'), paymentState: 'part' });
    expect(await call('POST', '/orders/orders/A/payments', { id: 'p2', paid: usd('0.04') })).toMatchObject({
      status: 409,
      body: { code: 'TOO_MUCH' },
    });
    await call('POST', '/orders/orders/A/payments', { id: 'p3', paid: usd('0.03') });
    expect((await call('GET', '/orders/orders/A')).body).toMatchObject({ open: usd('0.00'), paymentState: 'paid' });
    expect((await call('DELETE', '/orders/orders/A/payments/p1')).status).toBe(204);
    expect((await call('GET', '/orders/orders/A')).body).toMatchObject({ open: usd('0.40'), paymentState: 'part' });
    expect((await call('PATCH', '/orders/orders/A', { lines: [] })).body).toMatchObject({ lineCount: 0, total: usd('0.00') });
  });

  it('are refused where the resource would not fit', async () => {
    const { call } = await start();
    await call('POST', '/orders/orders', { orderId: 'A', lines });
    const mixed = [{ quantity: 1, unitPrice: usd('1') }];
    expect((await call('PATCH', '/orders/orders/A', { lines: mixed })).status).toBe(422);
  });
});

describe('rules', () => {
  it('refuse in their own words, with values of the resource', async () => {
    const { call } = await start();
    expect(await call('POST', '/orders/orders', { orderId: 'A', lines: [] })).toMatchObject({
      status: 422,
      body: { code: 'NO_LINES', detail: 'Order A of [] has no lines' },
    });
    expect((await call('GET', '/orders/orders/A')).status).toBe(404);
  });
});

const events = `
asyncapi: 3.0.0
info: { title: Order events, version: 1.0.0 }
channels:
  submitted:
    address: orders.submitted
    messages:
      submitted:
        payload:
          type: object
          additionalProperties: false
          required: [order, at, lines]
          properties: { order: { type: string }, at: { type: string, format: date-time }, lines: { type: array, items: { type: object, required: [each], properties: { each: ${money} } } } }
operations:
  sendSubmitted: { action: send, channel: { $ref: '#/channels/submitted' } }
`;

describe('emits', () => {
  it('delivers the messages of a change, made from the resource, and none of a refused one', async () => {
    const emits = `${mock}emits:
  - on: submitOrder
    when: { present: '/lines/0' }
    contract: order-events
    channel: orders.submitted
    payload: { object: { order: /orderId, at: { now: true }, lines: { each: /lines, object: { each: ./unitPrice } } } }
`;
    const server = await serve(await contractOf('orders', document, emits), await contractOf('order-events', events));
    const send = (path: string, sent: unknown) =>
      fetch(server.url + path, { method: 'POST', body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } });
    await send('/orders/orders', { orderId: 'A', lines });
    expect((await send('/orders/orders/A/submit', {})).status).toBe(200);
    expect((await send('/orders/orders/A/submit', {})).status).toBe(409);
    const told = await fetch(`${server.url}/order-events/orders.submitted`);
    expect(await told.json()).toMatchObject([
      { payload: { order: 'A', at: '2026-01-01T00:00:02Z', lines: [{ each: usd('0.10') }, { each: usd('0.25') }] } },
    ]);
  });
});

describe('latency', () => {
  it('keeps answers back, by operation or all', async () => {
    const { call } = await start(`${mock}latency: { default: 0, operations: { listOrders: { min: 60, max: 80 }, getOrder: 60 } }\n`);
    for (const path of ['/orders/orders', '/orders/orders/A']) {
      const began = performance.now();
      await call('GET', path);
      expect(performance.now() - began, path).toBeGreaterThan(55);
    }
  });
});

describe('mock.yaml', () => {
  const table: readonly [string, string, string, number, RegExp][] = [
    ['a rule of no operation', '  pay:', '  pai:', 22, /no operation 'pai'.*did you mean 'pay'/],
    ['a rule about no field', 'atMost: [/paid,', 'atMost: [/payd,', 23, /no field 'payd'.*did you mean 'paid'/],
    ['transitions of no field', 'field: status', 'field: state', 4, /no field 'state'/],
    [
      'transitions of no resource',
      '/orders/{orderId}:\n    field',
      '/order/{orderId}:\n    field',
      3,
      /'\/order\/\{orderId\}' is no resource/,
    ],
    ['a move by no operation', 'by: submitOrder', 'by: submit', 7, /no operation 'submit'/],
    ['a wait that is none', 'P30D', '30 days', 10, /30 days|pattern/],
    ['a computed field that is none', '/lineCount:', '/linesCount:', 15, /no field 'linesCount'/],
    ['a value of two kinds', "{ count: '/lines/*' }", "{ count: '/lines/*', today: true }", 15, /one thing, not 'count' and 'today'/],
    ['an unknown kind of value', '{ count:', '{ cuont:', 15, /unknown key 'cuont'/],
    ['a condition of no kind', '{ present:', '{ presents:', 21, /unknown key 'presents'/],
    [
      'an emission of no operation',
      'state: strict',
      'state: strict\nemits: [{ on: submit, contract: c, channel: d, payload: {} }]',
      2,
      /./,
    ],
    ['a latency of no operation', 'state: strict', 'state: strict\nlatency: { operations: { list: 3 } }', 2, /no operation 'list'/],
    ['a status that refuses nothing', 'status: 422', 'status: 200', 21, /400/],
  ];
  it.each(table)('refuses %s with its place', async (_, was, is, line, message) => {
    const refused = (async () => startMockServer({ contracts: [await contractOf('orders', document, mock.replace(was, is))] }))();
    await expect(refused).rejects.toMatchObject({
      code: 'WORKSPACE_INVALID',
      detail: expect.stringMatching(message) as string,
      place: { file: 'mock.yaml', line },
    });
  });
});
