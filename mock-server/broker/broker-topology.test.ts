import { expect, it } from 'vitest';
import { consumerName } from './broker-topology.ts';

it.each([
  ['orders', 'placed', /^orders-placed$/],
  ['patient-accounts', 'placed', /^patient-accounts-placed$/],
  ['orders', 'orders.placed', /^orders-orders_placed-[0-9a-f]{8}$/],
  ['orders', 'order-placed', /^orders-order-placed-[0-9a-f]{8}$/],
])('consumerName %s %s', (contractId, channel, want) => {
  expect(consumerName(contractId, channel)).toMatch(want);
});

it.each([
  [
    ['shop', 'orders.x'],
    ['shop', 'orders_x'],
    ['shop', 'orders x'],
  ],
  [
    ['a-b', 'c'],
    ['a', 'b-c'],
  ],
  [
    ['a.b', 'c'],
    ['a_b', 'c'],
  ],
] as const)('gives the consumers of %j names of their own', (...channels) => {
  expect(new Set(channels.map(([contractId, channel]) => consumerName(contractId, channel))).size).toBe(channels.length);
});
