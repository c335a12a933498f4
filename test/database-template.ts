import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addEngineTables } from '../flows/engine/index.ts';
import { packagePath } from '../package-root.ts';
import { buildDatabaseTemplate } from '../storage/index.ts';
import { readMigrations } from '../storage/migrate/migration.ts';

/** Folder of a template with all migrations and the engine's tables: what the build makes. */
export async function fullTemplate(): Promise<string> {
  const migrations = await readMigrations(packagePath('storage', 'migrations'));
  return cached(['full', ...migrations.map(({ sha256 }) => sha256)], (folder) => buildDatabaseTemplate(folder, addEngineTables));
}

/** Folder of a template without any migration, for tests that bring their own. */
export async function blankTemplate(): Promise<string> {
  return cached(['blank'], async (folder) => {
    const none = mkdtempSync(join(tmpdir(), 'interlock-no-migrations-'));
    await buildDatabaseTemplate(folder, async () => undefined, none);
    rmSync(none, { recursive: true });
  });
}

/** A new folder for a database; removed when the callback of `afterAll` or `onTestFinished` is called with it. */
export function scratchFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-test-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Templates are kept between runs, under the hash of what they are made from. */
async function cached(parts: readonly string[], build: (folder: string) => Promise<void>): Promise<string> {
  const sources = [
    'package-lock.json',
    'storage/build-database-template.ts',
    'storage/embedded/data-directory.ts',
    'storage/embedded/database-template.ts',
    'flows/engine/engine.ts',
  ];
  const hash = createHash('sha256');
  for (const part of [...parts, ...sources.map((path) => readFileSync(packagePath(path), 'utf8'))]) hash.update(part);
  const cache = packagePath('node_modules', '.cache', 'interlock');
  const template = join(cache, `template-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'building-'));
  await build(fresh);
  try {
    renameSync(fresh, template);
  } catch {
    // Another test process was faster.
    rmSync(fresh, { recursive: true, force: true });
  }
  return template;
}
