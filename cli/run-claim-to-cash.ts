import { join } from 'node:path';
import { string } from '@oclif/core/flags';
import type { InputFile, RunReport } from '../flows/index.ts';
import type { Workspace } from '../registry/workspace/index.ts';
import { readNamedFile } from './read-named-file.ts';

/** Flags that say where a flow keeps its books. */
export const databaseFlags = {
  data: string({ description: 'Data directory of the embedded database.', default: join('.interlock', 'database'), helpValue: 'folder' }),
  database: string({
    description: 'PostgreSQL to use instead: postgres://user@host/database.',
    helpValue: 'url',
    env: 'INTERLOCK_DATABASE_URL',
  }),
};

/** Reads the files that a flow is run on. Throws FILE_NOT_FOUND or FILE_UNREADABLE for the first that can't be read. */
export async function readInputs(paths: readonly string[]): Promise<readonly InputFile[]> {
  return Promise.all(paths.map(async (file) => ({ file, bytes: await readNamedFile(file) })));
}

/** Runs claim-to-cash once against systems below a URL, which mocks serve or a gateway: `<url>/<contract id>`. */
export async function runClaimToCash(
  workspace: Workspace,
  inputs: readonly InputFile[],
  options: {
    readonly systemsUrl: string;
    readonly data: string;
    readonly database?: string | undefined;
    /** Deliveries to put back into the queue first. */
    readonly replay?: readonly string[];
  },
): Promise<RunReport> {
  const { openClaimToCash } = await import('../flows/index.ts');
  const { fetchToken } = await import('../adapters/index.ts');
  const url = options.systemsUrl.replace(/\/+$/, '');
  const flow = await openClaimToCash({
    workspace,
    database: options.database === undefined ? { directory: options.data } : { url: options.database },
    urlOf: (id) => `${url}/${id}`,
    token: (scopes) => fetchToken(`${url}/__interlock/oauth/token`, 'claim-to-cash', 'claim-to-cash', scopes),
  });
  try {
    if (options.replay) await flow.replay(options.replay);
    return await flow.run(inputs);
  } finally {
    await flow.close();
  }
}

/** Whether something of the run waits for a system that did not answer. */
export function isQueued(report: RunReport): boolean {
  return report.totals.some((totals) => totals.run.queued > 0) || report.deliveries.some((delivery) => delivery.disposition === 'queued');
}
