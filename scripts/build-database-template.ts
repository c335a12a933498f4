import { addEngineTables } from '../flows/engine/index.ts';
import { packagePath } from '../package-root.ts';
import { buildDatabaseTemplate } from '../storage/index.ts';

await buildDatabaseTemplate(packagePath('dist', 'database-template'), addEngineTables);
