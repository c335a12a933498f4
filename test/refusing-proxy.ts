import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward } from './forward.ts';

/**
 * A proxy in front of a server on loopback that refuses one request of a kind with 422, as a system would that a rule of its own forbids.
 *
 * @param which counts the requests of the method and path, from 1
 */
export async function startRefusingProxy(
  targetUrl: string,
  method: string,
  path: string,
  which: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    if (incoming.method === method && incoming.url === path && ++count === which) {
      incoming.resume();
      outgoing.writeHead(422, { 'content-type': 'application/problem+json' }).end(
        JSON.stringify({
          type: 'about:blank',
          title: 'Account blocked',
          status: 422,
          detail: 'account 4090 is blocked',
          code: 'ACCOUNT_BLOCKED',
        }),
      );
      return;
    }
    forward(targetUrl, incoming, (answer, body) => outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
