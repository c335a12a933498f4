import { launchEngine } from '../flows/engine/index.ts';
import { packagePath } from '../package-root.ts';
import { buildDatabaseTemplate } from '../storage/index.ts';
import type { Database } from '../storage/index.ts';

await buildDatabaseTemplate(packagePath('dist', 'database-template'), addEngineTables);

async function addEngineTables(database: Database): Promise<void> {
  const engine = await launchEngine(database, { name: 'interlock', applicationVersion: 'template' });
  await engine.shutdown();
  // A launch also announces its version; no database that starts from the template ever ran that one.
  await database.pool.query('DELETE FROM dbos.application_versions');
}
