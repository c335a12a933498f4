import { describe, expect, it } from 'vitest';
import { authorize, contractOf, serve, shippedContract } from '../testing/serve.ts';

const channel = '/claims.claim.finalised.v1';
const scopes = 'claims-events:send claims-events:receive';
const source = { 'ce-source': '/claims-platform', 'ce-type': 'claims.claim.finalised.v1', 'ce-specversion': '1.0' };
const sent = Object.fromEntries(Object.entries(source).map(([name, value]) => [`x-message-${name}`, value]));
const headers = { 'content-type': 'application/json', 'x-message-ce-id': 'e1', ...sent, 'x-message-correlation-id': 'c1' };

async function start() {
  const mock = await shippedContract('claims/claims-events', 'asyncapi.yaml');
  const server = await serve(mock);
  const [operation] = mock.compiled.contract.operations;
  const payload = operation?.kind === 'event' ? operation.messages[0]?.examples[0]?.payload : undefined;
  const url = server.urlOf(mock.id) + channel;
  const authorization = await authorize(server, scopes);
  const publish = (body: unknown = payload, extra: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { ...headers, authorization, ...extra },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const get = (extra: Record<string, string> = {}) => fetch(url, { headers: { authorization, ...extra } });
  return { server, url, payload, publish, get, authorization };
}

/** Reads server-sent events until so many have come, then ends the subscription. */
async function readEvents(response: Response, count: number): Promise<readonly string[]> {
  const events: string[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    events.push(...parts.filter((part) => !part.startsWith(':')));
    if (events.length >= count) break;
  }
  return events;
}

describe('events', () => {
  it('takes a message that the contract permits and lists it', async () => {
    const { get, payload, publish } = await start();
    const response = await publish();
    expect([response.status, await response.json()]).toEqual([202, { id: 1, message: 'claim.finalised' }]);
    const kept = await (await get({ accept: 'application/json' })).json();
    const want = {
      id: 1,
      address: channel.slice(1),
      message: 'claim.finalised',
      headers: { 'ce-id': 'e1', ...source, 'correlation-id': 'c1' },
      payload,
    };
    expect(kept).toEqual([want]);
  });

  it.each([
    ['a payload that does not fit', '{"claimId":1}', {}],
    ['no JSON', '{', {}],
    ['an empty body', '', {}],
    ['a header that does not fit', undefined, { 'x-message-ce-specversion': '0.3' }],
  ])('refuses %s with 422 and every violation', async (_, body, extra) => {
    const { get, publish } = await start();
    const response = await publish(body, extra);
    const problem = (await response.json()) as { readonly errors: readonly unknown[] };
    expect([response.status, problem]).toMatchObject([422, { code: 'MESSAGE_INVALID' }]);
    expect(problem.errors.length).toBeGreaterThan(0);
    expect(await (await get()).json()).toEqual([]);
  });

  it('delivers to subscribers as it happens', async () => {
    const { get, publish } = await start();
    const subscription = await get({ accept: 'text/event-stream' });
    expect(subscription.headers.get('content-type')).toBe('text/event-stream');
    await publish();
    await publish();
    const events = await readEvents(subscription, 2);
    expect(events.map((event) => event.split('\n').slice(0, 2))).toEqual([
      ['id: 1', 'event: claim.finalised'],
      ['id: 2', 'event: claim.finalised'],
    ]);
  });

  it('delivers what was missed since Last-Event-ID', async () => {
    const { get, publish } = await start();
    for (let count = 0; count < 3; count++) await publish();
    const subscription = await get({ accept: 'text/event-stream', 'last-event-id': '1' });
    const events = await readEvents(subscription, 2);
    expect(events.map((event) => event.split('\n', 1)[0])).toEqual(['id: 2', 'id: 3']);
  });

  it('finds channels with parameters, and judges the parameters', async () => {
    const document = `
asyncapi: 2.6.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders/{region}.updates:
    parameters: { region: { schema: { type: string, enum: [north, south] } } }
    publish: { operationId: onOrder, message: { name: order, payload: { type: object } } }
`;
    const server = await serve(await contractOf('orders', document));
    const publish = (path: string) =>
      fetch(server.urlOf('orders') + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect((await publish('/orders/north.updates')).status).toBe(202);
    expect((await publish('/orders/west.updates')).status).toBe(422);
    expect((await publish('/orders/a/b.updates')).status).toBe(404);
    expect(await (await fetch(`${server.urlOf('orders')}/orders/south.updates`)).json()).toEqual([]);
  });

  it('judges what a protocol would put beside a message', async () => {
    const document = `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    bindings: { kafka: { topic: orders-v1 } }
    messages: { order: { payload: { type: object }, bindings: { kafka: { key: { type: string, pattern: '^[0-9]+$' } } } } }
operations: { onOrder: { action: receive, channel: { $ref: '#/channels/orders' } } }
`;
    const server = await serve(await contractOf('orders', document));
    const publish = async (bindings: Record<string, string>) =>
      (
        await fetch(`${server.urlOf('orders')}/orders`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...bindings },
          body: '{}',
        })
      ).status;
    expect(await publish({ 'X-Binding-Kafka-Key': '"17"', 'X-Binding-Kafka-Topic': 'orders-v1' })).toBe(202);
    expect(await publish({ 'X-Binding-Kafka-Key': '"a"' })).toBe(422);
    expect(await publish({ 'X-Binding-Kafka-Key': '17' })).toBe(422);
    expect(await publish({ 'X-Binding-Kafka-Topic': 'orders-v2' })).toBe(422);
    expect(await publish({ 'X-Binding-Nats-Queue': 'anything' })).toBe(202);
  });

  it('ends subscriptions in order when the server ends', async () => {
    const { get, publish, server } = await start();
    const subscription = await get({ accept: 'text/event-stream' });
    await publish();
    await server.close();
    expect(await subscription.text()).toMatch(/^: subscribed\n\nid: 1\n.*\n\n$/s);
  });
});
