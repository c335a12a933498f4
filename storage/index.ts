export { openDatabase } from './database.ts';
export type { Database, DatabaseLocation, DatabaseSources } from './database.ts';
export { buildDatabaseTemplate } from './build-database-template.ts';
export { advisoryLockKey, tryLock, withAdvisoryLock } from './migrate/advisory-lock.ts';
export { queryBuilder } from './query-builder.ts';
