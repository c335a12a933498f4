import { posix } from 'node:path';
import { InterlockError, type Place } from '../../errors.ts';
import type { FileTree } from '../contract/index.ts';
import type { Consumer } from './consumer.ts';
import { validateConsumer } from './settings-schemas.ts';
import { readSettings } from './settings-file.ts';
import type { WorkspaceConfig } from './workspace-config.ts';

/** What the files of consumers say. */
export interface ConsumerFiles {
  /** In the order of their ids. */
  readonly files: readonly ConsumerFile[];
  /** Why files could not be read, each with its place: WORKSPACE_INVALID, or a limit that was exceeded. */
  readonly failures: readonly InterlockError[];
}

/** One application's file. */
export interface ConsumerFile {
  /** Path in the tree: `contracts/consumers/claim-to-cash.yaml`. */
  readonly path: string;
  readonly consumer: Consumer;
  /** Where a node of the file stands. */
  locate(pointer: string): Place;
}

/**
 * Reads the files of consumers: every .yaml, .yml or .json in the configured folder. There need be none. A file that does not fit, and the
 * second file of one id, is a failure, never thrown: what cannot be read says nothing, and who relies on that must know.
 */
export async function readConsumers(tree: FileTree, { consumers: folder }: Pick<WorkspaceConfig, 'consumers'>): Promise<ConsumerFiles> {
  const paths = (await tree.list(folder)).filter((path) => posix.dirname(path) === folder && /\.(?:ya?ml|json)$/.test(path));
  const read = await Promise.all(paths.map((path) => readConsumer(tree, path)));
  const byId = new Map<string, ConsumerFile>();
  const failures: InterlockError[] = [];
  for (const file of read) {
    if (file instanceof InterlockError) failures.push(file);
    else {
      const other = byId.get(file.consumer.id);
      if (other) failures.push(duplicate(file, other));
      else byId.set(file.consumer.id, file);
    }
  }
  return { files: [...byId.values()].sort((one, next) => (one.consumer.id < next.consumer.id ? -1 : 1)), failures };
}

async function readConsumer(tree: FileTree, path: string): Promise<ConsumerFile | InterlockError> {
  try {
    const { value, locate } = await readSettings(tree, path, validateConsumer);
    return { path, consumer: value, locate };
  } catch (error) {
    if (error instanceof InterlockError) return error;
    throw error;
  }
}

function duplicate(file: ConsumerFile, other: ConsumerFile): InterlockError {
  const taken = other.locate('/id');
  const detail = `the id '${file.consumer.id}' is already taken by ${taken.file}:${taken.line}; one file says all that an application uses`;
  return new InterlockError('WORKSPACE_INVALID', detail, { place: file.locate('/id') });
}
