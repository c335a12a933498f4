import { describe, expect, it, onTestFinished } from 'vitest';
import { NO_LOG } from '../server/mock-log.ts';
import { startMockServer } from '../server/start-mock-server.ts';
import { contractOf } from '../testing/serve.ts';

const item = '{ description: it, content: { application/json: { schema: { $ref: "#/components/schemas/Case" } } } }';
const cases = `
openapi: 3.1.0
info: { title: Cases, version: 1.0.0 }
paths:
  /files:
    post:
      operationId: sendFile
      requestBody: { required: true, content: { text/plain: { schema: { type: string } } } }
      responses: { '202': ${item} }
  /cases:
    post: { operationId: openCase, requestBody: { required: true, content: { application/json: { schema: { type: object } } } }, responses: { '201': ${item} } }
    get: { operationId: listCases, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Case' } } } } } } }
  /cases/{caseId}:
    parameters: [{ name: caseId, in: path, required: true, schema: { type: string } }]
    get: { operationId: getCase, responses: { '200': ${item}, '404': { description: none } } }
    patch: { operationId: patchCase, requestBody: { content: { application/merge-patch+json: { schema: { type: object } } } }, responses: { '200': ${item}, '409': { description: no } } }
components:
  schemas:
    Case:
      type: object
      required: [caseId, state, steps]
      properties:
        caseId: { type: string, readOnly: true }
        state: { type: string, enum: [open, waiting, late, closed] }
        note: { type: string, maxLength: 10 }
        amount: { type: string }
        due: { type: string }
        digest: { type: string }
        size: { type: integer }
        steps: { type: array, items: { type: string } }
        updatedAt: { type: string, format: date-time }
`;
const behaviour = `
state: strict
seed:
  /cases:
    - { caseId: A, state: open, amount: '5.00', steps: [] }
    - { caseId: B, state: open, amount: '7.00', steps: [] }
transitions:
  /cases/{caseId}:
    field: state
    initial: open
    moves:
      - { from: open, to: waiting, after: PT1H }
      - { from: waiting, to: late, after: P1D, set: { /note: reminded } }
      - { from: [open, waiting, late], to: closed }
computed:
  /cases/{caseId}:
    /due: { choose: [{ when: { equal: [/state, closed] }, then: '0.00' }], otherwise: /amount }
emits:
  - on: { resource: '/cases/{caseId}', to: [late, closed] }
    contract: case-events
    channel: cases.moved
    payload: { object: { caseId: /caseId, state: /state, was: { before: /state }, due: /due, at: { now: true } } }
receives:
  - { contract: case-events, channel: cases.settled, change: '/cases/{caseId}', match: { caseId: /caseId }, when: { present: { body: /caseId } }, set: { /state: closed, /note: { body: /why } } }
  - contract: case-events
    channel: asked
    message: asked
    create: /cases
    value: { object: { amount: { body: /amount }, steps: { list: [asked, { body: /by }] } } }
creates:
  sendFile:
    create: /cases
    value: { object: { caseId: { uuid: { body: '' } }, digest: { sha256: { body: '' } }, size: { bytes: { body: '' } }, amount: '1.00', steps: { list: [] } } }
`;
const events = `
asyncapi: 3.0.0
info: { title: Case events, version: 1.0.0 }
channels:
  moved: { address: cases.moved, messages: { moved: { payload: { type: object, required: [caseId, state], properties: { due: { type: string } } } } } }
  settled: { address: cases.settled, messages: { settled: { payload: { type: object } } } }
  asked: { address: cases.asked, messages: { asked: { payload: { type: object, required: [amount] } }, told: { payload: { type: object, required: [told] } } } }
operations:
  sendMoved: { action: send, channel: { $ref: '#/channels/moved' } }
  takeSettled: { action: receive, channel: { $ref: '#/channels/settled' } }
  takeAsked: { action: receive, channel: { $ref: '#/channels/asked' } }
`;

async function start(mock = behaviour, lines: string[] = []) {
  const contracts = [await contractOf('cases', cases, mock), await contractOf('case-events', events)];
  const note = (line: string): void => void lines.push(line);
  const server = await startMockServer({ contracts, log: { ...NO_LOG, info: note, warn: note } });
  onTestFinished(() => server.close());
  const call = async (method: string, path: string, body?: unknown, contentType = 'application/json') => {
    const headers = { 'content-type': contentType };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(server.url + path, { method, ...(body === undefined ? {} : { headers, body: text }) });
    const answer = await response.text();
    return {
      status: response.status,
      location: response.headers.get('location'),
      body: (answer === '' ? undefined : JSON.parse(answer)) as unknown,
    };
  };
  const caseOf = async (id: string) => (await call('GET', `/cases/cases/${id}`)).body;
  const moved = async () =>
    ((await call('GET', '/case-events/cases.moved')).body as { readonly payload: unknown }[]).map(({ payload }) => payload);
  const settle = (body: unknown) => call('POST', '/case-events/cases.settled', body);
  return { url: server.url, call, caseOf, moved, settle, lines };
}

describe('moves that the clock makes', () => {
  it('set, compute and emit as others do, each at its instant, once, in the order in which they are due', async () => {
    const { call, caseOf, moved } = await start();
    expect((await call('PATCH', '/cases/cases/B', { note: 'later' }, 'application/merge-patch+json')).status).toBe(200);
    expect(await moved()).toEqual([]);
    await call('POST', '/__interlock/clock/advance', { by: 'P30D' });
    const late = { state: 'late', was: 'waiting' };
    const want = [
      { caseId: 'A', ...late, due: '5.00', at: '2026-01-02T01:00:00Z' },
      { caseId: 'B', ...late, due: '7.00', at: '2026-01-02T01:00:01Z' },
    ];
    expect(await moved()).toEqual(want);
    expect(await caseOf('A')).toMatchObject({ state: 'late', note: 'reminded', due: '5.00', updatedAt: '2026-01-02T01:00:00Z' });
    await call('PUT', '/__interlock/clock', { now: '2027-01-01T00:00:00Z' });
    expect(await moved()).toEqual(want);
    expect((await call('GET', '/__interlock/clock')).body).toEqual({ now: '2027-01-01T00:00:00Z' });
  });

  it('are made by the time that a request brings along', async () => {
    const { url, caseOf, moved } = await start();
    await fetch(`${url}/cases/cases`, { headers: { 'interlock-now': '2026-01-02T12:00:00Z' } });
    expect(await moved()).toHaveLength(2);
    expect(await caseOf('B')).toMatchObject({ state: 'late' });
  });

  it('end where they go round in a circle, and leave alone what would no longer fit', async () => {
    const circle = behaviour.replace(
      '{ from: waiting, to: late, after: P1D, set: { /note: reminded } }',
      '{ from: waiting, to: open, after: PT1H }',
    );
    const one = await start(circle.replace('to: [late, closed]', 'to: closed'));
    expect((await one.call('POST', '/__interlock/clock/advance', { by: 'P3650D' })).status).toBe(200);
    const two = await start(behaviour.replace('/note: reminded', '/note: { now: true }'));
    await two.call('POST', '/__interlock/clock/advance', { by: 'P2D' });
    expect([await two.moved(), await two.caseOf('A')]).toMatchObject([[], { state: 'waiting' }]);
  });

  it('are not told again by a read that is stale', async () => {
    const { url, call, moved } = await start();
    await call('POST', '/__interlock/clock/advance', { by: 'P2D' });
    const stale = await fetch(`${url}/cases/cases/A`, { headers: { prefer: 'fault=stale; changes=4' } });
    expect(stale.status).toBe(200);
    expect(await moved()).toHaveLength(2);
  });
});

describe('messages that are received', () => {
  it('change what they match, as transitions allow, and emit what follows', async () => {
    const { caseOf, moved, settle, lines } = await start();
    expect((await settle({ caseId: 'A', why: 'paid' })).status).toBe(202);
    expect(await caseOf('A')).toMatchObject({ state: 'closed', note: 'paid', due: '0.00' });
    expect(await caseOf('B')).toMatchObject({ state: 'open' });
    expect(await moved()).toMatchObject([{ caseId: 'A', state: 'closed', was: 'open', due: '0.00' }]);
    for (const body of [{ caseId: 'nobody' }, { why: 'lost' }, {}]) expect((await settle(body)).status).toBe(202);
    expect(lines).toEqual([]);
    expect((await settle({ caseId: 'B', why: 'a note that is too long' })).status).toBe(202);
    expect([await caseOf('B'), lines]).toMatchObject([{ state: 'open' }, ['a message changed nothing']]);
    expect(await moved()).toHaveLength(1);
  });

  it('make a resource, once for each message that has the name', async () => {
    const { call } = await start();
    const channel = '/case-events/cases.asked';
    for (const body of [{ amount: '3.00', by: 'me' }, { told: true }]) expect((await call('POST', channel, body)).status).toBe(202);
    const list = (await call('GET', '/cases/cases')).body as readonly Record<string, unknown>[];
    expect(list.slice(2)).toMatchObject([{ amount: '3.00', state: 'open', steps: ['asked', 'me'], due: '3.00' }]);
  });
});

it('makes a resource elsewhere than at the path, and refuses it the second time', async () => {
  const { call } = await start();
  const sent = await call('POST', '/cases/files', 'a file', 'text/plain');
  const caseId = '7365d029-861e-82c5-a1f8-089b00a6fb32';
  expect(sent).toMatchObject({ status: 202, body: { state: 'open', size: 6, amount: '1.00', due: '1.00' } });
  const { caseId: made, digest } = sent.body as Record<string, string>;
  expect([made, digest]).toEqual([caseId, '7365d029861e32c521f8089b00a6fb32daf0615025b69b599d1ce53501b845c2']);
  expect(sent.location).toBe(`/cases/cases/${made}`);
  expect((await call('GET', sent.location ?? '')).body).toEqual(sent.body);
  expect((await call('POST', '/cases/files', 'a file', 'text/plain')).status).toBe(409);
});

it.each([
  [
    'an event contract without the channel',
    'channel: cases.moved',
    'channel: case.moved',
    /mock\.yaml:\d+:\d+ {2}'case-events' has no channel 'case\.moved'.*cases\.moved/,
  ],
  ['a message that the channel does not have', 'message: asked', 'message: ask', /the channel 'asked' has no message 'ask'/],
  [
    'a contract that has no channels',
    'contract: case-events, channel: cases.settled',
    'contract: cases, channel: cases.settled',
    /'cases' has no channels/,
  ],
  ['a state that no move leads to', 'to: [late, closed]', 'to: [late, close]', /no move of '\/cases\/\{caseId\}' leads to 'close'.*closed/],
  ['a resource without transitions', "resource: '/cases/{caseId}'", "resource: '/files/{fileId}'", /'\/files\/\{fileId\}' is no resource/],
  ['a field to match that is not there', 'match: { caseId: /caseId }', 'match: { case: /caseId }', /has no field 'case'/],
  ['a field to set that is not there', '/note: { body: /why }', '/notes: { body: /why }', /has no field 'notes'.*note/],
  [
    'a collection that is not there',
    'create: /cases\n    value: { object: { amount',
    'create: /case\n    value: { object: { amount',
    /mock\.yaml:\d+:\d+ {2}'\/case' is no collection of the contract.*cases/,
  ],
  [
    'a member that a made resource does not have',
    'value: { object: { amount: { body',
    'value: { object: { amounts: { body',
    /has no field 'amounts'/,
  ],
  [
    'a resource that is no object',
    "value: { object: { caseId: { uuid: { body: '' } }, digest: { sha256: { body: '' } }, size: { bytes: { body: '' } }, amount: '1.00', steps: { list: [] } } }",
    'value: none',
    /a resource is an object of values/,
  ],
  ['an operation that is not there', 'sendFile:', 'sendFiles:', /no operation 'sendFiles'.*sendFile/],
  [
    'a reception that does two things',
    'set: { /state: closed',
    'create: /cases, value: 1, set: { /state: closed',
    /either creates a resource/,
  ],
  ['a reception that does nothing', ', set: { /state: closed, /note: { body: /why } } }', ' }', /match, set/],
])('refuses %s', async (_, given, instead, said) => {
  expect(behaviour).toContain(given);
  await expect(start(behaviour.replace(given, instead))).rejects.toThrow(said);
});
