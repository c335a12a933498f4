import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CompiledContract, Violation } from '../../registry/contract/index.ts';
import { acceptsMediaType } from '../answers/choose-media-type.ts';
import { refuse, sendProblem } from '../http/problem.ts';
import { readBody } from '../http/read-body.ts';
import type { ChannelFinder, FoundChannel } from './find-channel.ts';
import type { KeptMessages } from './kept-messages.ts';
import { readMessageBindings } from './read-message-bindings.ts';
import { readMessageHeaders } from './read-message-headers.ts';

/** The event face of one contract's mock. */
export interface EventMock {
  readonly compiled: CompiledContract;
  readonly findChannel: ChannelFinder;
  readonly messages: KeptMessages;
}

/** A subscriber that reads this many bytes too slowly is cut off. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

/**
 * Serves one request below an event contract's mount, at the address of a channel: POST publishes the body as one message (202, or 422 when no
 * operation of the channel permits it); GET subscribes by server-sent events when the client asks for them, else lists the messages kept.
 */
export async function serveEvents(mock: EventMock, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = addressOf(request.url ?? '/');
  const channel = address === undefined ? undefined : mock.findChannel(address);
  if (!channel) return sendProblem(response, refuse(404, 'UNKNOWN_CHANNEL', 'No channel of the contract has this address'));
  switch (request.method) {
    case 'POST':
      return publish(mock, channel, request, response);
    case 'GET':
      return /\btext\/event-stream\b/i.test(request.headers.accept ?? '')
        ? subscribe(mock, channel, request, response)
        : list(mock, channel, request, response);
    default:
      return sendProblem(response, refuse(405, 'METHOD_NOT_ALLOWED', 'Channels take POST and GET', { headers: { allow: 'GET, POST' } }));
  }
}

function addressOf(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '');
  } catch {
    return undefined;
  }
}

async function publish(mock: EventMock, channel: FoundChannel, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if ('refusal' in body) return sendProblem(response, body.refusal);
  const headers = readMessageHeaders(mock.compiled.contract, channel.operations, request.headers);
  const bindings = readMessageBindings(channel.operations, request.headers);
  const contentType = request.headers['content-type'];
  let violations: readonly Violation[] | undefined;
  for (const operation of channel.operations) {
    const verdict = mock.compiled.permitsMessage(operation, {
      headers,
      payload: body.bytes ?? new Uint8Array(),
      address: channel.address,
      bindings,
      ...(contentType === undefined ? {} : { contentType }),
    });
    if (verdict.accepted) {
      const { id } = mock.messages.add({ address: channel.address, message: verdict.message.name, headers, payload: verdict.payload });
      response.writeHead(202, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id, message: verdict.message.name }));
      return;
    }
    violations ??= verdict.violations;
  }
  sendProblem(
    response,
    refuse(422, 'MESSAGE_INVALID', 'No operation of the channel permits the message', { violations: violations ?? [] }),
  );
}

function list(mock: EventMock, channel: FoundChannel, request: IncomingMessage, response: ServerResponse): void {
  if (!acceptsMediaType(request.headers.accept, 'application/json')) {
    return sendProblem(response, refuse(406, 'NOT_ACCEPTABLE', 'Channels answer with application/json or text/event-stream'));
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    `[${mock.messages
      .list(channel.address)
      .map(({ text }) => text)
      .join(',')}]`,
  );
}

function subscribe(mock: EventMock, channel: FoundChannel, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.write(': subscribed\n\n');
  const deliver = (id: number, name: string, text: string): void => {
    response.write(`id: ${id}\nevent: ${name.replaceAll(/[\r\n]/g, ' ')}\ndata: ${text}\n\n`);
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  };
  const lastSeen = request.headers['last-event-id'];
  if (typeof lastSeen === 'string' && /^\d+$/.test(lastSeen)) {
    for (const { message, text } of mock.messages.list(channel.address, Number(lastSeen))) deliver(message.id, message.message, text);
  }
  const end = mock.messages.subscribe(channel.address, (message, text) => deliver(message.id, message.message, text));
  response.on('close', end);
}
