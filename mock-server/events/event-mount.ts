import type { IncomingMessage, ServerResponse } from 'node:http';
import { acceptsMediaType } from '../answers/choose-media-type.ts';
import { refuse } from '../http/refusals/problem.ts';
import { sendProblem } from '../http/refusals/send-problem.ts';
import { readBody } from '../http/bodies/read-body.ts';
import { readContext } from '../http/request-context.ts';
import type { RequestContext } from '../http/request-context.ts';
import type { Sessions } from '../state/sessions.ts';
import { readEventCredentials, securityViolations } from './event-credentials.ts';
import type { RecordMessage } from '../uses/record-messages.ts';
import type { EventMock } from './event-mock.ts';
import type { EventStreams } from './event-streams.ts';
import type { FoundChannel } from './find-channel.ts';
import { readArrival } from './read-arrival.ts';
import { refuseMessage } from './refuse-message.ts';
import { streamEvents } from './stream-events.ts';
import { takeArrival } from './take-arrival.ts';
import type { TokenAuthority } from '../security/verify-credentials.ts';

/** Whose requests the event face of a contract's mock answers. */
export interface EventMount {
  readonly mock: EventMock;
  readonly sessions: Sessions;
  readonly tokens: TokenAuthority;
  readonly streams: EventStreams;
  /** Is told of every message that a caller publishes or gets, when somebody wants to know. */
  readonly record?: RecordMessage | undefined;
}

/**
 * Serves one request below an event contract's mount, at the address of a channel: POST publishes the body as one message (202, or 422 when no
 * operation of the channel permits it); GET subscribes by server-sent events when the client asks for them, else lists the deliveries kept.
 */
export async function serveEvents(mount: EventMount, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const context = readContext(mount.sessions, request);
  if ('problem' in context) return sendProblem(response, context);
  const address = addressOf(request.url ?? '/');
  const channel = address === undefined ? undefined : mount.mock.findChannel(address);
  if (!channel) return sendProblem(response, refuse(404, 'UNKNOWN_CHANNEL', 'No channel of the contract has this address'));
  switch (request.method) {
    case 'POST':
      return publish(mount, channel, context, request, response);
    case 'GET':
      return show(mount, channel, context, request, response);
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

async function publish(
  { mock, tokens, record }: EventMount,
  channel: FoundChannel,
  context: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if ('refusal' in body) return sendProblem(response, body.refusal);
  const check = { ...tokens, nowMs: context.session.clock.lapsed() };
  const credentials = readEventCredentials(mock.compiled, request, check);
  const arrived = { ...readArrival(mock.compiled.contract, channel, request.headers, body.bytes ?? new Uint8Array()), credentials };
  const published = takeArrival(mock, context.session, channel, arrived, context.seed);
  if ('violations' in published) return sendProblem(response, refuseMessage(published.violations));
  record?.(request, channel, 'sends', published.message);
  response.writeHead(202, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ id: published.message.id, message: published.message.message }));
}

function show(
  { mock, tokens, streams, record }: EventMount,
  channel: FoundChannel,
  { session }: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const check = { ...tokens, nowMs: session.clock.lapsed() };
  const violations = securityViolations(mock.compiled, channel, readEventCredentials(mock.compiled, request, check));
  if (violations.length > 0) return sendProblem(response, refuseMessage(violations));
  const { messages } = session.part(mock.room);
  if (/\btext\/event-stream\b/i.test(request.headers.accept ?? '')) {
    streamEvents(messages, channel.address, request, response, ({ message }) => record?.(request, channel, 'reads', message));
    return streams.add(response);
  }
  if (!acceptsMediaType(request.headers.accept, 'application/json')) {
    return sendProblem(response, refuse(406, 'NOT_ACCEPTABLE', 'Channels answer with application/json or text/event-stream'));
  }
  const listed = messages.list(channel.address);
  for (const { message } of record ? listed : []) record?.(request, channel, 'reads', message);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(`[${listed.map(({ text }) => text).join(',')}]`);
}
