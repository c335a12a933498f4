import type pg from 'pg';

/**
 * Lets a process outlive broken connections. node-postgres also reports them as events, of the pool for an idle connection and of the
 * client for one in use, and an event without a listener ends the process; the query that meets a broken connection fails anyway.
 */
export function surviveBrokenConnections(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}
