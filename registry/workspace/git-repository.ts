import { simpleGit } from 'simple-git';
import { InterlockError } from '../../errors.ts';

/** The root folder of the git repository around a folder: its absolute path. Throws GIT_FAILED when there is none. */
export async function repositoryFolder(folder: string): Promise<string> {
  try {
    return (await simpleGit(folder).revparse(['--show-toplevel'])).trim();
  } catch (cause) {
    throw new InterlockError('GIT_FAILED', `'${folder}' is in no git repository`, { cause });
  }
}
