import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { packagePath } from '../../package-root.ts';
import type { Migration } from '../migrate/migration.ts';
import { postgresFolder } from './postgres-folder.ts';

/**
 * What a template was made from. It fits when this PGlite made it and its migrations are the first ones of ours: newer migrations are
 * applied on top, and a template from before an edit is no template.
 */
interface TemplateOrigin {
  readonly pglite: string;
  /** SHA-256 of each applied migration, in order. */
  readonly migrations: readonly string[];
}

const ORIGIN_FILE = 'origin.json';
const DATA_FILE = 'postgres.tar';

/**
 * Writes the closed database of a data directory as a template. Closed, since PostgreSQL recovers the copy of a running one, and syncs
 * each file twice. Not compressed: unpacking would cost each first start more than the disk does.
 */
export async function writeTemplate(directory: string, migrations: readonly Migration[], folder: string): Promise<void> {
  const files = await PGlite.create({ fs: new NodeFS(postgresFolder(directory)), noInitDb: true });
  const data = await files.dumpDataDir('none');
  await files.close();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, DATA_FILE), Buffer.from(await data.arrayBuffer()));
  const origin: TemplateOrigin = { pglite: await pgliteVersion(), migrations: migrations.map(({ sha256 }) => sha256) };
  await writeFile(join(folder, ORIGIN_FILE), `${JSON.stringify(origin, undefined, 2)}\n`);
}

/** Whether a template is there that a database with these migrations can start from. */
export async function fitsTemplate(folder: string, migrations: readonly Migration[]): Promise<boolean> {
  let origin: TemplateOrigin;
  try {
    origin = JSON.parse(await readFile(join(folder, ORIGIN_FILE), 'utf8')) as TemplateOrigin;
  } catch {
    return false;
  }
  return origin.pglite === (await pgliteVersion()) && origin.migrations.every((sha256, index) => migrations[index]?.sha256 === sha256);
}

/** The files of a template, as PGlite loads them. */
export async function readTemplate(folder: string): Promise<Blob> {
  return new Blob([await readFile(join(folder, DATA_FILE))], { type: 'application/x-tar' });
}

async function pgliteVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(packagePath('package.json'), 'utf8')) as { dependencies: Record<string, string> };
  return manifest.dependencies['@electric-sql/pglite'] ?? '';
}
