import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';

/** A query builder on a database's pool, embedded or not. Don't destroy it: the pool belongs to the database. */
export function queryBuilder<Schema>(pool: pg.Pool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
