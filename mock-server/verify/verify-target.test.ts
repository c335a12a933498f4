import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CompiledContract } from '../../registry/contract/index.ts';
import type { MockServer } from '../server/start-mock-server.ts';
import { authorize, serve, shippedContract } from '../testing/serve.ts';
import { verifyTarget } from './verify-target.ts';

const FOLDERS = [
  'billing/patient-accounts',
  'claims/claim-status',
  'finance/cost-centers',
  'finance/general-ledger',
  'finance/receivables',
  'payers/payer-directory',
  'claim-to-cash/claim-to-cash',
];

async function credentials(server: MockServer, { contract }: CompiledContract): Promise<Readonly<Record<string, string>>> {
  const scopes = contract.operations.flatMap((operation) => operation.security.flatMap((one) => one.flatMap((scheme) => scheme.scopes)));
  return { authorization: await authorize(server, [...new Set(scopes)].join(' ')) };
}

/** A server that hands requests on and changes what comes back, as the test says. */
async function drifting(target: string, change: (body: Record<string, unknown>) => void): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
      const answer = await fetch(target + request.url, {
        method: request.method!,
        headers: headers as Record<string, string>,
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      const text = await answer.text();
      const value = text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>);
      if (value && answer.ok) change(value);
      response.writeHead(
        answer.status,
        Object.fromEntries([...answer.headers].filter(([name]) => !/^(content-length|connection|keep-alive)$/.test(name))),
      );
      response.end(value && JSON.stringify(value));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.each(FOLDERS)('contracts/%s', (folder) => {
  it('is clean on a faithful implementation, and found out on one that drifts', async () => {
    const mock = await shippedContract(folder);
    const server = await serve(mock);
    const headers = await credentials(server, mock.compiled);
    const options = { contractId: mock.id, headers, seed: 'a', isNegative: true, isUnsafe: true };
    const faithful = await verifyTarget(mock.compiled, { ...options, target: server.urlOf(mock.id) });
    const told = faithful.findings.map(({ severity, ruleId, message }) => `${severity} ${ruleId} ${message}`);
    expect(told.filter((line) => !line.startsWith('hint '))).toEqual([]);
    expect(faithful.reached).toBe(faithful.operations);
    expect(faithful.requests).toBeGreaterThan(faithful.operations);

    const url = await drifting(server.urlOf(mock.id), (body) => {
      for (const name of Object.keys(body)) body[name] = { drifted: 1 };
    });
    const found = await verifyTarget(mock.compiled, { ...options, target: url, isNegative: false, seed: 'b' });
    expect(found.findings.filter(({ ruleId }) => ruleId === 'drift-response-body').length).toBeGreaterThan(0);
  });
});
