import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, it, onTestFinished } from 'vitest';
import { selfSignedCertificate } from '../self-signed-certificate.ts';
import { runMock } from './running-mock.ts';

const orders = `openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } }
`;

it('interlock mock --proxy forwards to a system on HTTPS, reports its drift and records who uses it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'interlock-proxy-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { cert, key } = selfSignedCertificate();
  await writeFile(join(folder, 'orders.yaml'), orders);
  await writeFile(join(folder, 'ca.pem'), cert);
  const target = createServer({ cert, key }, (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: request.url === '/v1/orders/1' ? 'one' : 2 }));
  });
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  onTestFinished(() => void target.close());
  const url = `https://127.0.0.1:${(target.address() as AddressInfo).port}/v1`;
  const args = ['orders.yaml', '--proxy', url, '--fail-severity', 'error'];

  const [trusting, doubting] = [
    await runMock([...args, '--record', 'consumers'], folder, { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }),
    await runMock(args, folder, { NODE_EXTRA_CA_CERTS: '' }),
  ];
  expect(trusting.announcement).toBe(`orders forwarded from ${trusting.url} to ${url}\n`);
  const headers = { 'interlock-consumer': 'portal' };
  expect(await (await fetch(`${trusting.url}/orders/1`, { headers })).json()).toEqual({ id: 'one' });
  expect(await (await fetch(`${trusting.url}/orders/2`, { headers })).json()).toEqual({ id: 2 });
  const ended = await trusting.interrupt();
  expect(ended.exit).toBe(1);
  expect(ended.stdout).toMatch(
    /orders\.yaml:\d+:\d+ {2}error {2}drift-response-body {2}getOrder, response 200 body \/id: expected string, found an integer/,
  );
  expect(ended.stdout).toContain(`2 requests were forwarded to ${url}`);
  const [use] = (load(await readFile(join(folder, 'consumers', 'portal.yaml'), 'utf8')) as { uses: object[] }).uses;
  expect(use).toMatchObject({ contract: 'orders', operations: [{ operation: 'getOrder', reads: ['/id'], statuses: [200] }] });

  const refused = await fetch(`${doubting.url}/orders/1`);
  expect([refused.status, await refused.json()]).toMatchObject([
    502,
    {
      code: 'TARGET_UNAVAILABLE',
      detail: expect.stringMatching(/certificate is signed by nobody who is trusted here: .* \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/) as string,
    },
  ]);
  const doubted = await doubting.interrupt();
  expect([doubted.exit, doubted.stdout]).toEqual([1, expect.stringContaining('drift-target-failed') as string]);
});
