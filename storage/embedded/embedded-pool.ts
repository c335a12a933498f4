import pg from 'pg';
import type { Backend } from './backend.ts';
import { Session } from './session.ts';
import type { SessionLimits } from './session.ts';

const CONNECTIONS = 20;
const DEFAULT_LIMITS: SessionLimits = { idleTransactionMilliseconds: 60_000 };

/**
 * A node-postgres pool on an embedded database. Transactions of different connections run one after the other. All connections share
 * one PostgreSQL session, so settings go with SET LOCAL, a LISTEN is heard by every connection, and session advisory locks never
 * exclude another connection: what one process must not do twice is its own affair.
 */
export function embeddedPool(backend: Backend, limits: SessionLimits = DEFAULT_LIMITS): pg.Pool {
  return new pg.Pool({
    max: CONNECTIONS,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    ssl: false,
    stream: () => new Session(backend, limits),
  });
}
