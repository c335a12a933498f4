import type { Violation } from '../../registry/contract/index.ts';
import type { Agenda } from '../state/behaviour/agenda.ts';
import { BoundedList } from './bounded-list.ts';
import { decideMishaps } from './disorder.ts';
import type { DisorderRule, Mishaps } from './disorder.ts';
import { HeldDeliveries } from './held-deliveries.ts';
import type { HeldMessage, WrittenHeld } from './held-deliveries.ts';
import { KeptMessages } from './kept-messages.ts';
import type { Delivery, KeptMessage, WrittenDelivery } from './kept-messages.ts';
import { MessageCounts } from './message-counts.ts';

/** A message that was refused, and why. */
export interface DeadLetter {
  readonly address: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** As text where it was sent as bytes. */
  readonly payload: unknown;
  readonly violations: readonly Violation[];
}

/** A message that was taken and to which something happens on its way. */
export interface Mishap extends Mishaps {
  readonly id: number;
  readonly address: string;
}

/** A message that the contract permits, before it has its number. */
export interface TakenMessage extends Omit<KeptMessage, 'id'> {
  readonly contentType: string;
  /** Address or name of the channel, as rules name it. */
  readonly channel: readonly (string | null)[];
  /** A payload that the contract refuses here; undefined when there is none. */
  poison(seed: string): { readonly payload: unknown } | undefined;
}

/** All that decides what a room shows and delivers next, as JSON. */
export interface RoomSnapshot {
  readonly lastId: number;
  readonly lastPosition: number;
  readonly deliveries: readonly WrittenDelivery[];
  readonly waiting: readonly WrittenHeld[];
  /** Messages that each address had under a rule of disorder. */
  readonly counts: readonly (readonly [address: string, count: number])[];
  readonly deadLetters: readonly DeadLetter[];
  readonly mishaps: readonly Mishap[];
  /** Those that were set for the session. */
  readonly disorder?: readonly DisorderRule[];
}

/** Hears of all that leaves a room. */
export interface RoomOutlet {
  deliver(delivery: Delivery): void;
  refuse(letter: DeadLetter): void;
}

const MAX_LISTED = 1000;
const MAX_LETTER_CHARACTERS = 64 * 1024 * 1024;
const REDELIVERED_AFTER = 3;

/** The events of one contract as one session sees them: what was delivered, what waits, what was refused, and how disorderly delivery is. */
export class EventRoom {
  readonly messages = new KeptMessages();
  readonly mishaps: Mishap[] = [];
  private readonly letters = new BoundedList<DeadLetter>(MAX_LISTED, MAX_LETTER_CHARACTERS);
  private given: readonly DisorderRule[];
  private own: readonly DisorderRule[] | undefined;
  private readonly held: HeldDeliveries;
  private readonly seed: string;
  private readonly outlet: RoomOutlet;
  private lastId = 0;
  private readonly counts = new MessageCounts();

  /** @param now tells the session's time, in milliseconds since 1970 */
  constructor(seed: string, rules: readonly DisorderRule[], now: () => number, outlet: RoomOutlet) {
    this.seed = seed;
    this.held = new HeldDeliveries(now, (held) => this.deliver(held));
    this.given = rules;
    this.outlet = outlet;
  }

  /** What holds now: what was set for the session, else what mock.yaml says. The first rule for a message's channel counts. */
  get rules(): readonly DisorderRule[] {
    return this.own ?? this.given;
  }

  /** Sets rules for the session in the place of those of mock.yaml. */
  set(rules: readonly DisorderRule[]): void {
    this.own = rules;
  }

  /** Takes the rules that mock.yaml now has. */
  reload(rules: readonly DisorderRule[]): void {
    this.given = rules;
  }

  /** What was refused last, the oldest first. */
  get deadLetters(): readonly DeadLetter[] {
    return this.letters.items;
  }

  /** Number that the next message will have. */
  get nextId(): number {
    return this.lastId + 1;
  }

  /** Deliveries that wait. */
  get waiting(): number {
    return this.held.size;
  }

  /** What waits for the session's clock. */
  get agenda(): Agenda {
    return this.held;
  }

  /** Takes a message and delivers it, in order and once where no rule disturbs it. */
  take(taken: TakenMessage): KeptMessage {
    const { contentType, channel, poison, ...rest } = taken;
    const message: KeptMessage = { id: ++this.lastId, ...rest };
    const { address } = message;
    const rule = this.rules.find((one) => one.channel === undefined || channel.includes(one.channel));
    if (!rule) {
      this.deliver({ message, contentType, times: 1 });
      this.held.passed(address);
      return message;
    }
    const seed = `${this.seed} disorder ${address} ${this.counts.next(address)}`;
    const drawn = decideMishaps(rule, seed);
    const poisoned = drawn.poisoned ? poison(seed) : undefined;
    const mishaps = { ...drawn, poisoned: poisoned !== undefined };
    if (Object.values(mishaps).some(Boolean)) keepLast(this.mishaps, { id: message.id, address, ...mishaps });
    this.disturb(poisoned ? { ...message, ...poisoned } : message, contentType, mishaps, rule.holdSeconds ?? 5);
    return message;
  }

  private disturb(message: KeptMessage, contentType: string, mishaps: Mishaps, holdSeconds: number): void {
    const once: HeldMessage = { message, contentType, times: 1 };
    const now: HeldMessage = { ...once, times: mishaps.duplicated ? 2 : 1 };
    const waits = mishaps.delaySeconds > 0 || mishaps.reordered;
    if (!mishaps.dropped && !waits) this.deliver(now);
    this.held.passed(message.address);
    if (mishaps.dropped) return;
    if (mishaps.delaySeconds > 0) this.held.hold(now, { messages: Infinity, seconds: mishaps.delaySeconds });
    else if (mishaps.reordered) this.held.hold(now, { messages: 1, seconds: holdSeconds });
    if (mishaps.redelivered) this.held.hold(once, { messages: REDELIVERED_AFTER, seconds: holdSeconds });
  }

  private deliver({ message, contentType, times }: HeldMessage): void {
    for (let time = 0; time < times; time++) this.outlet.deliver(this.messages.deliver(message, contentType));
  }

  /** Keeps a message that was refused. */
  refuse(letter: DeadLetter): void {
    this.letters.add(letter, sizeOf(letter));
    this.outlet.refuse(letter);
  }

  /** Delivers now what waits, and says how many deliveries that were. */
  release(): number {
    return this.held.releaseAll();
  }

  snapshot(): RoomSnapshot {
    return {
      lastId: this.lastId,
      ...this.messages.snapshot(),
      waiting: this.held.snapshot(),
      counts: this.counts.snapshot(),
      deadLetters: this.deadLetters,
      mishaps: [...this.mishaps],
      ...(this.own && { disorder: this.own }),
    };
  }

  /** Goes on from a snapshot, when the session's clock is the snapshot's. Subscriptions stay, and hear of none of it. */
  restore(snapshot: RoomSnapshot): void {
    this.clear();
    this.lastId = snapshot.lastId;
    this.messages.restore(snapshot);
    this.held.restore(snapshot.waiting);
    this.counts.restore(snapshot.counts);
    for (const letter of snapshot.deadLetters) this.letters.add(letter, sizeOf(letter));
    for (const mishap of snapshot.mishaps) keepLast(this.mishaps, mishap);
    this.own = snapshot.disorder;
  }

  /** Forgets every message and begins to count anew, by the rules of mock.yaml. Subscriptions stay. */
  clear(): void {
    this.held.clear();
    this.messages.clear();
    this.letters.clear();
    this.mishaps.length = 0;
    this.counts.clear();
    this.lastId = 0;
    this.own = undefined;
  }

  /** Forgets every message, also those that wait, and ends every subscription: the session is over. */
  end(): void {
    this.clear();
    this.messages.end();
  }
}

function sizeOf({ headers, payload }: DeadLetter): number {
  const text = typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? '');
  return text.length + JSON.stringify(headers).length;
}

function keepLast<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > MAX_LISTED) list.shift();
}
