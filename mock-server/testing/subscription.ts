import { onTestFinished } from 'vitest';

/** A server-sent event, its data as JSON. */
export interface ReceivedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly address: string; readonly headers: Readonly<Record<string, unknown>>; readonly payload: unknown };
}

/** A subscription to a channel, until the test ends. */
export interface Subscription {
  /** The next events, so many: waits for those that have not come yet. */
  next(count: number): Promise<readonly ReceivedEvent[]>;
}

/** Subscribes to a channel by server-sent events (WHATWG HTML §9.2). */
export async function subscribe(url: string, headers: Readonly<Record<string, string>>): Promise<Subscription> {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const response = await fetch(url, { headers: { ...headers, accept: 'text/event-stream' }, signal: ending.signal });
  if (response.status !== 200 || !response.body) throw new Error(`${url} answered ${response.status}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const waiting: ReceivedEvent[] = [];
  let text = '';
  const read = async (): Promise<void> => {
    const { done, value } = await reader.read();
    if (done) throw new Error('the subscription has ended');
    const parts = (text + decoder.decode(value, { stream: true })).split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) if (!part.startsWith(':')) waiting.push(readEvent(part));
  };
  return {
    async next(count) {
      while (waiting.length < count) await read();
      return waiting.splice(0, count);
    },
  };
}

function readEvent(text: string): ReceivedEvent {
  const fields = Object.fromEntries(text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  return { id: fields['id'] ?? '', event: fields['event'] ?? '', data: JSON.parse(fields['data'] ?? '') as ReceivedEvent['data'] };
}
