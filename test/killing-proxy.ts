import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward } from './forward.ts';

/** When a request is the one to kill at: before the target gets it, after it acted but before the caller hears of it, or some time later. */
export interface KillMoment {
  /** Counts from 1; 0 kills before any request, `delayMilliseconds` after the start. */
  readonly request: number;
  readonly when: 'before' | 'after' | 'later';
  readonly delayMilliseconds: number;
}

/** A proxy that sees every call of a process, and ends the process at a chosen one. */
export interface KillingProxy {
  readonly url: string;
  readonly requestCount: () => number;
  /** Which of the requests changed something: neither a read, nor a lookup, nor a token. */
  readonly effects: () => readonly number[];
  /** Forgets the requests so far; `kill` is called at the moment. */
  arm(moment: KillMoment | undefined, kill: () => void): void;
  close(): Promise<void>;
}

/** Starts a proxy in front of a server on loopback. */
export async function startKillingProxy(targetUrl: string): Promise<KillingProxy> {
  let count = 0;
  let effects: number[] = [];
  let moment: KillMoment | undefined;
  let kill: () => void = () => undefined;
  const server: Server = createServer((incoming, outgoing) => {
    count++;
    if (incoming.method !== 'GET' && !/\/(lookup|token)$/.test(incoming.url ?? '')) effects.push(count);
    const isTheOne = moment?.request === count;
    if (isTheOne && moment?.when === 'before') {
      kill();
      outgoing.destroy();
      return;
    }
    forward(targetUrl, incoming, (answer, body) => {
      if (isTheOne && moment?.when === 'after') {
        kill();
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
      if (isTheOne && moment?.when === 'later') setTimeout(kill, moment.delayMilliseconds);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requestCount: () => count,
    effects: () => effects,
    arm: (next, killer) => {
      count = 0;
      effects = [];
      moment = next;
      kill = killer;
      if (next?.request === 0) setTimeout(killer, next.delayMilliseconds);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
