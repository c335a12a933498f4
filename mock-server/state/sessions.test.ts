import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';
import { Sessions } from './sessions.ts';
import { parseDuration, parseInstant } from './virtual-clock.ts';

const document = `
openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths:
  /notes:
    post:
      operationId: addNote
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { text: { type: string } } } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
    get:
      operationId: listNotes
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } }
components:
  schemas:
    Note:
      type: object
      required: [id, createdAt]
      properties: { id: { type: string, format: uuid }, text: { type: string }, createdAt: { type: string, format: date-time } }
`;

async function start() {
  const server = await serve(await contractOf('notes', document));
  const call = async (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) => {
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(server.url + path, {
      method,
      headers: { ...type, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as never };
  };
  return { call };
}

describe('sessions', () => {
  it('keep their state apart, and give the same values to the same name', async () => {
    const [one, two] = [await start(), await start()];
    const posted = await one.call('POST', '/notes/notes', { 'interlock-session': 'a' }, { text: 'hello' });
    expect(posted.status).toBe(201);
    expect((await one.call('GET', '/notes/notes', { 'interlock-session': 'a' })).body).toEqual([posted.body]);
    expect((await one.call('GET', '/notes/notes', { 'interlock-session': 'b' })).body).toEqual([]);
    expect((await one.call('GET', '/notes/notes')).body).toEqual([]);
    expect(await two.call('POST', '/notes/notes', { 'interlock-session': 'a' }, { text: 'hello' })).toEqual(posted);
    const elsewhere = await two.call('POST', '/notes/notes', { 'interlock-session': 'b' }, { text: 'hello' });
    expect((elsewhere.body as { id: string }).id).not.toBe((posted.body as { id: string }).id);
  });

  it('are reset one by one, and by contract', async () => {
    const { call } = await start();
    for (const name of ['a', 'b']) await call('POST', '/notes/notes', { 'interlock-session': name }, {});
    expect((await call('POST', '/__interlock/reset?contract=notes', { 'interlock-session': 'a' })).status).toBe(204);
    expect((await call('POST', '/__interlock/reset?contract=nots', { 'interlock-session': 'b' })).status).toBe(404);
    expect((await call('GET', '/notes/notes', { 'interlock-session': 'a' })).body).toEqual([]);
    expect((await call('GET', '/notes/notes', { 'interlock-session': 'b' })).body).toHaveLength(1);
    expect((await call('GET', '/__interlock/sessions')).body).toEqual({ sessions: ['a', 'b'] });
    expect((await call('DELETE', '/__interlock/sessions/a')).status).toBe(204);
    expect((await call('DELETE', '/__interlock/sessions/a')).status).toBe(404);
  });

  it('refuse what is no name', async () => {
    const { call } = await start();
    expect(await call('GET', '/notes/notes', { 'interlock-session': 'a b' })).toMatchObject({
      status: 400,
      body: { code: 'SESSION_INVALID' },
    });
  });

  it('go when 1000 others were used since', () => {
    const sessions = new Sessions();
    const [unnamed, first, second] = [sessions.of(''), sessions.of('0'), sessions.of('1')];
    for (let index = 2; index < 1000; index++) sessions.of(String(index));
    expect(sessions.of('0')).toBe(first);
    sessions.of('1000');
    expect([sessions.names().length, sessions.of('') === unnamed, sessions.of('1') === second]).toEqual([1000, true, false]);
  });
});

describe('the clock of a session', () => {
  it('moves a second with each change, and is set and advanced', async () => {
    const { call } = await start();
    const at = async (headers: Record<string, string> = {}) =>
      ((await call('POST', '/notes/notes', headers, {})).body as { createdAt: string }).createdAt;
    expect([await at(), await at()]).toEqual(['2026-01-01T00:00:01Z', '2026-01-01T00:00:02Z']);
    expect((await call('PUT', '/__interlock/clock', {}, { now: '2026-03-01T10:00:00+02:00' })).body).toEqual({
      now: '2026-03-01T08:00:00Z',
    });
    expect(await at()).toBe('2026-03-01T08:00:01Z');
    expect((await call('POST', '/__interlock/clock/advance', {}, { by: 'P1DT2H' })).body).toEqual({ now: '2026-03-02T10:00:01Z' });
    expect(await at({ 'interlock-session': 'a' })).toBe('2026-01-01T00:00:01Z');
    expect(await at({ 'interlock-now': '2030-01-01T00:00:00Z' })).toBe('2030-01-01T00:00:01Z');
    await call('POST', '/__interlock/reset');
    expect((await call('GET', '/__interlock/clock')).body).toEqual({ now: '2026-01-01T00:00:00Z' });
  });

  it('is what generated dates are told from; what nobody made keeps its dates as the clock goes on', async () => {
    const bill = `{ type: object, required: [id, note, issuedOn, dueOn, fiscalYear], properties: { id: { type: string }, note: { type: string }, issuedOn: { type: string, format: date }, dueOn: { type: string, format: date }, fiscalYear: { type: integer } } }`;
    const answer = `content: { application/json: { schema: ${bill} } }`;
    const server = await serve(
      await contractOf(
        'bills',
        `
openapi: 3.1.0
info: { title: Bills, version: 1.0.0 }
paths:
  /latest: { get: { responses: { '200': { description: it, ${answer} } } } }
  /bills: { post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': { description: made, ${answer} } } } }
  /bills/{id}: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }], get: { responses: { '200': { description: it, ${answer} } } } }
`,
      ),
    );
    type Bill = { readonly issuedOn: string; readonly dueOn: string; readonly fiscalYear: number };
    const get = async (path: string, headers: Record<string, string> = {}) =>
      (await (await fetch(server.urlOf('bills') + path, { headers })).json()) as Bill;
    const clock = (path: string, method: string, body: object) =>
      fetch(`${server.url}/__interlock/clock${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const days = (one: string, other: string): number => (Date.parse(other) - Date.parse(one)) / 86_400_000;
    const [latest, item] = [await get('/latest'), await get('/bills/7')];
    expect([latest.fiscalYear, days(latest.issuedOn, '2026-01-01')]).toEqual([
      2025,
      expect.toSatisfy((day: number) => day > 0 && day < 200),
    ]);
    expect(await get('/latest', { 'interlock-session': 'x', prefer: 'seed=7' })).not.toEqual(latest);

    await clock('', 'PUT', { now: '2030-06-01T10:00:00Z' });
    const later = days('2026-01-01', '2030-06-01');
    const [latestThen, itemThen] = [await get('/latest'), await get('/bills/7')];
    const on = (day: string, after: number): string => new Date(Date.parse(day) + after * 86_400_000).toISOString().slice(0, 10);
    const moved = (one: Bill, after: number) => ({
      ...one,
      issuedOn: on(one.issuedOn, after),
      dueOn: on(one.dueOn, after),
      fiscalYear: 2030,
    });
    expect([latestThen, itemThen]).toEqual([moved(latest, later), moved(item, later)]);

    await clock('/advance', 'POST', { by: 'P30D' });
    expect([await get('/latest'), await get('/bills/7')]).toEqual([moved(latest, later + 30), itemThen]);
    const made = await fetch(`${server.urlOf('bills')}/bills`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(days(((await made.json()) as Bill).issuedOn, '2030-07-01')).toBe(0);
    await fetch(`${server.url}/__interlock/reset`, { method: 'POST' });
    expect(await get('/bills/7')).toEqual(item);
  });

  it('refuses what is no instant and no duration', async () => {
    const { call } = await start();
    expect((await call('PUT', '/__interlock/clock', {}, { now: 'today' })).status).toBe(400);
    expect((await call('POST', '/__interlock/clock/advance', {}, { by: '1d' })).status).toBe(400);
    expect((await call('POST', '/__interlock/clock', {}, {})).status).toBe(405);
    expect((await call('GET', '/notes/notes', { 'interlock-now': 'now' })).body).toMatchObject({ code: 'INSTANT_INVALID' });
  });

  it.each([
    ['PT1S', 1000],
    ['P1W', 604_800_000],
    ['P1DT1H1M1.5S', 90_061_500],
    ['P', undefined],
    ['P1DT', undefined],
    ['-P1D', undefined],
  ])('reads the duration %s', (text, want) => expect(parseDuration(text)).toBe(want));

  it.each([
    ['2026-02-30', undefined],
    ['2026-01-01T00:00:00Z', Date.UTC(2026, 0, 1)],
    ['2026-01-01', undefined],
  ])('reads the instant %s', (text, want) => expect(parseInstant(text)).toBe(want));
});
