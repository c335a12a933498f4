import type pg from 'pg';
import { InterlockError } from '../../errors.ts';
import { withAdvisoryLock } from './advisory-lock.ts';
import type { Migration } from './migration.ts';

/** A row of the table in which applied migrations are recorded. */
interface AppliedMigration {
  readonly number: number;
  readonly file: string;
  readonly sha256: string;
}

/**
 * Applies what is not applied yet, in order, each migration once and in a transaction with its record. Processes that start together
 * wait for one another.
 *
 * @throws InterlockError DATABASE_INCOMPATIBLE when an applied migration is not the one we have, or is newer than all of ours
 */
export async function applyMigrations(pool: pg.Pool, migrations: readonly Migration[]): Promise<void> {
  if (isComplete(await readApplied(pool), migrations)) return;
  await withAdvisoryLock(pool, 'interlock migrations', async (client) => {
    await client.query(`CREATE TABLE IF NOT EXISTS interlock_migration (
      number integer PRIMARY KEY, file text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const applied = await readApplied(client);
    isComplete(applied, migrations);
    for (const migration of migrations.slice(applied.length)) await applyMigration(client, migration);
  });
}

function isComplete(applied: readonly AppliedMigration[], migrations: readonly Migration[]): boolean {
  for (const { number, file, sha256 } of applied) {
    const ours = migrations[number - 1];
    if (!ours) {
      throw new InterlockError(
        'DATABASE_INCOMPATIBLE',
        `the database has migration ${file}, this version of Interlock ends at ${migrations.at(-1)?.file ?? 'none'}; install a newer version`,
      );
    }
    if (ours.sha256 !== sha256) {
      throw new InterlockError(
        'DATABASE_INCOMPATIBLE',
        `migration ${ours.file} was changed after the database had applied it as ${file} (sha256 ${sha256.slice(0, 12)}…, ` +
          `now ${ours.sha256.slice(0, 12)}…); restore the file and put the change into a new migration, or start a new database`,
      );
    }
  }
  return applied.length === migrations.length;
}

async function readApplied(client: pg.Pool | pg.PoolClient): Promise<readonly AppliedMigration[]> {
  const { rows: tables } = await client.query<{ exists: boolean }>(`SELECT to_regclass('interlock_migration') IS NOT NULL AS exists`);
  if (!tables[0]?.exists) return [];
  return (await client.query<AppliedMigration>('SELECT number, file, sha256 FROM interlock_migration ORDER BY number')).rows;
}

async function applyMigration(client: pg.PoolClient, { number, file, sql, sha256 }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('INSERT INTO interlock_migration (number, file, sha256) VALUES ($1, $2, $3)', [number, file, sha256]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new Error(`migration ${file} failed${atLine(sql, cause)}: ${(cause as Error).message}`, { cause });
  }
}

function atLine(sql: string, error: unknown): string {
  const position = Number((error as { readonly position?: string }).position);
  return position > 0 ? ` at line ${sql.slice(0, position - 1).split('\n').length}` : '';
}
