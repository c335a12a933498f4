import { describe, expect, it, vi, onTestFinished } from 'vitest';
import type { MockServer } from '../server/start-mock-server.ts';
import { authorize, contractOf, serve, shippedContract } from '../testing/serve.ts';
import { HEARTBEAT_MS } from './stream-events.ts';

const json = { 'content-type': 'application/json' };

/** Tells a mock that an event happens. */
async function tell(server: MockServer, contract: string, event: unknown, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(event) };
  const response = await fetch(`${server.url}/__interlock/events/${contract}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('events that the mocks make', () => {
  it('have the attributes of CloudEvents, the time of the virtual clock, and what the contract requires', async () => {
    const server = await serve(await shippedContract('claims/claims-events', 'asyncapi.yaml'));
    await fetch(`${server.url}/__interlock/clock`, { method: 'PUT', body: '{"now":"2026-03-01T08:00:00Z"}' });
    const event = { channel: 'claims.claim.finalised.v1', payload: { patientControlNo: 'PA-7' } };
    const [first, second] = [await tell(server, 'claims-events', event), await tell(server, 'claims-events', event)];
    expect(first).toMatchObject({
      status: 202,
      body: {
        message: 'claim.finalised',
        payload: { patientControlNo: 'PA-7' },
        headers: {
          'ce-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
          'ce-source': '/claims-platform',
          'ce-type': 'claims.claim.finalised.v1',
          'ce-specversion': '1.0',
          'ce-time': '2026-03-01T08:00:01Z',
        },
      },
    });
    const idOf = ({ body }: typeof first): unknown => (body['headers'] as Record<string, unknown>)['ce-id'];
    expect(idOf(second)).not.toBe(idOf(first));
    await fetch(`${server.url}/__interlock/reset`, { method: 'POST' });
    expect(idOf(await tell(server, 'claims-events', event))).toBe(idOf(first));
  });

  it('are refused, and delivered to nobody, when the contract does not permit them', async () => {
    const server = await serve(await shippedContract('claims/claims-events', 'asyncapi.yaml'));
    const bad = { channel: 'claimFinalised', payload: { patientControlNo: 7 } };
    expect(await tell(server, 'claims-events', bad)).toMatchObject({ status: 422, body: { code: 'MESSAGE_INVALID' } });
    expect((await tell(server, 'claims-events', { channel: 'nowhere' })).status).toBe(422);
    expect((await tell(server, 'claims-event', bad)).status).toBe(404);
    expect((await tell(server, 'claims-events', { chanel: 'x' })).status).toBe(400);
    const letters = (await (await fetch(`${server.url}/__interlock/events/claims-events/dead-letters`)).json()) as readonly unknown[];
    expect(letters).toMatchObject([{ address: 'claims.claim.finalised.v1', violations: [{ pointer: '/patientControlNo' }] }, {}]);
    const authorization = await authorize(server, 'claims-events:send claims-events:receive');
    const kept = await fetch(`${server.urlOf('claims-events')}/claims.claim.finalised.v1`, { headers: { authorization } });
    expect(await kept.json()).toEqual([]);
  });
});

const structured = `
asyncapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
channels: { orders: { address: orders, messages: { order: { $ref: '#/components/messages/order' } } } }
operations: { sendOrder: { action: send, channel: { $ref: '#/channels/orders' } } }
components:
  messages:
    order:
      contentType: application/cloudevents+json
      payload:
        type: object
        required: [id, source, type, specversion, data]
        properties:
          id: { type: string }
          source: { const: /shop }
          type: { type: string }
          specversion: { const: '1.0' }
          time: { type: string, format: date-time }
          data: { type: object, required: [n], properties: { n: { type: integer } } }
`;

describe('CloudEvents', () => {
  it('are made in structured mode where the contract has an envelope', async () => {
    const server = await serve(await contractOf('orders', structured));
    const { body } = await tell(server, 'orders', { channel: 'orders', payload: { n: 1 } });
    expect(body['payload']).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      source: '/shop',
      type: 'orders',
      specversion: '1.0',
      time: '2026-01-01T00:00:01Z',
      data: { n: 1 },
    });
  });

  it.each([
    ['binary', { ...json, 'ce-id': '1', 'ce-source': '/shop', 'ce-type': 'order', 'ce-specversion': '1.0' }, '{"n":1}', 202],
    [
      'structured',
      { 'content-type': 'application/cloudevents+json' },
      '{"id":"1","source":"/shop","type":"order","specversion":"1.0","data":{"n":1}}',
      202,
    ],
    ['binary, without a source,', { ...json, 'ce-id': '1', 'ce-type': 'order', 'ce-specversion': '1.0' }, '{"n":1}', 422],
  ])('come in %s mode to a contract that has an envelope', async (_, headers, body, status) => {
    const server = await serve(await contractOf('orders', structured));
    const response = await fetch(`${server.urlOf('orders')}/orders`, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    const kept = (await (await fetch(`${server.urlOf('orders')}/orders`)).json()) as readonly unknown[];
    const payload = { id: '1', source: '/shop', type: 'order', specversion: '1.0', data: { n: 1 } };
    expect(kept).toMatchObject(status === 202 ? [{ payload }] : []);
  });

  it('come in structured mode to a contract that has headers', async () => {
    const mock = await shippedContract('claims/claims-events', 'asyncapi.yaml');
    const server = await serve(mock);
    const [operation] = mock.compiled.contract.operations;
    const data = operation?.kind === 'event' ? operation.messages[0]?.examples[0]?.payload : undefined;
    const type = 'claims.claim.finalised.v1';
    const envelope = { id: 'e1', source: '/claims-platform', type, specversion: '1.0', data };
    const authorization = await authorize(server, 'claims-events:send claims-events:receive');
    const headers = { authorization, 'content-type': 'application/cloudevents+json', 'x-message-correlation-id': 'c1' };
    const init = { method: 'POST', headers, body: JSON.stringify(envelope) };
    expect((await fetch(`${server.urlOf(mock.id)}/${type}`, init)).status).toBe(202);
    const kept = await (await fetch(`${server.urlOf(mock.id)}/${type}`, { headers: { authorization } })).json();
    expect(kept).toMatchObject([{ headers: { 'ce-id': 'e1', 'ce-type': type, 'correlation-id': 'c1' }, payload: data }]);
  });
});

const requests = `
asyncapi: 3.0.0
info: { title: Prices, version: 1.0.0 }
channels:
  asks: { address: asks, messages: { ask: { headers: { type: object, properties: { replyTo: { type: string }, correlationId: { type: string } } }, correlationId: { location: '$message.header#/correlationId' }, payload: { type: object } } } }
  answers: { address: answers, messages: { price: { headers: { type: object, required: [correlationId], properties: { correlationId: { type: string } } }, correlationId: { location: '$message.header#/correlationId' }, payload: { type: object, required: [price], properties: { price: { type: string, examples: ['9.99'] } } } } } }
operations:
  onAsk: { action: receive, channel: { $ref: '#/channels/asks' }, reply: { address: { location: '$message.header#/replyTo' }, channel: { $ref: '#/channels/answers' } } }
`;

/** The same where the reply channel has no address of its own: the request alone says where the reply goes. */
const unaddressed = requests
  .replace('address: answers,', 'address: null,')
  .replace(
    'operations:',
    "  desk: { address: 'desks/{name}', parameters: { name: {} }, messages: { note: { payload: true } } }\noperations:\n  onNote: { action: receive, channel: { $ref: '#/channels/desk' } }",
  );

describe('replies', () => {
  it.each([
    ['on the reply channel', requests, {}, 'answers'],
    ['where the request says', unaddressed, { 'x-message-replyto': 'desks/7' }, 'desks/7'],
  ])('come %s, with the correlation id of the request', async (_, contract, extra, address) => {
    const server = await serve(await contractOf('prices', contract));
    const headers = { ...json, 'x-message-correlationid': 'c7', ...extra };
    expect((await fetch(`${server.urlOf('prices')}/asks`, { method: 'POST', headers, body: '{}' })).status).toBe(202);
    const kept = await (await fetch(`${server.urlOf('prices')}/${address}`)).json();
    expect(kept).toMatchObject([{ address, message: 'price', headers: { correlationId: 'c7' }, payload: { price: '9.99' } }]);
  });
});

describe('channels', () => {
  it('are apart for each session, and empty after a reset', async () => {
    const server = await serve(await contractOf('orders', structured));
    await tell(server, 'orders', { channel: 'orders', payload: { n: 1 } }, { 'interlock-session': 'a' });
    const count = async (session: string) =>
      ((await (await fetch(`${server.urlOf('orders')}/orders`, { headers: { 'interlock-session': session } })).json()) as unknown[]).length;
    expect([await count('a'), await count('b')]).toEqual([1, 0]);
    await fetch(`${server.url}/__interlock/reset`, { method: 'POST', headers: { 'interlock-session': 'a' } });
    expect(await count('a')).toBe(0);
  });

  it.each([
    ['nobody', {}, 401],
    ['a scope that is missing', { scope: 'claims-events:send' }, 403],
    ['all scopes', { scope: 'claims-events:send claims-events:receive' }, 200],
  ])('let %s in or not', async (_, { scope }: { readonly scope?: string }, status) => {
    const server = await serve(await shippedContract('claims/claims-events', 'asyncapi.yaml'));
    const headers: Record<string, string> = scope === undefined ? {} : { authorization: await authorize(server, scope) };
    const url = `${server.urlOf('claims-events')}/claims.claim.finalised.v1`;
    expect((await fetch(url, { headers })).status).toBe(status);
    const published = await fetch(url, { method: 'POST', headers: { ...json, ...headers }, body: '{}' });
    expect(published.status).toBe(status === 200 ? 422 : status);
  });

  it('end with the session', async () => {
    const server = await serve(await contractOf('orders', structured));
    const headers = { accept: 'text/event-stream', 'interlock-session': 's' };
    const subscription = await fetch(`${server.urlOf('orders')}/orders`, { headers });
    expect((await fetch(`${server.url}/__interlock/sessions/s`, { method: 'DELETE' })).status).toBe(204);
    expect(await subscription.text()).toBe(': subscribed\n\n');
  });

  it('say now and then that they are alive', async () => {
    const server = await serve(await contractOf('orders', structured));
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const subscription = await fetch(`${server.urlOf('orders')}/orders`, { headers: { accept: 'text/event-stream' } });
    const reader = subscription.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe(': subscribed\n\n');
    vi.advanceTimersByTime(HEARTBEAT_MS);
    expect((await reader.read()).value).toBe(': heartbeat\n\n');
    await reader.cancel();
  });
});
