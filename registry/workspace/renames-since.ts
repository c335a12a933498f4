import { simpleGit } from 'simple-git';
import { InterlockError } from '../../errors.ts';

/**
 * What git takes the files of a folder on disk to have been called in a commit, by what they are called now, relative to the folder. Files
 * that git does not track yet are renamed by nobody.
 *
 * Throws GIT_FAILED.
 */
export async function renamesSince(folder: string, commit: string): Promise<ReadonlyMap<string, string>> {
  try {
    const listing = await simpleGit(folder).raw([
      'diff',
      '--find-renames',
      '--diff-filter=R',
      '--name-status',
      '--relative',
      '-z',
      commit,
      '--',
    ]);
    const names = listing.split('\0');
    const renames = new Map<string, string>();
    for (let index = 0; index + 2 < names.length; index += 3) renames.set(names[index + 2]!, names[index + 1]!);
    return renames;
  } catch (cause) {
    throw new InterlockError('GIT_FAILED', `git cannot list what was renamed since '${commit}'`, { cause });
  }
}
