import { join } from 'node:path';

/** The folder of PostgreSQL's own files in a data directory. */
export function postgresFolder(directory: string): string {
  return join(directory, 'postgres');
}
