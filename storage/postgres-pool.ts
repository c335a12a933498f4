import pg from 'pg';
import { InterlockError } from '../errors.ts';
import { surviveBrokenConnections } from './broken-connections.ts';

const CONNECTIONS = 20;
const CONNECT_TIMEOUT_MILLISECONDS = 10_000;

/**
 * A pool on a PostgreSQL server that has answered once. No message holds the URL, since it may hold a password.
 *
 * @throws InterlockError USAGE when the text is no postgres URL; DATABASE_UNAVAILABLE when the server cannot be reached or refuses
 */
export async function postgresPool(url: string): Promise<pg.Pool> {
  const place = hostAndPort(url);
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS });
  surviveBrokenConnections(pool);
  try {
    await pool.query('SELECT 1');
  } catch (cause) {
    await pool.end();
    throw new InterlockError('DATABASE_UNAVAILABLE', `PostgreSQL at ${place} cannot be used: ${reason(cause)}`, { cause });
  }
  return pool;
}

function hostAndPort(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new InterlockError('USAGE', 'the database is not a URL of the form postgres://user:password@host:5432/database');
  }
  const host = url.hostname || url.searchParams.get('host') || 'localhost';
  return `${host}:${url.port || url.searchParams.get('port') || '5432'}`;
}

function reason(cause: unknown): string {
  const error = cause as { readonly message?: string; readonly code?: string; readonly errors?: readonly Error[] };
  return error.message || error.errors?.map(({ message }) => message).join('; ') || error.code || 'no answer';
}
