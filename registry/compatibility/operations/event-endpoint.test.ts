import { describe, expect, test } from 'vitest';
import type { Channel, EventOperation, Message } from '../../contract/index.ts';
import { bindingOf, membersOf, weightOfBinding } from './binding-members.ts';
import { type EventEndpoint, isAddressInstance, operationPairs } from './event-endpoint.ts';

const location = { file: '', pointer: '' };

function channel(address: string | null): Channel {
  return { address, name: 'c', parameters: [], servers: [], bindings: {}, bindingSchemas: [], extensions: {}, location };
}

test.each<[string | null, string | null, boolean]>([
  ['things/eu', 'things/{region}', true],
  ['things/eu/1', 'things/{region}', false],
  ['things.eu', 'things.{region}', true],
  ['things.eu.1', 'things.{region}', false],
  ['things.eu', 'things/{region}', false],
  ['a+b.eu', 'a+b.{region}', true],
  ['aab.eu', 'a+b.{region}', false],
  ['things', 'things', false],
  [null, 'things/{region}', false],
  ['things/eu', null, false],
])('%s is one of %s: %s', (address, template, want) => {
  expect(isAddressInstance(channel(address), channel(template))).toBe(want);
});

/** `onM:m,n` is an operation of that name with these messages. */
function endpoint(...operations: readonly string[]): EventEndpoint {
  const all = operations.map((text): EventOperation => {
    const [operationId, messages] = text.split(':') as [string, string];
    const named = messages.split(',').map((name) => ({ name }) as Message);
    return {
      kind: 'event',
      key: text,
      operationId,
      action: 'receive',
      channel: channel('a'),
      messages: named,
    } as unknown as EventOperation;
  });
  return { key: 'receive a', action: 'receive', channel: channel('a'), operations: all, messages: [] };
}

describe('operationPairs', () => {
  test.each<[string, EventEndpoint, EventEndpoint, readonly string[]]>([
    ['by name', endpoint('a:m', 'b:n'), endpoint('b:n', 'a:m'), ['a-a', 'b-b']],
    ['by message', endpoint('a:m', 'b:n'), endpoint('x:n', 'y:m'), ['a-y', 'b-x']],
    ['one is split', endpoint('a:m,n'), endpoint('x:m', 'y:n'), ['a-x', 'a-y']],
    ['two are merged', endpoint('a:m', 'b:n'), endpoint('x:m,n'), ['a-x', 'b-x']],
    ['nothing in common', endpoint('a:m'), endpoint('x:n'), ['a-x']],
  ])('%s', (_, base, head, want) => {
    expect(operationPairs({ base, head }).map((pair) => `${pair.base.operationId}-${pair.head.operationId}`)).toEqual(want);
  });
});

test.each([
  ['kafka', 'key', 'wire'],
  ['kafka', 'partitions', 'unseen'],
  ['kafka', 'groupId', 'guarantee'],
  ['nats', 'queue', 'guarantee'],
  ['amqp', 'queue.name', 'wire'],
  ['amqp', 'exchange.durable', 'guarantee'],
  ['amqp', 'bindingVersion', 'unseen'],
  ['mqtt', 'qos', 'guarantee'],
  ['other', 'x-own', 'unseen'],
  ['other', 'anything', 'wire'],
])('%s %s is %s', (protocol, member, want) => {
  expect(weightOfBinding(protocol, member)).toBe(want);
});

test('an exchange is looked at member by member', () => {
  const members = membersOf('amqp', { is: 'queue', exchange: { name: 'a', type: 'topic' } });
  expect([...members]).toEqual([
    ['is', 'queue'],
    ['exchange.name', 'a'],
    ['exchange.type', 'topic'],
  ]);
  expect(bindingOf('amqp', 'exchange.name', 'a')).toEqual({ amqp: { exchange: { name: 'a' } } });
  expect([...membersOf('nats', 'no object')]).toEqual([]);
});
