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

/** Git's own diff of the text of two files, which need not be in a repository; '' when they are equal. Throws GIT_FAILED. */
export async function textDiff(folder: string, oldFile: string, newFile: string): Promise<string> {
  try {
    return await simpleGit(folder).raw(['diff', '--no-index', '--no-ext-diff', '--no-textconv', '--', oldFile, newFile]);
  } catch (cause) {
    throw new InterlockError('GIT_FAILED', `git cannot compare '${oldFile}' with '${newFile}'`, { cause });
  }
}
