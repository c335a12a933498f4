import { posix } from 'node:path';
import { simpleGit, type SimpleGit } from 'simple-git';
import { InterlockError } from '../../errors.ts';
import { compareTreePaths, resolveTreePath, type FileTree } from '../contract/index.ts';

interface TreeEntry {
  readonly kind: 'file' | 'symbolic link' | 'submodule';
  readonly object: string;
  readonly sizeBytes: number;
}

/** The files of a commit. */
export interface GitTree extends FileTree {
  /** Id of git's object at a path, or of the link that leads away from it: what is read there is the same when the id is. Undefined when there is none. */
  objectOf(path: string): string | undefined;
}

/**
 * The files of a folder as they are in a commit of the git repository around it, without checking anything out. A path that leaves the
 * folder names no file. The commit is fixed and
 * its files are listed once, here; contents are read when asked for, in one git call for all that is asked for at once.
 *
 * Throws GIT_FAILED when the folder is in no repository or the ref names no commit. Reading a symbolic link or a submodule, or anything
 * beneath one, throws FILE_UNREADABLE: what they lead to is no part of the commit.
 */
export async function gitTree(folder: string, ref: string): Promise<GitTree> {
  const git = openRepository(folder);
  const commit = await resolveCommit(git, folder, ref);
  const entries = await listCommit(git, ref, commit);
  const paths = [...entries.keys()].sort(compareTreePaths);
  const readObject = batchReader(git, ref);
  const label = `${ref}:`;
  return {
    label,
    async read(path) {
      const inside = resolveTreePath('', path);
      if (inside === undefined) return undefined;
      const entry = entries.get(inside);
      if (entry?.kind === 'file') return readObject(entry);
      for (let part = inside; part !== '.' && part !== ''; part = posix.dirname(part)) {
        const kind = entries.get(part)?.kind;
        if (kind === undefined || kind === 'file') continue;
        throw new InterlockError('FILE_UNREADABLE', `'${part}' is a ${kind}, which cannot be read at a git ref`, {
          place: { file: label + inside },
        });
      }
      return undefined;
    },
    objectOf(path) {
      const inside = resolveTreePath('', path) ?? '.';
      for (let part = inside; part !== '.' && part !== ''; part = posix.dirname(part)) {
        const entry = entries.get(part);
        if (entry) return entry.object;
      }
      return undefined;
    },
    async list(within) {
      const inside = resolveTreePath('', within);
      if (inside === undefined) return [];
      return inside === '' ? paths : paths.filter((path) => path.startsWith(`${inside}/`));
    },
  };
}

function openRepository(folder: string): SimpleGit {
  try {
    return simpleGit(folder);
  } catch (cause) {
    throw new InterlockError('FILE_NOT_FOUND', `there is no folder '${folder}'`, { place: { file: folder }, cause });
  }
}

async function resolveCommit(git: SimpleGit, folder: string, ref: string): Promise<string> {
  if (ref === '' || ref.startsWith('-') || /[\0\n]/.test(ref)) {
    throw new InterlockError('GIT_FAILED', `'${ref}' is no git ref: name a branch, a tag or a commit`);
  }
  try {
    await git.raw(['rev-parse', '--git-dir']);
  } catch (cause) {
    throw new InterlockError('GIT_FAILED', `'${folder}' is in no git repository, so there is no ref '${ref}' to read`, { cause });
  }
  try {
    return (await git.raw(['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`])).trim();
  } catch (cause) {
    throw new InterlockError('GIT_FAILED', `'${ref}' names no commit; fetch it first if it is on a remote or beyond a shallow clone`, {
      cause,
    });
  }
}

async function listCommit(git: SimpleGit, ref: string, commit: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const listing = await runGit(ref, () => git.raw(['ls-tree', '-r', '-z', '-l', commit]));
  const entries = new Map<string, TreeEntry>();
  for (const line of listing.split('\0')) {
    const match = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line);
    if (!match) continue;
    const [, mode, , object, size, path] = match as unknown as [string, string, string, string, string, string];
    const kind = mode === '120000' ? 'symbolic link' : mode === '160000' ? 'submodule' : 'file';
    entries.set(path, { kind, object, sizeBytes: size === '-' ? 0 : Number(size) });
  }
  return entries;
}

const OBJECTS_PER_CALL = 400;

/** Collects what is asked for in one turn of the event loop, reads it by one `git show`, and cuts the output by the listed sizes. */
function batchReader(git: SimpleGit, ref: string): (entry: TreeEntry) => Promise<Uint8Array> {
  const cache = new Map<string, Promise<Uint8Array>>();
  let waiting: { readonly entry: TreeEntry; readonly resolve: (bytes: Uint8Array) => void; readonly reject: (error: unknown) => void }[] =
    [];
  const flush = async (): Promise<void> => {
    const all = waiting;
    waiting = [];
    for (let start = 0; start < all.length; start += OBJECTS_PER_CALL) {
      const batch = all.slice(start, start + OBJECTS_PER_CALL);
      try {
        const output = await runGit(ref, () => git.showBuffer(['--no-textconv', ...batch.map(({ entry }) => entry.object)]));
        const expected = batch.reduce((sum, { entry }) => sum + entry.sizeBytes, 0);
        if (output.length !== expected)
          throw new InterlockError('GIT_FAILED', `git gave ${output.length} bytes of ${expected} at '${ref}'`);
        let offset = 0;
        for (const { entry, resolve } of batch) {
          resolve(output.subarray(offset, offset + entry.sizeBytes));
          offset += entry.sizeBytes;
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  };
  return (entry) => {
    const known = cache.get(entry.object);
    if (known) return known;
    const reading = new Promise<Uint8Array>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void flush());
      waiting.push({ entry, resolve, reject });
    });
    cache.set(entry.object, reading);
    return reading;
  };
}

async function runGit<T>(ref: string, call: () => PromiseLike<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw new InterlockError('GIT_FAILED', `git cannot read '${ref}': ${cause instanceof Error ? cause.message.trim() : String(cause)}`, {
      cause,
    });
  }
}
