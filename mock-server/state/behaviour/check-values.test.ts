import { expect, it, onTestFinished } from 'vitest';
import { NO_LOG } from '../../server/mock-log.ts';
import { startMockServer } from '../../server/start-mock-server.ts';
import { contractOf } from '../../testing/serve.ts';

const order = "{ description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }";
const id = '{ name: orderId, in: path, required: true, schema: { type: string } }';
const document = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post: { operationId: create, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': ${order} } }
  /orders/{orderId}:
    parameters: [${id}]
    get: { operationId: read, responses: { '200': ${order} } }
  /orders/{orderId}/submit:
    parameters: [${id}]
    post:
      operationId: submit
      responses:
        '200': ${order}
        '409': { description: no, content: { application/problem+json: { schema: { type: object, properties: { code: { enum: [NOT_DRAFT, TOO_LATE] } } } } } }
components:
  schemas:
    Money: { type: object, required: [amount, currency], properties: { amount: { type: string }, currency: { const: USD } } }
    Order:
      type: object
      required: [orderId, status]
      properties:
        orderId: { type: string }
        status: { allOf: [{ type: string, enum: [draft, submitted, expired] }] }
        submittedAt: { type: string, format: date-time }
        paid: { type: string, enum: [all, part, none] }
        total: { $ref: '#/components/schemas/Money' }
        open: { $ref: '#/components/schemas/Money' }
        lines: { type: array, items: { type: object, properties: { quantity: { type: integer }, price: { $ref: '#/components/schemas/Money' }, amount: { $ref: '#/components/schemas/Money' } } } }
        labels: { type: object, additionalProperties: { type: string } }
`;

const good = `transitions:
  /orders/{orderId}:
    field: status
    initial: draft
    moves:
      - { from: draft, to: submitted, by: submit, set: { /submittedAt: { now: true }, /labels/any: x } }
      - { from: [draft, submitted], to: expired, after: P1D, set: { /submittedAt: '2026-01-01T00:00:00Z' } }
    refusedAs: { status: 409, code: NOT_DRAFT }
computed:
  /orders/{orderId}:
    /open: { difference: [/total, { sum: /lines/*/price }] }
    /lines/*/amount: { product: [./quantity, ./price] }
    /total: { sum: /lines/*/amount }
    /paid: { choose: [{ when: { equal: [/open, 0] }, then: all }], otherwise: /paid }
    /labels/lines: { choose: [{ when: { present: /lines/0/price/amount }, then: some }] }
rules:
  submit: [{ require: { present: /lines/0 }, status: 409, code: TOO_LATE }]
latency: { default: { min: 0, max: 0 } }
`;

const serving = async (mock: string, warned: string[] = []) => {
  const log = { ...NO_LOG, warn: (line: string) => void warned.push(line) };
  const server = await startMockServer({ contracts: [await contractOf('orders', document, mock)], log });
  onTestFinished(() => server.close());
  return server;
};

it('takes what the contract has, and computes in the order that it needs', async () => {
  const warned: string[] = [];
  const server = await serving(good, warned);
  const price = { amount: '1.50', currency: 'USD' };
  const body = JSON.stringify({ orderId: 'A', lines: [{ quantity: 3, price }] });
  const made = await fetch(`${server.url}/orders/orders`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect(await made.json()).toMatchObject({
    total: { amount: '4.50', currency: 'USD' },
    open: { amount: '3.00', currency: 'USD' },
    labels: { lines: 'some' },
  });
  expect(warned).toEqual([]);
});

const table: readonly [string, string, string, number, RegExp][] = [
  ['a state to begin in', 'initial: draft', 'initial: nonsense', 4, /no 'status' that is 'nonsense' \(contract\.yaml:\d+:\d+\)$/],
  ['one of several such states', 'initial: draft', 'initial: [draft, drafts]', 4, /'drafts'.*did you mean 'draft'/],
  ['a state to come from', '{ from: draft,', '{ from: draftt,', 6, /'draftt'.*did you mean 'draft'/],
  ['a state to come to', 'to: submitted', 'to: submittedd', 6, /'submittedd'.*did you mean 'submitted'/],
  [
    'a constant without its format',
    "'2026-01-01T00:00:00Z'",
    'hello',
    7,
    /'\/submittedAt' cannot have this value: expected the format date-time/,
  ],
  ['a constant of another type', '/labels/any: x', '/labels/any: 3', 6, /'\/labels\/any'.*expected string/],
  ['a chosen constant', 'then: all', 'then: al', 14, /'\/paid' cannot have this value.*did you mean 'all'/],
  ['a constant below money', 'otherwise: /paid', "otherwise: { const: { amount: '1' } }", 14, /'\/paid'.*expected/],
  ['a cycle', '/total: { sum: /lines/*/amount }', '/total: { sum: [/open] }', 11, /worked out of each other: \/open, \/total, \/open/],
  ['a field that reckons with itself', '/total: { sum: /lines/*/amount }', '/total: { sum: [/total] }', 13, /\/total, \/total/],
  ['a pointer to no field of a part', '[./quantity,', '[./quantty,', 12, /no field 'quantty'.*did you mean 'quantity'/],
  [
    'a pointer to no field below a field',
    'sum: /lines/*/price',
    'sum: /lines/*/prise',
    11,
    /no field 'prise', which '\/lines\/\*\/prise' leads through.*did you mean 'price'/,
  ],
  ['a pointer into what has no fields', 'otherwise: /paid', 'otherwise: /paid/state', 14, /no field 'state'/],
  ['items of what is no list', 'sum: /lines/*/amount', 'sum: /total/*/amount', 13, /'\*' stands for in '\/total\/\*\/amount'.*is no list/],
  ['a delay between nothing', 'min: 0, max: 0', 'min: 50, max: 2', 18, /at least 50 cannot be one of at most 2/],
  ['a code that answers cannot have', 'code: NOT_DRAFT', 'code: NOT_DRAFTS', 8, /no code 'NOT_DRAFTS'.*did you mean 'NOT_DRAFT'/],
  ["a rule's code that answers cannot have", 'code: TOO_LATE', 'code: LATE', 17, /answers of 409 to submit have no code 'LATE'/],
];
it.each(table)('refuses %s that the contract does not have, with its place', async (_, was, is, line, message) => {
  expect(good).toContain(was);
  await expect(serving(good.replace(was, is))).rejects.toMatchObject({
    code: 'WORKSPACE_INVALID',
    detail: expect.stringMatching(message) as string,
    place: { file: 'mock.yaml', line },
  });
});

it('a status that the operation does not declare is doubtful', async () => {
  const warned: string[] = [];
  await serving(good.replace('status: 409, code: TOO_LATE', 'status: 423, code: LOCKED'), warned);
  expect(warned).toEqual([expect.stringMatching(/^mock\.yaml:17:\d+: submit declares no answer of 423/)]);
});
