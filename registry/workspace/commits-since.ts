import { simpleGit, type SimpleGit } from 'simple-git';
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
 * The commits on the way to HEAD that changed files of a folder, the oldest first, from a ref or a date on. The commit that the ref names, or
 * the last one before the date, is the first: what came after is compared with it.
 *
 * @param paths pathspecs of git, relative to the folder: which files
 *
 * Throws GIT_FAILED when the folder is in no repository, has no commit, when `since` is neither a date such as 2026-03-01 nor a commit that
 * HEAD came from, and when a shallow clone doesn't reach back so far.
 */
export async function commitsSince(folder: string, since: string, paths: readonly string[] = ['.']): Promise<readonly Commit[]> {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(since);
  if (since.startsWith('-') || since === '') throw new InterlockError('GIT_FAILED', `'${since}' is neither a date nor a git ref`);
  try {
    const git = simpleGit(folder);
    const [first, later] = await (isDate ? logSinceDay(git, since, paths) : logSinceCommit(git, since, paths));
    return [first, later.split('\n').reverse().join('\n')].flatMap((text) =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map(readCommit),
    );
  } catch (cause) {
    if (cause instanceof InterlockError) throw cause;
    const reason = cause instanceof Error ? cause.message.trim().split('\n')[0] : String(cause);
    throw new InterlockError('GIT_FAILED', `git cannot list the commits since '${since}': ${reason}`, { cause });
  }
}

const LOG = ['log', '--first-parent', '--format=%H%x09%ct%x09%D'];

/** What there was before the day, and what came since. */
async function logSinceDay(git: SimpleGit, since: string, paths: readonly string[]): Promise<readonly [string, string]> {
  const first = await git.raw([...LOG, '-1', `--before=${since}T00:00:00Z`, 'HEAD', '--', ...paths]);
  if (first === '' && (await isShallow(git))) throw beyondShallow(since);
  return [first, await git.raw([...LOG, `--since=${since}T00:00:00Z`, 'HEAD', '--', ...paths])];
}

/** What there was at a commit, and what came after. */
async function logSinceCommit(git: SimpleGit, since: string, paths: readonly string[]): Promise<readonly [string, string]> {
  const commit = (await git.raw(['rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`]).catch(() => '')).trim();
  if (commit === '') {
    if (await isShallow(git)) throw beyondShallow(since);
    throw new InterlockError('GIT_FAILED', `'${since}' is neither a date such as 2026-03-01 nor a commit`);
  }
  const forked = (await git.raw(['merge-base', commit, 'HEAD']).catch(() => '')).trim();
  if (forked !== commit) {
    if (await isShallow(git)) throw beyondShallow(since);
    const advice = forked === '' ? '' : `; they parted at ${forked.slice(0, 12)}`;
    throw new InterlockError('GIT_FAILED', `HEAD did not come from '${since}'${advice}`);
  }
  const first = await git.raw([...LOG, '-1', commit]);
  return [first, await git.raw([...LOG, `${commit}..HEAD`, '--', ...paths])];
}

async function isShallow(git: SimpleGit): Promise<boolean> {
  return (await git.raw(['rev-parse', '--is-shallow-repository'])).trim() === 'true';
}

function beyondShallow(since: string): InterlockError {
  return new InterlockError(
    'GIT_FAILED',
    `this clone is shallow and doesn't reach back to '${since}': get the history by 'git fetch --unshallow'`,
  );
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
