import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery, KeptMessages } from './kept-messages.ts';

/** A subscriber that reads this many bytes too slowly is cut off. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

/** A comment goes out this often, so that nobody between takes the connection for dead. */
export const HEARTBEAT_MS = 15_000;

/**
 * Streams the deliveries at an address as server-sent events (WHATWG HTML §9.2): first those after `Last-Event-ID`, then each as it happens. The
 * `id` of an event is its delivery's position, its name the message's. The stream ends with the session.
 *
 * @param onDelivery is told of each before it is sent
 */
export function streamEvents(
  messages: KeptMessages,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
  onDelivery: (delivery: Delivery) => void,
): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'close',
    'x-accel-buffering': 'no',
  });
  response.write(': subscribed\n\n');
  const send = (text: string): void => {
    response.write(text);
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  };
  const sendDelivery = (delivery: Delivery): void => {
    const { position, message, text } = delivery;
    onDelivery(delivery);
    send(`id: ${position}\nevent: ${message.message.replaceAll(/[\r\n]/g, ' ')}\ndata: ${text}\n\n`);
  };
  const lastSeen = request.headers['last-event-id'];
  if (typeof lastSeen === 'string' && /^\d+$/.test(lastSeen)) {
    for (const delivery of messages.list(address, Number(lastSeen))) sendDelivery(delivery);
  }
  const end = messages.subscribe(address, sendDelivery, () => response.end());
  const heartbeat = setInterval(() => send(': heartbeat\n\n'), HEARTBEAT_MS).unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    end();
  });
}
