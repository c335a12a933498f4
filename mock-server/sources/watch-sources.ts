import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { LoadedMock, MockSource } from './mock-source.ts';

/** Sources that are watched. */
export interface SourceWatch {
  close(): void;
}

/** What to do when a source has changed. */
export interface SourceChange {
  /** It was read again. What this throws goes to `onFailure`. */
  onChange(source: MockSource, loaded: LoadedMock): void;
  /** It cannot be read or served as it now stands. */
  onFailure(source: MockSource, error: unknown): void;
}

/** Editors write a file in several strokes, and tools many files: what is read again waits for the last of them. */
const SETTLE_MILLISECONDS = 80;

/**
 * Watches the files that mocks were read from, those that were looked for and missing too, and reads a source again when one of its has changed.
 * Folders are watched rather than files, since editors put new files in the place of old ones. Keeps no process alive.
 */
export function watchSources(sources: readonly (readonly [MockSource, LoadedMock])[], change: SourceChange): SourceWatch {
  const filesOf = new Map(sources.map(([source, { files }]) => [source, new Set(files)]));
  const folders = new Map<string, FSWatcher>();
  const changed = new Set<MockSource>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const watchFolder = (folder: string): void => {
    if (folders.has(folder) || isClosed) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => note(folder, name));
      watcher.on('error', () => {
        watcher.close();
        folders.delete(folder);
      });
      folders.set(folder, watcher);
    } catch {
      // A folder that is not there, or may not be read, cannot change what is served.
    }
  };
  const watchFiles = (files: Iterable<string>): void => {
    for (const file of files) watchFolder(dirname(file));
  };
  const note = (folder: string, name: string | null): void => {
    for (const [source, files] of filesOf) {
      const isOne = [...files].some((file) => dirname(file) === folder && (name === null || basename(file) === name));
      if (isOne) changed.add(source);
    }
    if (changed.size === 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => void readAgain(), SETTLE_MILLISECONDS).unref();
  };
  const readAgain = async (): Promise<void> => {
    const sources = [...changed];
    changed.clear();
    for (const source of sources) {
      try {
        const loaded = await source.load();
        if (isClosed) return;
        filesOf.set(source, new Set(loaded.files));
        watchFiles(loaded.files);
        change.onChange(source, loaded);
      } catch (error) {
        if (!isClosed) change.onFailure(source, error);
      }
    }
  };

  for (const files of filesOf.values()) watchFiles(files);
  return {
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const watcher of folders.values()) watcher.close();
    },
  };
}
