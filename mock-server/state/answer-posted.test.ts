import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const uuid = /^[0-9a-f-]{36}$/;
const object = (properties: string) => `{ type: object, properties: { ${properties} } }`;
const ticket = object(
  'id: { type: string, format: uuid }, name: { type: string }, size: { type: string }, createdAt: { type: string, format: date-time }, receivedOn: { type: string, format: date }',
);
const sent = object('name: { type: string }, size: { type: integer }');
const posts = (answer: string, body = sent) =>
  `{ requestBody: { content: { application/json: { schema: ${body} } } }, responses: { '201': { description: made, content: { application/json: ${answer} } } } }`;
const document = `
openapi: 3.1.0
info: { title: Tickets, version: 1.0.0 }
paths:
  /tickets: { post: ${posts(`{ schema: ${ticket} }`)} }
  /numbered: { post: ${posts(`{ schema: ${object('numberedId: { type: integer }, name: { type: string }')}, example: { numberedId: 7, name: example } }`)} }
  /enclosed: { post: ${posts(`{ schema: ${object(`data: ${ticket}`)} }`, object(`data: ${sent}`))} }
  /sums: { post: ${posts(`{ schema: ${object('total: { type: number }, text: { type: string }')} }`).replace("'201'", "'200'")} }
  /search: { post: ${posts(`{ schema: ${object(`page: { type: integer }, items: { type: array, items: ${ticket} }`)}, example: { page: 1, items: [{ id: 6f1d2c3a-4b5e-4f60-8a71-000000000001, name: found }] } }`, object('page: { type: integer }'))} }
  /rooms/{roomId}/doors:
    parameters: [{ name: roomId, in: path, required: true, schema: { type: string } }]
    post: ${posts(`{ schema: ${object('roomId: { type: string }, state: { enum: [open, shut] }, key: { type: string, readOnly: true }')} }`, object('state: { type: string }, key: { type: string }, roomId: { type: string }'))}
`;

async function start() {
  const server = await serve(await contractOf('desk', document));
  return async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
    return (await (await fetch(`${server.url}/desk${path}`, init)).json()) as Record<string, unknown>;
  };
}

describe('a POST that nothing reads back', () => {
  it('gives each an id of its own, what was sent, and the time of the clock', async () => {
    const call = await start();
    const headers = { 'interlock-now': '2026-05-01T08:00:00Z' };
    const one = await call('/tickets', { name: 'n1', size: 3 }, headers);
    const two = await call('/tickets', { name: 'n2' }, headers);
    const times = { createdAt: '2026-05-01T08:00:00Z', receivedOn: '2026-05-01' };
    expect(one).toMatchObject({ id: expect.stringMatching(uuid) as string, name: 'n1', size: expect.any(String) as string, ...times });
    expect(two).toMatchObject({ id: expect.stringMatching(uuid) as string, name: 'n2', ...times });
    expect(one['id']).not.toBe(two['id']);
  });

  it('gives the same to the same requests in the same order', async () => {
    const [first, second] = [await start(), await start()];
    for (const name of ['n1', 'n2']) expect(await first('/tickets', { name })).toEqual(await second('/tickets', { name }));
  });

  it.each([
    ['an example, too', '/numbered', { name: 'n1' }, { numberedId: 1, name: 'n1' }],
    ['what is enclosed, without the envelope', '/enclosed', { data: { name: 'n1' } }, { data: { name: 'n1' } }],
    [
      'a list of what was found as it is',
      '/search',
      { page: 3 },
      { page: 3, items: [{ id: '6f1d2c3a-4b5e-4f60-8a71-000000000001', name: 'found' }] },
    ],
    ['no value that the answer does not take', '/rooms/R/doors', { state: 'ajar' }, { state: 'open', roomId: 'R' }],
    ['what the path says', '/rooms/R/doors', { roomId: 'S', state: 'shut' }, { state: 'shut', roomId: 'R' }],
  ])('tells of %s', async (_, path, body, want) => {
    const call = await start();
    expect(await call(path, body)).toMatchObject(want);
  });

  it('reckons the same each time where nothing is made', async () => {
    const call = await start();
    expect(await call('/sums', { name: 'a' })).toEqual(await call('/sums', { name: 'b' }));
  });

  it('leaves to the system what is read-only', async () => {
    const call = await start();
    expect((await call('/rooms/R/doors', { state: 'shut', key: 'mine' }))['key']).not.toBe('mine');
  });
});
