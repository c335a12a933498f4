import { globSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpOperation } from '../../registry/contract/index.ts';
import type { MockContract } from '../mock-contract.ts';
import { judgeDocuments, judgeIndependently } from '../testing/independent-judge.ts';
import type { IndependentJudge } from '../testing/independent-judge.ts';
import { sampleRequest } from '../testing/sample-request.ts';
import { contractOf, shippedContract } from '../testing/serve.ts';
import { generatedDocument } from '../testing/fuzz/generated-document.ts';
import { hostileRequest } from '../testing/fuzz/hostile-requests.ts';
import { operationsOf, patience, runs, startHostileServer } from '../testing/fuzz/hostile-server.ts';
import type { HostileServer } from '../testing/fuzz/hostile-server.ts';
import { faultOf, operationOf } from '../testing/fuzz/judge-answer.ts';
import { isImpossible, NASTY_BEHAVIOUR, NASTY_DOCUMENT } from '../testing/fuzz/nasty-document.ts';

// More of the same: INTERLOCK_FUZZ_RUNS=50 INTERLOCK_FUZZ_SEED=7 npx vitest run mock-server/fuzz

const repository = join(import.meta.dirname, '..', '..');
const SHIPPED = globSync('contracts/*/*/openapi.yaml', { cwd: repository }).map((file) => file.split('/').slice(1, -1).join('/'));

/** Attacks every operation of a contract; after each attack, the good request that it was made of is answered as before. How many were attacked. */
async function attack(hostile: HostileServer, mock: MockContract, judge: IndependentJudge, perOperation: number): Promise<number> {
  const mountPath = mock.mountPath ?? `/${mock.id}`;
  const operations = operationsOf(mock.compiled.contract.operations);
  for (const operation of operations) {
    const good = sampleRequest(mock.compiled, operation, hostile.authorization);
    const first = await askGood(hostile, operation, mountPath, good);
    const property = fc.asyncProperty(hostileRequest(mountPath, good), async (request) => {
      const answer = await hostile.send(request);
      const fault = faultOf(answer, operationOf(mock.compiled, mountPath, request), judge, isImpossible);
      expect([fault, hostile.failures()]).toEqual([undefined, []]);
    });
    await fc.assert(property, runs(perOperation));
    expect(await askGood(hostile, operation, mountPath, good)).toBe(first);
  }
  return operations.length;
}

/** The status of a good request in a session that nothing happened in. */
async function askGood(
  { server }: HostileServer,
  operation: HttpOperation,
  mountPath: string,
  { path, body, headers }: ReturnType<typeof sampleRequest>,
): Promise<number> {
  const session = { 'interlock-session': 'good' };
  await fetch(`${server.url}/__interlock/reset`, { method: 'POST', headers: session });
  const answer = await fetch(server.url + mountPath + path, {
    method: operation.method,
    headers: { ...headers, ...session },
    ...(body && { body: new Uint8Array(body) }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

describe('hostile requests to shipped contracts are answered, and well', () => {
  it.each(SHIPPED)('%s', { timeout: patience(400) }, async (folder) => {
    const mock = await shippedContract(folder);
    const judge = judgeIndependently(repository, mock.compiled.contract.specification.version);
    expect(await attack(await startHostileServer(mock), mock, judge, 15)).toBeGreaterThan(0);
  });
});

it.each(['', '/nasty'])(
  "hostile requests to a nasty document at '%s/' are answered, and well",
  { timeout: patience(2000) },
  async (mountPath) => {
    const mock = { ...(await contractOf('nasty', NASTY_DOCUMENT, NASTY_BEHAVIOUR)), mountPath };
    const judge = judgeDocuments(() => NASTY_DOCUMENT, '3.1.0');
    expect(await attack(await startHostileServer(mock), mock, judge, 16)).toBeGreaterThan(20);
  },
);

it.each(['analytics/analytics-sink', 'claims/claims-events'])(
  'hostile requests to the channels of %s are answered, and well',
  { timeout: patience(200) },
  async (folder) => {
    const mock = await shippedContract(folder, 'asyncapi.yaml');
    const hostile = await startHostileServer(mock);
    const judge = judgeIndependently(repository, '3.0.0');
    const channels = new Map(
      mock.compiled.contract.operations.flatMap((operation) =>
        operation.kind === 'event' ? [[operation.channel.address, operation]] : [],
      ),
    );
    for (const [address, operation] of channels) {
      const [example] = operation.messages.flatMap(({ examples }) => examples);
      const headers = { authorization: hostile.authorization, 'content-type': 'application/json' };
      const body = Buffer.from(JSON.stringify(example?.payload ?? {}));
      const good = { method: 'POST', path: `/${address}`, headers, body };
      const property = fc.asyncProperty(hostileRequest(`/${mock.id}`, good), async (request) => {
        const fault = faultOf(await hostile.send(request), undefined, judge);
        expect([fault, hostile.failures()]).toEqual([undefined, []]);
      });
      await fc.assert(property, runs(20));
    }
    expect(channels.size).toBeGreaterThan(0);
  },
);

it('hostile requests to generated documents are answered, and well', { timeout: patience(2000) }, async () => {
  const { numRuns, seed } = runs(8);
  for (const document of fc.sample(generatedDocument, { numRuns, seed })) {
    const mock = await contractOf('generated', document);
    const hostile = await startHostileServer(mock);
    expect(
      await attack(
        hostile,
        mock,
        judgeDocuments(() => document, '3.1.0'),
        5,
      ),
      document,
    ).toBe(6);
    await hostile.server.close();
  }
});
