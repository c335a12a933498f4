import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const DEBIAN_ROOT = '/usr/lib/postgresql';

/** Folder of the newest PostgreSQL server that Debian's package installed; undefined without one. */
const binaries = findBinaries();

/** What a test that needs a PostgreSQL server prints when it is skipped; undefined when there is a server to start. */
export const missingPostgres = binaries
  ? undefined
  : `no PostgreSQL server: ${DEBIAN_ROOT}/*/bin/initdb is missing (apt-get install postgresql)`;

/** A server for one test file. */
export interface PostgresServer {
  /** URL of a new, empty database. */
  createDatabase(): Promise<string>;
  readonly port: number;
  stop(): void;
}

/** Starts a PostgreSQL server of its own on a free loopback port, with its files in a new temporary folder. */
export async function startPostgres(): Promise<PostgresServer> {
  if (!binaries) throw new Error(missingPostgres);
  const folder = mkdtempSync(join(tmpdir(), 'interlock-postgres-'));
  const account = process.getuid?.() === 0 ? postgresAccount() : undefined;
  if (account) chownSync(folder, account.uid, account.gid);
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(join(binaries, program), args, { cwd: folder, stdio: 'ignore', ...account });
  };
  const data = join(folder, 'data');
  const port = await freePort();
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-N');
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -h 127.0.0.1 -k ${folder} -F`, 'start');
  let databases = 0;
  return {
    port,
    createDatabase: async () => {
      const name = `test_${++databases}`;
      const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return `postgres://postgres@127.0.0.1:${port}/${name}`;
    },
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(): string | undefined {
  if (!existsSync(DEBIAN_ROOT)) return undefined;
  const versions = readdirSync(DEBIAN_ROOT).toSorted((left, right) => Number(right) - Number(left));
  return versions.map((version) => join(DEBIAN_ROOT, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
}

/** PostgreSQL refuses to run as root. */
function postgresAccount(): { readonly uid: number; readonly gid: number } {
  const idOf = (kind: string): number => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
