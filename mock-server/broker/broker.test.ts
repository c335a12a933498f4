import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { JsMsg } from '@nats-io/jetstream';
import { connect, headers as newHeaders } from '@nats-io/transport-node';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { MockContract } from '../mock-contract.ts';
import { NO_LOG } from '../server/mock-log.ts';
import { startMockServer } from '../server/start-mock-server.ts';
import { NATS_SERVER, startNats } from '../testing/nats-server.ts';
import { contractOf } from '../testing/serve.ts';

const document = `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  placed: { address: 'orders/{region}/placed', parameters: { region: { enum: [north, south] } }, messages: { placed: { $ref: '#/components/messages/placed' } } }
  rejected: { address: rejected.orders, messages: { placed: { $ref: '#/components/messages/placed' } } }
  shipped: { address: orders.shipped, x-dead-letter: rejected.orders, messages: { shipped: { $ref: '#/components/messages/placed' } } }
operations:
  onPlaced: { action: receive, channel: { $ref: '#/channels/placed' } }
  onRejected: { action: receive, channel: { $ref: '#/channels/rejected' } }
  sendShipped: { action: send, channel: { $ref: '#/channels/shipped' } }
components:
  messages: { placed: { contentType: application/json, payload: { type: object, required: [n], properties: { n: { type: integer } } } } }
`;

const parcel =
  '{ description: it, content: { application/json: { schema: { type: object, required: [id, state, n], properties: { id: { type: string }, state: { enum: [open, sent] }, n: { type: integer } } } } } }';
const desk = `
openapi: 3.1.0
info: { title: Desk, version: 1.0.0 }
paths:
  /parcels: { post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': ${parcel} } } }
  /parcels/{id}:
    get: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': ${parcel}, '404': { description: none } } }
`;
const deskMock = `
state: strict
transitions: { '/parcels/{id}': { field: state, initial: open, moves: [{ from: open, to: sent, after: PT0S }] } }
receives: [{ contract: orders, channel: placed, create: /parcels, value: { object: { id: P7, n: { body: /n } } } }]
emits: [{ on: { resource: '/parcels/{id}', to: sent }, contract: orders, channel: orders.shipped, payload: { object: { n: /n } } }]
`;

async function start(mock?: string, ...others: readonly MockContract[]) {
  const nats = await startNats();
  const warnings: string[] = [];
  const contracts = [await contractOf('orders', document, mock), ...others];
  const options = { contracts, broker: nats.url, log: { ...NO_LOG, warn: (line: string) => void warnings.push(line) } };
  const server = await startMockServer(options);
  onTestFinished(() => server.close());
  const connection = await connect({ servers: nats.url, maxReconnectAttempts: -1, reconnectTimeWait: 50 });
  onTestFinished(() => connection.close());
  const client = jetstream(connection);
  const publish = (subject: string, payload: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const sent = newHeaders();
    for (const [name, value] of Object.entries(headers)) sent.set(name, value);
    return client.publish(subject, JSON.stringify(payload), { headers: sent });
  };
  /** The next messages of a consumer that the mock made, each acknowledged. */
  const receive = async (consumer: string, count: number): Promise<readonly JsMsg[]> => {
    const messages = await (await client.consumers.get('interlock-mock', consumer)).consume();
    const received: JsMsg[] = [];
    for await (const message of messages) {
      message.ack();
      received.push(message);
      if (received.length === count) break;
    }
    return received;
  };
  /** The next message at a subject, whoever consumes the stream. */
  const next = async (subject: string): Promise<JsMsg> => {
    const consumer = await client.consumers.get('interlock-mock', { filter_subjects: subject });
    return (await consumer.next({ expires: 10_000 }))!;
  };
  return { nats, server, options, connection, client, publish, receive, next, warnings };
}

describe.skipIf(NATS_SERVER === undefined && process.env['INTERLOCK_CI'] === undefined)('on NATS JetStream (needs nats-server)', () => {
  it('makes a stream, and a consumer for each channel', async () => {
    const { connection } = await start();
    const manager = await jetstreamManager(connection);
    const { config } = await manager.streams.info('interlock-mock');
    expect(config.subjects.toSorted()).toEqual([
      'delivered.orders.*.placed',
      'delivered.rejected.orders',
      'orders.*.placed',
      'orders.*.placed.dead-letter',
      'orders.shipped',
      'publish.orders.shipped',
      'rejected.orders',
      'rejected.orders.dead-letter',
    ]);
    const names: string[] = [];
    for await (const { name } of manager.consumers.list('interlock-mock')) names.push(name);
    expect(names.toSorted()).toEqual([
      expect.stringMatching(/^interlock-mock-[0-9a-f]{8}$/),
      'orders-placed',
      'orders-rejected',
      'orders-shipped',
    ]);
  });

  it('takes, judges and delivers what is published, by broker and by HTTP alike', async () => {
    const { server, publish, receive } = await start();
    const subscription = await fetch(`${server.urlOf('orders')}/orders/north/placed`, { headers: { accept: 'text/event-stream' } });
    await publish('orders.north.placed', { n: 1 }, { 'x-trace': 'a' });
    const [message] = await receive('orders-placed', 1);
    expect([message?.subject, message?.json(), message?.headers?.get('x-trace')]).toEqual(['delivered.orders.north.placed', { n: 1 }, 'a']);
    const reader = subscription.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('data:')) text += (await reader.read()).value;
    expect(text).toContain('"address":"orders/north/placed","message":"placed","headers":{"x-trace":"a"},"payload":{"n":1}');
    await reader.cancel();
    const sent = { method: 'POST', headers: { 'content-type': 'application/json', 'interlock-session': 's1' }, body: '{"n":2}' };
    expect((await fetch(`${server.urlOf('orders')}/orders.shipped`, sent)).status).toBe(202);
    const [shipped] = await receive('orders-shipped', 1);
    expect([shipped?.json(), shipped?.headers?.get('Interlock-Session')]).toEqual([{ n: 2 }, 's1']);
  });

  it.each([
    ['a payload that does not fit', 'orders.north.placed', { n: 'one' }, '/n'],
    ['a parameter that does not fit', 'orders.west.placed', { n: 1 }, '/region'],
  ])('puts %s among the dead letters with the reason, and delivers it to nobody', async (_, subject, payload, pointer) => {
    const { server, publish, receive, next } = await start();
    await publish(subject, payload);
    const letter = await next(`${subject}.dead-letter`);
    expect(letter.json()).toEqual(payload);
    const reason = JSON.parse(letter.headers?.get('Interlock-Reason') ?? '') as unknown;
    expect(reason).toMatchObject({
      code: 'MESSAGE_INVALID',
      errors: [{ pointer, place: expect.stringContaining('contract.yaml:') as unknown }],
    });
    await publish('orders.south.placed', { n: 2 });
    expect((await receive('orders-placed', 1)).map((message) => message.json())).toEqual([{ n: 2 }]);
    expect(await (await fetch(`${server.url}/__interlock/events/orders/dead-letters`)).json()).toHaveLength(1);
  });

  it('puts dead letters where the contract says, and does not take them from there', async () => {
    const { server, publish, receive, next } = await start();
    await publish('publish.orders.shipped', { n: 'none' });
    expect((await next('rejected.orders')).json()).toEqual({ n: 'none' });
    await publish('publish.orders.shipped', { n: 1 });
    expect(await receive('orders-shipped', 1)).toHaveLength(1);
    const letters = await (await fetch(`${server.url}/__interlock/events/orders/dead-letters`)).json();
    expect(letters).toMatchObject([{ address: 'orders.shipped', deadLetter: 'rejected.orders', payload: '{"n":"none"}' }]);
  });

  it('takes what is published for a channel that the application sends on', async () => {
    const { publish, receive } = await start();
    await publish('publish.orders.shipped', { n: 3 }, { 'Interlock-Session': 's2' });
    const [message] = await receive('orders-shipped', 1);
    expect([message?.subject, message?.json(), message?.headers?.get('Interlock-Session')]).toEqual(['orders.shipped', { n: 3 }, 's2']);
  });

  it('lets messages change the state of other mocks, and delivers what their changes emit', async () => {
    const { server, publish, receive } = await start(undefined, await contractOf('desk', desk, deskMock));
    await publish('orders.north.placed', { n: 7 }, { 'Interlock-Session': 's3' });
    const [message] = await receive('orders-shipped', 1);
    expect([message?.json(), message?.headers?.get('Interlock-Session')]).toEqual([{ n: 7 }, 's3']);
    const read = (session: string) => fetch(`${server.urlOf('desk')}/parcels/P7`, { headers: { 'interlock-session': session } });
    expect([(await read('s3')).status, (await read('s4')).status]).toEqual([200, 404]);
  });

  it('delivers in disorder, duplicates as messages of their own', async () => {
    const { publish, receive } = await start('events: { disorder: [{ duplicate: 1 }] }');
    await publish('orders.north.placed', { n: 1 });
    await publish('orders.north.placed', { n: 2 });
    expect((await receive('orders-placed', 4)).map((message) => message.json())).toEqual([{ n: 1 }, { n: 1 }, { n: 2 }, { n: 2 }]);
  });

  it('goes on after the broker was away', async () => {
    const { nats, connection, publish, receive, server } = await start();
    await publish('orders.north.placed', { n: 1 });
    await receive('orders-placed', 1);
    const back = (async () => {
      for await (const { type } of connection.status()) if (type === 'reconnect') break;
    })();
    await nats.restart();
    await back;
    await publish('orders.north.placed', { n: 2 });
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"n":9}' };
    expect((await fetch(`${server.urlOf('orders')}/orders.shipped`, sent)).status).toBe(202);
    expect((await receive('orders-placed', 1)).map((message) => message.json())).toEqual([{ n: 2 }]);
    expect((await receive('orders-shipped', 1)).map((message) => message.json())).toEqual([{ n: 9 }]);
  });

  it('takes each message once, with one consumer of its own, while contracts come and go', async () => {
    const { server, connection, publish, receive, warnings } = await start();
    const manager = await jetstreamManager(connection);
    const namesOf = async () => {
      const names: string[] = [];
      for await (const { name } of manager.consumers.list('interlock-mock')) names.push(name);
      return names.toSorted();
    };
    const bills = await contractOf('bills', document.replaceAll('orders', 'bills'));
    await publish('orders.north.placed', { n: 1 });
    const changes = [server.add(bills), server.remove('bills'), server.add(bills)];
    await publish('orders.north.placed', { n: 2 });
    await Promise.all(changes);
    await expect.poll(namesOf).toContain('bills-shipped');
    await publish('bills.north.placed', { n: 3 });
    expect((await receive('bills-placed', 1)).map((message) => message.json())).toEqual([{ n: 3 }]);
    await server.remove('bills');
    await publish('orders.north.placed', { n: 4 });
    expect((await receive('orders-placed', 3)).map((message) => message.json())).toEqual([{ n: 1 }, { n: 2 }, { n: 4 }]);
    expect((await namesOf()).filter((name) => name.startsWith('interlock-mock-'))).toHaveLength(1);
    expect(await (await fetch(`${server.url}/__interlock/events/orders`)).json()).toMatchObject({ taken: 3 });
    expect(warnings).toEqual([]);
  });

  it('lets the consumer of a channel follow its address', async () => {
    const { server, connection } = await start();
    const manager = await jetstreamManager(connection);
    server.reload(await contractOf('orders', document.replace('/placed', '/ordered')));
    const filter = async () => (await manager.consumers.info('interlock-mock', 'orders-placed')).config.filter_subject;
    await expect.poll(filter).toBe('delivered.orders.*.ordered');
  });

  it('leaves out a message whose session has no name that one can have', async () => {
    const { server, publish, receive, warnings } = await start();
    await publish('orders.north.placed', { n: 1 }, { 'Interlock-Session': 'a b' });
    await publish('orders.north.placed', { n: 2 });
    expect((await receive('orders-placed', 1)).map((message) => message.json())).toEqual([{ n: 2 }]);
    expect(await (await fetch(`${server.url}/__interlock/events/orders`)).json()).toMatchObject({ taken: 1 });
    expect(warnings).toEqual([expect.stringMatching(/orders\.north\.placed is left out: its Interlock-Session/)]);
  });

  it('takes what was published while no mock was there', async () => {
    const { server, options, publish, receive, warnings } = await start();
    await server.close();
    await publish('orders.north.placed', { n: 4 });
    const again = await startMockServer(options);
    onTestFinished(() => again.close());
    expect((await receive('orders-placed', 1)).map((message) => message.json())).toEqual([{ n: 4 }]);
    expect(warnings).toEqual([]);
  });
});

describe('a broker that is not there', () => {
  it.each([
    ['nats://127.0.0.1:1', 'BROKER_UNAVAILABLE', /127\.0\.0\.1:1 cannot be used/],
    ['kafka://127.0.0.1:9092', 'USAGE', /nats:\/\//],
    ['nonsense', 'USAGE', /nats:\/\//],
    ['nats://%zz@127.0.0.1:1', 'USAGE', /%25/],
    ['nats://user:50%@127.0.0.1:1', 'USAGE', /%25/],
  ])('%s: %s', async (broker, code, message) => {
    const contracts = [await contractOf('orders', document)];
    const failure = startMockServer({ contracts, broker });
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) as unknown });
  });
});
