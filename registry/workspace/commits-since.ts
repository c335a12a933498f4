import { simpleGit } from 'simple-git';
import { InterlockError } from '../../errors.ts';

/** A commit of the git repository around a folder. */
export interface Commit {
  readonly hash: string;
  /** ISO date of the commit, in UTC. */
  readonly date: string;
  /** Names of the tags on it, sorted. */
  readonly tags: readonly string[];
}

/**
 * The commits on the way to HEAD that changed a folder, the oldest first, from a ref or a date on. The commit that the ref names, or the last
 * one before the date, is the first: what came after is compared with it.
 *
 * Throws GIT_FAILED when the folder is in no repository, has no commit, or `since` is neither a date such as 2026-03-01 nor a commit that HEAD came from.
 */
export async function commitsSince(folder: string, since: string): Promise<readonly Commit[]> {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(since);
  if (since.startsWith('-') || since === '') throw new InterlockError('GIT_FAILED', `'${since}' is neither a date nor a git ref`);
  try {
    const git = simpleGit(folder);
    const log = ['log', '--first-parent', '--format=%H%x09%ct%x09%D'];
    const first = isDate
      ? await git.raw([...log, '-1', `--before=${since}T00:00:00Z`, 'HEAD', '--', '.'])
      : await git.raw([...log, '-1', '--end-of-options', `${since}^{commit}`]);
    const later = isDate
      ? await git.raw([...log, `--since=${since}T00:00:00Z`, 'HEAD', '--', '.'])
      : await git.raw([...log, '--end-of-options', `${since}..HEAD`, '--', '.']);
    return [first, later.split('\n').reverse().join('\n')].flatMap((text) =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map(readCommit),
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.trim().split('\n')[0] : String(cause);
    throw new InterlockError('GIT_FAILED', `git cannot list the commits since '${since}': ${reason}`, { cause });
  }
}

function readCommit(line: string): Commit {
  const [hash = '', seconds = '0', names = ''] = line.split('\t');
  const tags = names.split(', ').flatMap((name) => (name.startsWith('tag: ') ? [name.slice(5)] : []));
  return {
    hash,
    date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10),
    tags: tags.sort((one, other) => (one < other ? -1 : 1)),
  };
}
