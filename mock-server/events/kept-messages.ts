import { BoundedList } from './bounded-list.ts';

/** A message as a mock keeps and delivers it. */
export interface KeptMessage {
  /** Place in the order in which the contract's messages were taken, from 1. A second delivery has the same one. */
  readonly id: number;
  /** Concrete address of the channel. */
  readonly address: string;
  /** Name of the message in the contract. */
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
}

/** One delivery of a message to whoever subscribes. */
export interface Delivery {
  /** Place in the order of the contract's deliveries, from 1: the `id` of its server-sent event. Without disorder, the message's own id. */
  readonly position: number;
  readonly message: KeptMessage;
  /** Media type of the payload. */
  readonly contentType: string;
  /** The message as JSON. */
  readonly text: string;
}

/** A delivery as a snapshot has it. */
export type WrittenDelivery = Omit<Delivery, 'text'>;

/** Called with every delivery at an address. */
export type Subscriber = (delivery: Delivery) => void;

interface Subscription {
  readonly hear: Subscriber;
  readonly onEnd: () => void;
}

const MAX_MESSAGES = 10_000;
const MAX_CHARACTERS = 64 * 1024 * 1024;

/** The deliveries of one contract, bounded in number and size: the oldest go first. Subscribers hear of each one once. */
export class KeptMessages {
  private readonly kept = new BoundedList<Delivery>(MAX_MESSAGES, MAX_CHARACTERS);
  private lastPosition = 0;
  private readonly subscribers = new Map<string, Set<Subscription>>();

  /** Delivers a message now. */
  deliver(message: KeptMessage, contentType: string): Delivery {
    const text = JSON.stringify(message);
    const delivery = { position: ++this.lastPosition, message, contentType, text };
    this.kept.add(delivery, text.length);
    for (const { hear } of this.subscribers.get(message.address) ?? []) hear(delivery);
    return delivery;
  }

  /**
   * Deliveries at an address after a position, oldest first. A position that was not reached yet is from before a reset: then all are listed.
   */
  list(address: string, afterPosition = 0): readonly Delivery[] {
    const after = afterPosition > this.lastPosition ? 0 : afterPosition;
    return this.kept.items.filter(({ message, position }) => message.address === address && position > after);
  }

  /** Returns the function that ends the subscription. `onEnd` is called when nothing will ever be delivered again. */
  subscribe(address: string, hear: Subscriber, onEnd: () => void = () => {}): () => void {
    const subscriber: Subscription = { hear, onEnd };
    let subscribers = this.subscribers.get(address);
    if (!subscribers) this.subscribers.set(address, (subscribers = new Set()));
    subscribers.add(subscriber);
    const all = subscribers;
    return () => {
      all.delete(subscriber);
      if (all.size === 0) this.subscribers.delete(address);
    };
  }

  /** The deliveries that are kept, and the place of the last one, as JSON. */
  snapshot(): { readonly lastPosition: number; readonly deliveries: readonly WrittenDelivery[] } {
    const deliveries = this.kept.items.map(({ position, message, contentType }) => ({ position, message, contentType }));
    return { lastPosition: this.lastPosition, deliveries };
  }

  /** Keeps what a snapshot says. Subscribers hear of none of it. */
  restore({ lastPosition, deliveries }: ReturnType<KeptMessages['snapshot']>): void {
    this.kept.clear();
    for (const written of deliveries) {
      const text = JSON.stringify(written.message);
      this.kept.add({ ...written, text }, text.length);
    }
    this.lastPosition = lastPosition;
  }

  /** Forgets the deliveries and begins to count anew. Subscriptions stay. */
  clear(): void {
    this.kept.clear();
    this.lastPosition = 0;
  }

  /** Forgets the deliveries, and ends every subscription. */
  end(): void {
    this.clear();
    const ended = [...this.subscribers.values()].flatMap((subscribers) => [...subscribers]);
    this.subscribers.clear();
    for (const { onEnd } of ended) onEnd();
  }
}
