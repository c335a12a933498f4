import { randomUUID } from 'node:crypto';
import { readFileSync, statSync, utimesSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FileTree, hashOf, hashOfPaths, ReadLog } from '../../registry/contract/index.ts';
import { programStamp } from './versions.ts';

/** Something that was worked out from files alone, and from which. */
export interface Answer<T> {
  /** As JSON can hold it. */
  readonly value: T;
  /** What was read of the tree, by its paths. */
  readonly reads: ReadLog;
  /** What was read elsewhere on disk, by absolute paths. */
  readonly elsewhere: ReadLog;
}

/** What is asked. */
export interface Question {
  /** All that the answer depends on besides files and the program, as JSON. */
  readonly asked: unknown;
  /** What the answer reads first of all: a changed one has an answer of its own. */
  readonly path: string;
  readonly tree: FileTree;
}

interface Entry {
  readonly value: unknown;
  readonly files: readonly (readonly [string, string | null])[];
  readonly folders: readonly (readonly [string, string])[];
  readonly elsewhere: readonly (readonly [string, string | null])[];
}

/** Days after which an answer that nobody asked for goes. */
const KEPT_DAYS = 30;

/** What is there and can't be read is like nothing that was read. */
const UNREADABLE = 'unreadable';

const DAY_MILLISECONDS = 86_400_000;

/**
 * Answers of former runs, one file each. An answer counts as long as each file that it was worked out from has the same content, each
 * folder that was listed has the same files, and the same versions judge. An entry that cannot be read or written is none: a cache never
 * fails a run.
 */
export class FindingsCache {
  private readonly hashes = new WeakMap<FileTree, Map<string, Promise<string | null>>>();
  private readonly elsewhere = new Map<string, Promise<string | null>>();

  private readonly folder: string;

  /** @param folder absolute path; made when there is something to keep */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** The answer of a former run, if it still counts. */
  async find<T>(question: Question): Promise<Answer<T> | undefined> {
    const file = await this.fileOf(question);
    const entry = readEntry(file);
    if (!entry || !(await this.isCurrent(entry, question.tree).catch(() => false))) return undefined;
    touch(file);
    const reads = logOf(entry.files, entry.folders);
    return { value: entry.value as T, reads, elsewhere: logOf(entry.elsewhere, []) };
  }

  /** Keeps an answer. One that rests on what hosts answered is not kept. */
  async keep(question: Question, { value, reads, elsewhere }: Answer<unknown>): Promise<void> {
    if (reads.hasFetched) return;
    const entry: Entry = { value, files: [...reads.files], folders: [...reads.folders], elsewhere: [...elsewhere.files] };
    const file = await this.fileOf(question);
    const draft = `${file}.${randomUUID()}`;
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(draft, JSON.stringify(entry), { mode: 0o600 });
      await rename(draft, file);
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  /** Lets go what nobody asked for in a month; looks once a day. */
  async tidy(now = Date.now()): Promise<void> {
    const marker = join(this.folder, 'tidied');
    const before = await stat(marker).catch(() => undefined);
    if (before && now - before.mtimeMs < DAY_MILLISECONDS) return;
    try {
      await writeFile(marker, '');
      for (const name of await readdir(this.folder, { recursive: true })) {
        if (!name.includes('.json')) continue;
        const file = join(this.folder, name);
        if (now - (await stat(file)).mtimeMs > KEPT_DAYS * DAY_MILLISECONDS) await rm(file, { force: true });
      }
    } catch {
      return;
    }
  }

  private async fileOf({ asked, path, tree }: Question): Promise<string> {
    const key = hashOf(JSON.stringify([programStamp(), asked, path, await this.hashIn(tree, path)]));
    return join(this.folder, key.slice(0, 2), `${key.slice(2)}.json`);
  }

  private async isCurrent({ files, folders, elsewhere }: Entry, tree: FileTree): Promise<boolean> {
    for (const [path, hash] of files) if ((await this.hashIn(tree, path)) !== hash) return false;
    for (const [folder, hash] of folders) if (hashOfPaths(await tree.list(folder)) !== hash) return false;
    for (const [path, hash] of elsewhere) if ((await this.hashElsewhere(path)) !== hash) return false;
    return true;
  }

  private hashIn(tree: FileTree, path: string): Promise<string | null> {
    const known = this.hashes.get(tree) ?? new Map<string, Promise<string | null>>();
    this.hashes.set(tree, known);
    const hash = known.get(path) ?? tree.read(path).then(hashOrNull, () => UNREADABLE);
    known.set(path, hash);
    return hash;
  }

  private hashElsewhere(path: string): Promise<string | null> {
    const hash =
      this.elsewhere.get(path) ?? readFile(path).then(hashOrNull, (error: NodeJS.ErrnoException) => (isMissing(error) ? null : UNREADABLE));
    this.elsewhere.set(path, hash);
    return hash;
  }
}

/** As trees have it: a folder is no file, and neither is a path through one. */
function isMissing({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}

function hashOrNull(bytes: Uint8Array | undefined): string | null {
  return bytes ? hashOf(bytes) : null;
}

/** Says that an answer was asked for, once a day: `tidy` looks no oftener. */
function touch(file: string): void {
  try {
    const now = Date.now();
    if (now - statSync(file).mtimeMs > DAY_MILLISECONDS) utimesSync(file, now / 1000, now / 1000);
  } catch {
    return;
  }
}

function readEntry(file: string): Entry | undefined {
  try {
    const entry = JSON.parse(readFileSync(file, 'utf8')) as Partial<Entry>;
    const isWhole = entry.value !== undefined && [entry.files, entry.folders, entry.elsewhere].every(Array.isArray);
    return isWhole ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function logOf(files: Entry['files'], folders: Entry['folders']): ReadLog {
  const log = new ReadLog();
  for (const [path, hash] of files) log.files.set(path, hash);
  for (const [folder, hash] of folders) log.folders.set(folder, hash);
  return log;
}
