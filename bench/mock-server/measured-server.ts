import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** What a server's process has used since it was started. */
export interface Usage {
  readonly cpuMicroseconds: number;
  readonly residentMegabytes: number;
  /** Of JavaScript objects. */
  readonly heapMegabytes: number;
}

/** A server in a process of its own. */
export interface MeasuredServer {
  readonly port: number;
  /** After a collection of garbage when `collect` is set. */
  usage(collect?: boolean): Promise<Usage>;
  end(): Promise<void>;
}

/** Starts a server of node and waits until it says on its output where it listens, or listens on the port that it was told to. Throws what it printed when it ends before. */
export async function startMeasured(script: string, args: readonly string[], told?: number): Promise<MeasuredServer> {
  const report = new URL('report-cpu.js', import.meta.url).href;
  const child = spawn(process.execPath, ['--expose-gc', '--import', report, script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_NO_WARNINGS: '1', NODE_ENV: 'production' },
  });
  const port = await Promise.race([portOf(child), ...(told === undefined ? [] : [portThatAnswers(told)])]);
  const usage = async (collect = false): Promise<Usage> => {
    const reported = once(child, 'message') as Promise<
      [{ readonly cpu: NodeJS.CpuUsage; readonly rss: number; readonly heapUsed: number }]
    >;
    child.send({ collect });
    const [{ cpu, rss, heapUsed }] = await reported;
    return { cpuMicroseconds: cpu.user + cpu.system, residentMegabytes: rss / 1e6, heapMegabytes: heapUsed / 1e6 };
  };
  const end = async (): Promise<void> => {
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await ended;
  };
  return { port, usage, end };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    child.once('close', () => reject(new Error(`the server ended before it listened:\n${said}`)));
  });
}

async function portThatAnswers(port: number): Promise<number> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const answers = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (answers) return port;
    await setTimeout(50);
  }
}
