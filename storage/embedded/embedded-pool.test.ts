import { once } from 'node:events';
import { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blankTemplate } from '../../test/database-template.ts';
import { surviveBrokenConnections } from '../broken-connections.ts';
import { Backend } from './backend.ts';
import { readTemplate } from './database-template.ts';
import { embeddedPool } from './embedded-pool.ts';

/** In memory: how it reaches the disk is another test's matter. */
const startPglite = async (): Promise<PGlite> => PGlite.create({ loadDataDir: await readTemplate(await blankTemplate()) });

let backend: Backend;
let pool: pg.Pool;

beforeAll(async () => {
  backend = await Backend.start(await startPglite());
  pool = embeddedPool(backend);
  surviveBrokenConnections(pool);
  await pool.query('CREATE TABLE counter (id integer PRIMARY KEY, value integer NOT NULL)');
  await pool.query('INSERT INTO counter VALUES (1, 0)');
});

afterAll(async () => {
  await pool.end();
  await backend.close();
});

const counterValue = async (): Promise<number | undefined> =>
  (await pool.query<{ value: number }>('SELECT value FROM counter')).rows[0]?.value;

const endOf = (client: pg.PoolClient): Promise<void> => new Promise((resolve) => client.once('end', resolve));

describe('an embedded pool', () => {
  it('runs parallel transactions one after the other', async () => {
    const before = (await counterValue()) ?? 0;
    const increment = async (): Promise<void> => {
      const client = await pool.connect();
      await client.query('BEGIN');
      const { rows } = await client.query<{ value: number }>('SELECT value FROM counter WHERE id = $1', [1]);
      await new Promise((resolve) => setImmediate(resolve));
      await client.query('UPDATE counter SET value = $1 WHERE id = 1', [rows[0]!.value + 1]);
      await client.query('COMMIT');
      client.release();
    };
    await Promise.all(Array.from({ length: 50 }, increment));
    expect(await counterValue()).toBe(before + 50);
  });

  it('rolls back a transaction whose connection is dropped', async () => {
    const before = await counterValue();
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('UPDATE counter SET value = 1000000');
    client.release(true);
    expect(await counterValue()).toBe(before);
  });

  it('does not execute what a dropped connection still waited to execute', async () => {
    const before = await counterValue();
    const [holder, waiter] = await Promise.all([pool.connect(), pool.connect()]);
    await holder.query('BEGIN');
    const lost = waiter.query('UPDATE counter SET value = -1');
    waiter.release(true);
    await expect(lost).rejects.toThrow();
    await holder.query('COMMIT');
    holder.release();
    expect(await counterValue()).toBe(before);
  });

  it('goes on after a failed statement, simple, extended and in a transaction', async () => {
    await expect(pool.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' });
    await expect(pool.query('SELECT 1 / $1::integer', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(pool.query('SELECT $1::integer', ['x'])).rejects.toMatchObject({ code: '22P02' });
    const client = await pool.connect();
    await client.query('BEGIN');
    await expect(client.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    await client.query('ROLLBACK');
    client.release();
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('refuses COPY FROM STDIN and goes on', async () => {
    await expect(pool.query('COPY counter FROM STDIN')).rejects.toThrow('does not read COPY FROM STDIN');
    await expect(pool.query({ text: 'COPY counter FROM STDIN', queryMode: 'extended' } as pg.QueryConfig)).rejects.toThrow('COPY');
    expect((await pool.query(`SELECT 'copy x from stdin' AS text`)).rows).toHaveLength(1);
  });

  it('lets two connections prepare different statements under one name', async () => {
    const [first, second] = await Promise.all([pool.connect(), pool.connect()]);
    for (let round = 0; round < 2; round += 1) {
      expect((await first.query({ name: 'same', text: 'SELECT 1 AS n' })).rows).toEqual([{ n: 1 }]);
      expect((await second.query({ name: 'same', text: 'SELECT 2 AS n' })).rows).toEqual([{ n: 2 }]);
    }
    const ended = [first, second].map(endOf);
    first.release(true);
    second.release(true);
    await Promise.all(ended);
    const left = await pool.query('SELECT name FROM pg_prepared_statements WHERE name <> $1', ['']);
    expect(left.rows).toEqual([]);
  });

  it('tells every connection of a notification, after the commit', async () => {
    const clients = await Promise.all([pool.connect(), pool.connect()]);
    await clients[0].query('LISTEN news');
    const heard = Promise.all(clients.map(async (client) => (await once(client, 'notification')) as [pg.Notification]));
    await pool.query(`NOTIFY news, 'hello'`);
    expect((await heard).map(([{ channel, payload }]) => [channel, payload])).toEqual([
      ['news', 'hello'],
      ['news', 'hello'],
    ]);
    for (const client of clients) client.release();
  });

  it('carries large values both ways', async () => {
    const text = 'é'.repeat(2_000_000);
    expect((await pool.query<{ text: string }>('SELECT $1::text AS text', [text])).rows[0]?.text).toBe(text);
  });

  it('ends a transaction that idles while it keeps all others out', async () => {
    const impatient = embeddedPool(backend, { idleTransactionMilliseconds: 50 });
    surviveBrokenConnections(impatient);
    const client = await impatient.connect();
    await client.query('BEGIN');
    const ended = endOf(client);
    await client.query('UPDATE counter SET value = -5');
    // Asks for a second connection from within a transaction, which would wait for itself.
    expect(await counterValue()).not.toBe(-5);
    await ended;
    await expect(client.query('COMMIT')).rejects.toThrow();
    client.release(true);
    await impatient.end();
  });
});

it('fails clearly, and keeps failing, once PostgreSQL has stopped', async () => {
  const pglite = await startPglite();
  const stopped = await Backend.start(pglite);
  const failing = embeddedPool(stopped);
  surviveBrokenConnections(failing);
  await failing.query('SELECT 1');
  pglite.execProtocolRawStream = () => Promise.reject(new Error('memory access out of bounds'));
  await expect(failing.query('SELECT 1')).rejects.toThrow('the embedded database stopped: memory access out of bounds');
  await expect(failing.query('SELECT 1')).rejects.toThrow('the embedded database stopped');
  await failing.end();
});
