import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const document = `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders: { address: orders, messages: { order: { payload: { type: object, required: [n], properties: { n: { type: integer } }, additionalProperties: false } } } }
  bills: { address: bills, messages: { bill: { payload: { type: object } } } }
operations:
  sendOrder: { action: send, channel: { $ref: '#/channels/orders' } }
  sendBill: { action: send, channel: { $ref: '#/channels/bills' } }
`;

async function start(disorder: unknown, session = '') {
  const server = await serve(await contractOf('orders', document, JSON.stringify({ events: { disorder } })));
  const headers = { 'content-type': 'application/json', 'interlock-session': session };
  const control = async (method: string, path: string, body?: unknown) => {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${server.url}/__interlock/${path}`, init);
    return { status: response.status, body: response.status === 204 ? undefined : ((await response.json()) as Record<string, unknown>) };
  };
  const publish = async (n: number, channel = 'orders') =>
    void (await fetch(`${server.urlOf('orders')}/${channel}`, { method: 'POST', headers, body: JSON.stringify({ n }) }));
  const delivered = async (channel = 'orders') => {
    const kept = (await (await fetch(`${server.urlOf('orders')}/${channel}`, { headers })).json()) as {
      readonly payload: { readonly n?: number };
    }[];
    return kept.map(({ payload }) => payload.n ?? payload);
  };
  const publishAll = async (count: number) => {
    for (let n = 1; n <= count; n++) await publish(n);
  };
  return { control, publish, publishAll, delivered };
}

describe('disorder', () => {
  it.each([
    ['duplicate', { duplicate: 1 }, [1, 1, 2, 2, 3, 3]],
    ['drop', { drop: 1 }, []],
    ['reorder: each after the next one, the last waits', { reorder: 1, holdSeconds: 0 }, [1, 2]],
    ['redeliver after three more', { redeliver: 1, holdSeconds: 0 }, [1, 2, 3]],
    ['delay', { delay: { rate: 1, seconds: 3600 } }, []],
    ['none of another channel', { channel: 'bills', drop: 1 }, [1, 2, 3]],
  ])('%s', async (_, rule, want) => {
    const { publishAll, delivered } = await start([rule]);
    await publishAll(3);
    expect(await delivered()).toEqual(want);
  });

  it.each([
    ['reordered', { reorder: 1, holdSeconds: 0 }, 1, [1, 2, 3]],
    ['to be delivered again', { redeliver: 1, holdSeconds: 0 }, 3, [1, 2, 3, 1, 2, 3]],
    ['delayed', { delay: { rate: 1, seconds: 3600 } }, 3, [1, 2, 3]],
  ])('releases what is %s', async (_, rule, released, want) => {
    const { control, publishAll, delivered } = await start([rule]);
    await publishAll(3);
    expect(await control('GET', 'events/orders')).toMatchObject({ body: { taken: 3, waiting: released } });
    expect((await control('POST', 'events/orders/release')).body).toEqual({ released });
    expect(await delivered()).toEqual(want);
  });

  it('delivers a redelivery after the third later message', async () => {
    const { publishAll, delivered } = await start([{ redeliver: 1, holdSeconds: 0 }]);
    await publishAll(4);
    expect(await delivered()).toEqual([1, 2, 3, 4, 1]);
  });

  it('poisons with a payload that the contract refuses, and only where there is one', async () => {
    const { publishAll, publish, delivered } = await start([{ poison: 1 }]);
    await publishAll(2);
    expect(await delivered()).toEqual([{}, {}]);
    await publish(7, 'bills');
    expect(await delivered('bills')).toEqual(['poison']);
  });

  it('does the same for the same seed and another thing for another session, and begins anew after a reset', async () => {
    const rule = { duplicate: 0.3, reorder: 0.3, drop: 0.2, redeliver: 0.2, holdSeconds: 0 };
    const run = async (session: string) => {
      const { control, publishAll, delivered } = await start([rule], session);
      await publishAll(20);
      const first = await delivered();
      expect((await control('POST', 'reset')).status).toBe(204);
      expect(await delivered()).toEqual([]);
      await publishAll(20);
      expect(await delivered()).toEqual(first);
      return first;
    };
    const [one, again, other] = [await run('a'), await run('a'), await run('b')];
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    expect(new Set(one).size).toBeLessThan(20);
    expect(one).not.toEqual(one.toSorted((left, right) => Number(left) - Number(right)));
  });

  it('is set by control route for one session', async () => {
    const { control, publishAll, delivered } = await start([], 'a');
    expect(await control('PUT', 'events/orders/disorder', { disorder: [{ channel: 'orders', drop: 1 }] })).toMatchObject({ status: 200 });
    await publishAll(2);
    expect(await delivered()).toEqual([]);
    expect((await control('GET', 'events/orders')).body).toMatchObject({
      mishaps: [
        { id: 1, dropped: true },
        { id: 2, dropped: true },
      ],
    });
  });

  it('follows mock.yaml when it is reloaded, except where a session has rules of its own', async () => {
    const mockOf = (rule: object) => contractOf('orders', document, JSON.stringify({ events: { disorder: [rule] } }));
    const server = await serve(await mockOf({ drop: 1 }));
    const headers = (session: string) => ({ 'content-type': 'application/json', 'interlock-session': session });
    const publish = async (session: string) => {
      await fetch(`${server.urlOf('orders')}/orders`, { method: 'POST', headers: headers(session), body: '{"n":1}' });
      return ((await (await fetch(`${server.urlOf('orders')}/orders`, { headers: headers(session) })).json()) as unknown[]).length;
    };
    const rules = { method: 'PUT', headers: headers('own'), body: '{"disorder":[]}' };
    await fetch(`${server.url}/__interlock/events/orders/disorder`, rules);
    expect([await publish(''), await publish('a'), await publish('own')]).toEqual([0, 0, 1]);
    server.reload(await mockOf({ duplicate: 1 }));
    expect([await publish(''), await publish('a'), await publish('own')]).toEqual([2, 2, 2]);
    await fetch(`${server.url}/__interlock/reset`, { method: 'POST', headers: headers('own') });
    expect(await publish('own')).toBe(2);
  });

  it.each([
    [{ disorder: [{ drop: 2 }] }, 400, /drop must be <= 1/],
    [{ disorder: [{ dropp: 1 }] }, 400, /additional/],
    ['nothing', 400, /disorder/],
    [{ disorder: [{ channel: 'order', drop: 1 }] }, 422, /no channel 'order'.*orders/],
  ])('refuses %j', async (body, status, detail) => {
    const { control } = await start([]);
    const answer = await control('PUT', 'events/orders/disorder', body);
    expect([answer.status, answer.body]).toMatchObject([status, { detail: expect.stringMatching(detail) as unknown }]);
  });

  it('says where mock.yaml names a channel that is not there', async () => {
    const mock = 'events:\n  disorder:\n    - { channel: order, drop: 1 }\n';
    await expect(contractOf('orders', document, mock).then(serve)).rejects.toThrow(
      /mock\.yaml:3:\d+ {2}the contract has no channel 'order'/,
    );
  });

  it('delivers what is due once the clock is advanced, the earliest first', async () => {
    const { control, publish, delivered } = await start([{ delay: { rate: 1, seconds: 3000 } }], 's');
    await publish(1);
    await control('PUT', 'events/orders/disorder', { disorder: [{ delay: { rate: 1, seconds: 1000 } }] });
    await publish(2);
    await publish(3);
    const advance = async (by: string) => (await control('POST', 'clock/advance', { by })).body;
    expect([await advance('PT998S'), await delivered()]).toEqual([{ now: '2026-01-01T00:16:41Z' }, []]);
    expect([await advance('PT1S'), await delivered()]).toEqual([{ now: '2026-01-01T00:16:42Z' }, [2]]);
    expect((await control('GET', 'events/orders')).body).toMatchObject({ taken: 3, waiting: 2 });
    await advance('P1D');
    expect(await delivered()).toEqual([2, 3, 1]);
    expect((await control('GET', 'events/orders')).body).toMatchObject({ waiting: 0 });
  });

  it('gives up waiting for later messages when the clock says so, and never where it waits however long', async () => {
    for (const [holdSeconds, want] of [
      [3600, [1]],
      [0, []],
    ] as const) {
      const { control, publish, delivered } = await start([{ reorder: 1, holdSeconds }]);
      await publish(1);
      await control('PUT', 'clock', { now: '2026-01-02T00:00:00Z' });
      expect(await delivered()).toEqual(want);
    }
  });
});
