import type { Database } from '../../storage/index.ts';
import { launchEngine } from './engine.ts';

/** Creates the engine's tables, as a launch would, so that a database template has them. */
export async function addEngineTables(database: Database): Promise<void> {
  const engine = await launchEngine(database, { name: 'interlock', applicationVersion: 'template' });
  await engine.shutdown();
  // A launch also announces its version; no database that starts from the template ever ran that one.
  await database.pool.query('DELETE FROM dbos.application_versions');
}
