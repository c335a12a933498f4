import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { endWaiver, readWaivers, type WaiverFile } from '../../policies/index.ts';
import { didYouMean, type Workspace } from '../../registry/workspace/index.ts';

/**
 * Ends a waiver on a day: from then on it no longer counts. Nothing else of its file changes. Gives the path of the file, as places print it.
 *
 * Throws WAIVER_UNKNOWN; WAIVER_REFUSED for one that ended already; FILE_UNWRITABLE; and why the file of that name can't be read.
 *
 * @param id name of its file, with or without folder and extension
 * @param asOf ISO date
 */
export async function expireWaiver(workspace: Workspace, id: string, asOf: string): Promise<string> {
  const file = await findWaiver(workspace, id);
  const { expires } = file.waiver;
  if (expires <= asOf) {
    throw new InterlockError('WAIVER_REFUSED', `it ended on ${expires} already: remove the file once what it covered is mended`, {
      place: file.locate('/expires'),
    });
  }
  const target = join(workspace.folder, file.path);
  const text = endWaiver(await readFile(target, 'utf8'), file, asOf);
  await writeFile(target, text).catch((cause: Error) => {
    throw new InterlockError('FILE_UNWRITABLE', `cannot be written: ${cause.message}`, { place: file.locate(''), cause });
  });
  return workspace.tree.label + file.path;
}

async function findWaiver(workspace: Workspace, id: string): Promise<WaiverFile> {
  const { tree, config } = workspace;
  const { files, failures } = await readWaivers(workspace);
  const isNamed = (path: string): boolean =>
    [path, tree.label + path, path.slice(config.waivers.length + 1)].some((name) => name === id || name.replace(/\.ya?ml$/, '') === id);
  const file = files.find(({ path }) => isNamed(path));
  if (file) return file;
  const failure = failures.find(({ place }) => place !== undefined && isNamed(place.file.slice(tree.label.length)));
  if (failure) throw failure;
  const ids = files.map((each) => each.id);
  throw new InterlockError(
    'WAIVER_UNKNOWN',
    `there is no waiver '${id}'${didYouMean(id, ids) || `; there are ${ids.join(', ') || 'none'}`}`,
  );
}
