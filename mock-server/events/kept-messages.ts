/** A message as a mock keeps and delivers it. */
export interface KeptMessage {
  /** Place in the order of the contract's messages, from 1: the `id` of its server-sent event. */
  readonly id: number;
  /** Concrete address of the channel. */
  readonly address: string;
  /** Name of the message in the contract. */
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
}

/** Called with every message that arrives at an address. */
export type Subscriber = (message: KeptMessage, bytes: string) => void;

const MAX_MESSAGES = 10_000;
const MAX_CHARACTERS = 64 * 1024 * 1024;

/** The messages of one contract, bounded in number and size: the oldest go first. Subscribers hear of each one once. */
export class KeptMessages {
  private kept: { readonly message: KeptMessage; readonly text: string }[] = [];
  private characters = 0;
  private lastId = 0;
  private readonly subscribers = new Map<string, Set<Subscriber>>();

  add(message: Omit<KeptMessage, 'id'>): KeptMessage {
    const numbered = { id: ++this.lastId, ...message };
    const text = JSON.stringify(numbered);
    this.kept.push({ message: numbered, text });
    this.characters += text.length;
    let dropped = 0;
    while (this.kept.length - dropped > MAX_MESSAGES || (this.characters > MAX_CHARACTERS && this.kept.length - dropped > 1)) {
      this.characters -= this.kept[dropped++]?.text.length ?? 0;
    }
    if (dropped > 0) this.kept = this.kept.slice(dropped);
    for (const subscriber of this.subscribers.get(message.address) ?? []) subscriber(numbered, text);
    return numbered;
  }

  /** Messages of an address after an id, oldest first. */
  list(address: string, afterId = 0): readonly { readonly message: KeptMessage; readonly text: string }[] {
    return this.kept.filter(({ message }) => message.address === address && message.id > afterId);
  }

  /** Returns the function that ends the subscription. */
  subscribe(address: string, subscriber: Subscriber): () => void {
    let subscribers = this.subscribers.get(address);
    if (!subscribers) this.subscribers.set(address, (subscribers = new Set()));
    subscribers.add(subscriber);
    const all = subscribers;
    return () => {
      all.delete(subscriber);
      if (all.size === 0) this.subscribers.delete(address);
    };
  }

  clear(): void {
    this.kept = [];
    this.characters = 0;
  }
}
