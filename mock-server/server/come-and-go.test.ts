import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { contractOf } from '../testing/serve.ts';
import { PortNumbers } from './port-numbers.ts';
import { startMockServer } from './start-mock-server.ts';
import type { MockServerOptions } from './start-mock-server.ts';

const orders = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    get: { operationId: list, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } }
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get: { operationId: read, responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } } }
components:
  schemas: { Order: { type: object, required: [orderId, note], properties: { orderId: { type: string }, note: { type: string } } } }
`;
const hears = (channel: string, note: string) => `
seed: { /orders: [{ orderId: A, note: none }] }
receives: [{ contract: order-events, channel: ${channel}, change: '/orders/{orderId}', match: { orderId: /orderId }, set: { /note: ${note} } }]
`;
const events = `
asyncapi: 3.0.0
info: { title: Order events, version: 1.0.0 }
channels: { noted: { address: orders.noted, messages: { noted: { payload: { type: object } } } } }
operations: { takeNoted: { action: receive, channel: { $ref: '#/channels/noted' } } }
`;
const plainOrders = orders.replace('title: Orders', 'title: Others');

async function start(options: MockServerOptions) {
  const server = await startMockServer(options);
  onTestFinished(() => server.close());
  const tell = async () => {
    const told = await fetch(`${server.urlOf('order-events')}/orders.noted`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"orderId":"A"}',
    });
    expect(told.status).toBe(202);
  };
  const note = async () => {
    const read = await fetch(`${server.urlOf('orders')}/orders/A`);
    return ((await read.json()) as { readonly note: string }).note;
  };
  return { server, tell, note };
}

/** A port that somebody has taken, until it is given back, and the one before it. */
async function takenPort() {
  for (;;) {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const free = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      free.once('error', () => resolve(false)).listen(port - 1, '127.0.0.1', () => resolve(true));
    });
    if (isFree) {
      await new Promise((resolve) => free.close(resolve));
      const giveBack = () => new Promise((resolve) => holder.close(resolve));
      onTestFinished(() => void (holder.listening && holder.close()));
      return { port, giveBack };
    }
    holder.close();
  }
}

it('a contract that goes and comes back hears messages again', async () => {
  const contract = await contractOf('orders', orders, hears('orders.noted', 'heard'));
  const { server, tell, note } = await start({ contracts: [contract, await contractOf('order-events', events)] });
  await server.remove('orders');
  await tell();
  await server.add(contract);
  expect(await note()).toBe('none');
  await tell();
  expect(await note()).toBe('heard');
});

it('a second contract with an id that is served is refused, and the first hears on', async () => {
  const contracts = [await contractOf('orders', orders, hears('orders.noted', 'heard')), await contractOf('order-events', events)];
  const { server, tell, note } = await start({ contracts });
  const second = await contractOf('orders', plainOrders, hears('orders.noted', 'stolen'));
  await expect(server.add(second)).rejects.toThrow(/two contracts have the id 'orders'/);
  await expect(server.add({ ...second, id: 'others', mountPath: '/orders' })).rejects.toThrow(/would be served at '\/orders\/'/);
  await tell();
  expect(await note()).toBe('heard');
});

it('a contract that is refused does not stand in the way of others', async () => {
  const contract = await contractOf('orders', orders);
  const { server } = await start({ contracts: [contract] });
  const wrong = await contractOf('others', orders, hears('no.channel', 'wrong'));
  await expect(server.add({ ...wrong, mountPath: '/orders' })).rejects.toThrow(/would be served at/);
  await server.add(await contractOf('order-events', events));
  await expect(server.add(wrong)).rejects.toThrow(/has no channel 'no\.channel'/);
});

it('a contract whose port is taken is served when it is added once more, and has the port when it comes back', async () => {
  const { port, giveBack } = await takenPort();
  const { server } = await start({ contracts: [await contractOf('orders', orders)], port: port - 1, isPortEach: true });
  const others = await contractOf('others', plainOrders);
  await expect(server.add(others)).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  await giveBack();
  await server.add(others);
  expect(server.urlOf('others')).toBe(`http://127.0.0.1:${port}/others`);
  for (const id of ['orders', 'others']) {
    const before = server.urlOf(id);
    await server.remove(id);
    await server.add(id === 'others' ? others : await contractOf('orders', orders));
    expect(server.urlOf(id)).toBe(before);
    expect((await fetch(`${before}/orders`)).status).toBe(200);
  }
});

it('says when no port is left', () => {
  const numbers = new PortNumbers(65_534);
  expect([numbers.of('a'), numbers.of('b'), numbers.of('a')]).toEqual([65_534, 65_535, 65_534]);
  expect(() => numbers.of('c')).toThrow(/there are not 3 ports from 65534 on: ports end at 65535/);
});
