import { posix } from 'node:path';
import { InterlockError, type Place } from '../../errors.ts';
import { readSettings, validateWaiver, type Waiver, type Workspace } from '../../registry/workspace/index.ts';

/** What the files of waivers say. */
export interface WaiverFiles {
  /** In the order of their paths. */
  readonly files: readonly WaiverFile[];
  /** Why files could not be read, each with its place: WORKSPACE_INVALID, or a limit that was exceeded. */
  readonly failures: readonly InterlockError[];
}

/** One waiver, and where it is written. */
export interface WaiverFile {
  /** Path in the folder of waivers, without extension: `ledger-money-not-number`. */
  readonly id: string;
  /** Path in the tree: `policies/waivers/ledger-money-not-number.yaml`. */
  readonly path: string;
  readonly waiver: Waiver;
  /** Where a node of the file stands. */
  locate(pointer: string): Place;
}

/**
 * Reads the waivers of a workspace: every .yaml and .yml in the configured folder or below it. There need be none. A file that does not
 * fit is a failure, never thrown: it waives nothing.
 */
export async function readWaivers({ tree, config }: Pick<Workspace, 'tree' | 'config'>): Promise<WaiverFiles> {
  const paths = (await tree.list(config.waivers)).filter((path) => /\.ya?ml$/.test(path));
  const read = await Promise.all(paths.map((path) => readWaiver(tree, config.waivers, path)));
  return {
    files: read.flatMap((file) => (file instanceof InterlockError ? [] : [file])),
    failures: read.filter((file) => file instanceof InterlockError),
  };
}

async function readWaiver(tree: Workspace['tree'], folder: string, path: string): Promise<WaiverFile | InterlockError> {
  try {
    const { value, locate } = await readSettings(tree, path, validateWaiver);
    for (const key of ['created', 'expires'] as const) {
      if (isDay(value[key])) continue;
      return new InterlockError('WORKSPACE_INVALID', `'${key}' is '${value[key]}', a day that does not exist`, {
        place: locate(`/${key}`),
      });
    }
    return { id: posix.relative(folder, path).replace(/\.ya?ml$/, ''), path, waiver: value, locate };
  } catch (error) {
    if (error instanceof InterlockError) return error;
    throw error;
  }
}

function isDay(text: string): boolean {
  return !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
