import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** Path of nats-server; undefined where it is not installed. */
export const NATS_SERVER = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/bin']
  .map((folder) => join(folder, 'nats-server'))
  .find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** A NATS server with JetStream, until the test ends. */
export interface NatsServer {
  readonly url: string;
  /** Ends it and starts it anew at the same port, with what it has stored. */
  restart(): Promise<void>;
}

/** Starts a NATS server with JetStream on a free port of the loopback address, with a folder of its own. */
export async function startNats(): Promise<NatsServer> {
  const folder = await mkdtemp(join(tmpdir(), 'interlock-nats-'));
  let running = await run(folder, '-1');
  const { port } = running;
  onTestFinished(async () => {
    await end(running.process);
    await rm(folder, { recursive: true, force: true });
  });
  return {
    url: `nats://127.0.0.1:${port}`,
    async restart() {
      await end(running.process);
      running = await run(folder, port);
    },
  };
}

async function run(folder: string, port: string): Promise<{ readonly process: ChildProcess; readonly port: string }> {
  if (NATS_SERVER === undefined) throw new Error('nats-server is not installed');
  const child = spawn(NATS_SERVER, ['-a', '127.0.0.1', '-p', port, '-js', '-sd', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  let found: string | undefined;
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line);
    found ??= /Listening for client connections on [\d.]+:(\d+)/.exec(line)?.[1];
    if (found !== undefined && line.includes('Server is ready')) {
      child.stderr.resume();
      return { process: child, port: found };
    }
  }
  throw new Error(`nats-server did not start: ${lines.join('\n')}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
