import { statSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/** Something that is read from files, and is to be read again when they change. Paths are absolute; none of them needs to be there. */
export interface Watched {
  readonly files: readonly string[];
  /** Folders in which any document may matter. */
  readonly folders?: readonly string[];
  /** Called when something has changed, after all that was to be called before. Must not throw. */
  onChange(): Promise<void>;
}

interface OpenFolder {
  readonly watcher: FSWatcher;
  /** Tells a folder from one that was put in its place. */
  readonly inode: number;
}

/** Editors write a file in several strokes, and tools many files: what is read again waits for the last of them. */
const SETTLE_MILLISECONDS = 80;

/**
 * Tells of changes in files. Folders are watched rather than files, since editors put new files in the place of old ones; where a folder is not there, the
 * nearest one above it is, until it comes. Keeps no process alive.
 */
export class FileWatch {
  private readonly watched = new Map<string, Watched>();
  private readonly open = new Map<string, OpenFolder>();
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isClosed = false;
  private readonly warn: (line: string) => void;

  /** @param warn is told of folders that the system does not let be watched */
  constructor(warn: (line: string) => void) {
    this.warn = warn;
  }

  /** Watches, from the next change or `begin` on, in the place of what had the same name before. */
  set(name: string, watched: Watched): void {
    this.watched.set(name, watched);
  }

  delete(name: string): void {
    this.watched.delete(name);
  }

  begin(): void {
    this.lookAgain();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    for (const { watcher } of this.open.values()) watcher.close();
    this.open.clear();
  }

  private note(folder: string, name: string | null): void {
    const path = name === null ? folder : join(folder, name);
    for (const [key, watched] of this.watched) if (concerns(watched, folder, path)) this.changed.add(key);
    this.settle();
  }

  private settle(): void {
    if (this.changed.size === 0 || this.isClosed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.running.then(() => this.tell());
    }, SETTLE_MILLISECONDS).unref();
  }

  /** Folders that have come may have had documents before they were watched: whoever looks into them is told once more. */
  private async tell(): Promise<void> {
    const names = [...this.watched.keys()].filter((name) => this.changed.has(name));
    this.changed.clear();
    for (const name of names) if (!this.isClosed) await this.watched.get(name)?.onChange();
    const opened = this.lookAgain();
    for (const [name, { folders = [] }] of this.watched) if (folders.some((folder) => opened.has(folder))) this.changed.add(name);
    this.settle();
  }

  /** Watches the folders as they now are, and says which were not watched before. */
  private lookAgain(): ReadonlySet<string> {
    const opened = new Set<string>();
    if (this.isClosed) return opened;
    const wanted = new Map<string, number>();
    const want = (folder: string): void => {
      const [there, inode] = nearest(folder);
      wanted.set(there, inode);
    };
    for (const { files, folders = [] } of this.watched.values()) {
      for (const folder of new Set([...files.map((file) => dirname(file)), ...folders])) want(folder);
    }
    for (const [folder, { watcher, inode }] of this.open) {
      if (wanted.get(folder) === inode) continue;
      watcher.close();
      this.open.delete(folder);
    }
    for (const [folder, inode] of wanted) if (!this.open.has(folder) && this.openFolder(folder, inode)) opened.add(folder);
    return opened;
  }

  private openFolder(folder: string, inode: number): boolean {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => this.note(folder, name));
      watcher.on('error', () => {
        watcher.close();
        if (this.open.get(folder)?.watcher === watcher) this.open.delete(folder);
      });
      this.open.set(folder, { watcher, inode });
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') this.warn(`${folder} cannot be watched (${code}): what changes in it is read at the next start`);
      return false;
    }
  }
}

/** A change at a path concerns what is that path, what lies below it, and the documents of a folder that is watched as a whole. */
function concerns({ files, folders = [] }: Watched, folder: string, path: string): boolean {
  const isAt = (watched: string): boolean => watched === path || watched.startsWith(path + sep);
  return files.some(isAt) || folders.some(isAt) || (folders.includes(folder) && /\.(ya?ml|json)$|^[^.]+$/i.test(basename(path)));
}

/** The nearest folder that is there, of a folder and those above it, with its inode. */
function nearest(folder: string): readonly [string, number] {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return [folder, found.ino];
  return dirname(folder) === folder ? [folder, 0] : nearest(dirname(folder));
}
