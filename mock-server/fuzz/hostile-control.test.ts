import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeDocuments } from '../testing/independent-judge.ts';
import { contractOf, shippedContract } from '../testing/serve.ts';
import { controlRoutesOf, hostileControl } from '../testing/fuzz/hostile-control.ts';
import { patience, runs, startHostileServer } from '../testing/fuzz/hostile-server.ts';
import { faultOf, operationOf } from '../testing/fuzz/judge-answer.ts';
import { isImpossible, NASTY_BEHAVIOUR, NASTY_DOCUMENT } from '../testing/fuzz/nasty-document.ts';

const CHANNEL = 'analytics.remittance.posted.v1';
const THING = { name: 'a', amount: '1.00', count: 1, lines: [{ sku: 'a', amount: 2 }], updatedAt: '2026-01-01T00:00:00Z' };
/** What a session is asked for after each attack: whatever was made of it, these are answered. */
const PROBES = [
  '/nasty/things?sort=count',
  '/nasty/things/a',
  '/nasty/anything/1',
  '/nasty/free',
  '/__interlock/state',
  `/events/${CHANNEL}`,
];

it('hostile control requests are answered, and leave sessions that can be asked', { timeout: patience(3000) }, async () => {
  const mock = await contractOf('nasty', NASTY_DOCUMENT, NASTY_BEHAVIOUR);
  const events = { ...(await shippedContract('analytics/analytics-sink', 'asyncapi.yaml')), id: 'events' };
  const hostile = await startHostileServer(mock, events);
  const judge = judgeDocuments(() => NASTY_DOCUMENT, '3.1.0');
  const base = { 'interlock-session': 'base', 'content-type': 'application/json' };
  const made = await fetch(`${hostile.server.url}/nasty/things`, { method: 'POST', headers: base, body: JSON.stringify(THING) });
  expect(made.status).toBe(201);
  const snapshot: unknown = await (await fetch(`${hostile.server.url}/__interlock/state`, { headers: base })).json();
  for (const [index, route] of controlRoutesOf('nasty', 'events', snapshot, { '/things': [THING] }, CHANNEL).entries()) {
    const session = `session-${index}`;
    const isLasting = route.body !== undefined && route.path !== '/oauth/token';
    const property = fc.asyncProperty(hostileControl(session, route), fc.constantFrom(...PROBES), async (request, probe) => {
      const asked = {
        method: 'GET',
        target: probe,
        headers: [['interlock-session', session]] as const,
        body: Buffer.alloc(0),
        isChunked: false,
      };
      for (const one of [request, asked]) {
        const fault = faultOf(await hostile.send(one), operationOf(mock.compiled, '/nasty', one), judge, isImpossible);
        expect([fault, hostile.failures()]).toEqual([undefined, []]);
      }
    });
    await fc.assert(property, runs(isLasting ? 60 : 12));
  }
  expect((await fetch(`${hostile.server.url}/nasty/things/a`, { headers: base })).status).toBe(200);
});
