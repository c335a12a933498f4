import { expect, it } from 'vitest';
import { compileText } from '../testing/serve.ts';
import { addressOfSubject, channelSubjects, disjointSubjects, subjectFor } from './subjects.ts';

it.each([
  [
    ['a.b', 'a.c', 'a.b'],
    ['a.b', 'a.c'],
  ],
  [
    ['orders.north', 'orders.*', 'orders'],
    ['orders.*', 'orders'],
  ],
  [['a.*.c', 'a.b.*'], ['a.*.*']],
  [['a.*.c', 'x.b.c', '*.b.c'], ['*.*.c']],
])('disjointSubjects %j', (subjects, want) => {
  expect(disjointSubjects(subjects).toSorted()).toEqual(want.toSorted());
});

it.each([
  ['orders/{region}/placed', 'orders.*.placed', 'orders.north.placed', 'orders/north/placed'],
  ['orders/{region}.placed', 'publish.orders.*.placed', 'publish.orders.north.placed', 'orders/north.placed'],
  ['orders.placed', 'orders.placed', 'orders.placed', 'orders.placed'],
])('addressOfSubject %s %s %s', (template, pattern, subject, want) => {
  expect(addressOfSubject(template, pattern, subject)).toBe(want);
});

const document = `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders: { address: 'orders/{region}', parameters: { region: {} }, x-dead-letter: 'dead/{region}/orders', messages: { order: { payload: true } } }
  shipped: { address: shipped, messages: { shipped: { payload: true } } }
  billed: { address: billed, x-dead-letter: dead, messages: { billed: { payload: true } } }
  lost: { address: lost, x-dead-letter: 'the dead', messages: { lost: { payload: true } } }
operations:
  takeOrder: { action: receive, channel: { $ref: '#/channels/orders' } }
  sendShipped: { action: send, channel: { $ref: '#/channels/shipped' } }
  sendBilled: { action: send, channel: { $ref: '#/channels/billed' } }
  sendLost: { action: send, channel: { $ref: '#/channels/lost' } }
`;

it.each([
  ['orders/north', 'delivered', 'delivered.orders.north'],
  ['orders/north', 'deadLetters', 'dead.north.orders'],
  ['shipped', 'delivered', 'shipped'],
  ['shipped', 'deadLetters', 'shipped.dead-letter'],
  ['billed', 'deadLetters', 'dead'],
  ['lost', 'deadLetters', 'lost.dead-letter'],
  ['orders/a b', 'delivered', undefined],
  ['orders/>', 'deadLetters', undefined],
  ['elsewhere', 'delivered', undefined],
] as const)('subjectFor %s %s', async (address, which, want) => {
  const { contract } = await compileText(document);
  const channels = channelSubjects(contract);
  expect(subjectFor(channels, address, which)).toBe(want);
  expect(channels.map(({ deadLetters }) => deadLetters)).toEqual(['dead.*.orders', 'shipped.dead-letter', 'dead', 'lost.dead-letter']);
});
