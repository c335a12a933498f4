import { expect, it } from 'vitest';
import { addressOfSubject, disjointSubjects, subjectFor } from './subjects.ts';

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

it.each([
  ['orders/north', 'delivered', 'delivered.orders.north'],
  ['orders/north', 'deadLetters', 'orders.north.dead-letter'],
  ['shipped', 'delivered', 'shipped'],
  ['orders/a b', 'delivered', undefined],
  ['orders/>', 'deadLetters', undefined],
  ['elsewhere', 'delivered', undefined],
] as const)('subjectFor %s %s', (address, which, want) => {
  const channels = [
    {
      address: 'orders/{region}',
      channel: 'o',
      subject: 'orders.*',
      taken: 'orders.*',
      delivered: 'delivered.orders.*',
      deadLetters: 'orders.*.dead-letter',
    },
    {
      address: 'shipped',
      channel: 's',
      subject: 'shipped',
      taken: 'publish.shipped',
      delivered: 'shipped',
      deadLetters: 'shipped.dead-letter',
    },
  ];
  expect(subjectFor(channels, address, which)).toBe(want);
});
