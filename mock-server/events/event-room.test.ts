import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Sessions } from '../state/sessions.ts';
import type { DisorderRule } from './disorder.ts';
import { EventRoom } from './event-room.ts';

function open(rules: readonly DisorderRule[] = []) {
  const delivered: number[] = [];
  const outlet = {
    deliver: ({ message }: { readonly message: { readonly id: number } }) => void delivered.push(message.id),
    refuse: () => {},
  };
  const room = new EventRoom('seed', rules, () => 0, outlet);
  const take = (address = 'orders') =>
    room.take({
      address,
      message: 'order',
      headers: {},
      payload: {},
      contentType: 'application/json',
      channel: [address],
      poison: () => undefined,
    });
  const refuse = (payload: unknown, headers = {}) => room.refuse({ address: 'orders', headers, payload, violations: [] });
  return { room, take, refuse, delivered };
}

describe('what a room remembers', () => {
  it.each([
    ['as text', (size: number) => 'x'.repeat(size)],
    ['as values', (size: number) => ({ text: 'x'.repeat(size) })],
  ])('of dead letters %s is bounded in size', (_, payloadOf) => {
    const { room, refuse } = open();
    for (let letter = 0; letter < 4; letter++) refuse(payloadOf(30 * 1024 * 1024), { letter });
    expect(room.deadLetters.map(({ headers }) => headers['letter'])).toEqual([2, 3]);
    refuse(payloadOf(70 * 1024 * 1024), { letter: 4 });
    expect(room.deadLetters).toHaveLength(1);
  });

  it('of dead letters is bounded in number', () => {
    const { room, refuse } = open();
    for (let letter = 0; letter < 1001; letter++) refuse(letter);
    expect([room.deadLetters.length, room.deadLetters[0]?.payload]).toEqual([1000, 1]);
  });

  it('of addresses is nothing without a rule of disorder, and bounded with one', () => {
    const [plain, disturbed] = [open(), open([{ channel: 'a1', drop: 1 }, { duplicate: 0 }])];
    for (let n = 0; n <= 10_000; n++) for (const { take } of [plain, disturbed]) take(`a${n}`);
    expect(plain.room.snapshot().counts).toEqual([]);
    const { counts } = disturbed.room.snapshot();
    expect([counts.length, counts[0], counts.at(-1)]).toEqual([10_000, ['a1', 1], ['a10000', 1]]);
  });
});

describe('a room whose session is over', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const ways: readonly [string, (sessions: Sessions) => void][] = [
    ['was ended', (sessions) => void sessions.end('s')],
    ['was idle longest of too many', (sessions) => void Array.from({ length: 1000 }, (_, index) => sessions.of(`other${index}`))],
  ];

  it.each(ways)('since it %s delivers nothing more, and ends its subscriptions', (_, end) => {
    const { room, take, delivered } = open([{ delay: { rate: 1, seconds: 60 } }]);
    const sessions = new Sessions();
    sessions.of('s').part({ make: () => room, end: (made: EventRoom) => made.end() });
    let ended = 0;
    room.messages.subscribe(
      'orders',
      () => {},
      () => ended++,
    );
    const unsubscribe = room.messages.subscribe(
      'orders',
      () => {},
      () => (ended += 10),
    );
    unsubscribe();
    take();
    expect([room.waiting, ended]).toEqual([1, 0]);
    end(sessions);
    vi.advanceTimersByTime(120_000);
    expect([delivered, room.waiting, ended]).toEqual([[], 0, 1]);
  });
});
