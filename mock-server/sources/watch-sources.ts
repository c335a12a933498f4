import { dirname } from 'node:path';
import type { FileWatch } from './file-watch.ts';
import type { FoundSources } from './find-sources.ts';
import type { LoadedMock, MockSource } from './mock-source.ts';

/** What to do when sources change. What the first three throw goes to `onFailure`, and is tried again at the next change. */
export interface SourceChanges {
  /** It was read again. */
  onChange(source: MockSource, loaded: LoadedMock): Promise<void> | void;
  /** It was not there before. */
  onAdded(source: MockSource, loaded: LoadedMock): Promise<void>;
  /** It is not there any more. */
  onRemoved(source: MockSource): Promise<void>;
  /** It cannot be read or served as it now stands; undefined: what there is to serve cannot be found. `isServed` as it was before. */
  onFailure(source: MockSource | undefined, error: unknown, isServed: boolean): void;
}

/**
 * Reads a source again when one of its files has changed, those that were looked for and missing too, and looks again for sources where others can turn up.
 * One whose document is there keeps its id and its place whatever comes beside it.
 *
 * @param find what is to be served, as it then stands
 */
export async function watchSources(
  watch: FileWatch,
  found: FoundSources,
  loaded: readonly (readonly [MockSource, LoadedMock])[],
  find: () => Promise<FoundSources>,
  changes: SourceChanges,
): Promise<void> {
  const served = new Map(loaded.map(([source]) => [source.key, source]));
  const lastFailures = new Map<string, string>();

  const watchSource = (source: MockSource, files: readonly string[], folders: readonly string[] = []): void => {
    watch.set(`source ${source.key}`, {
      files,
      folders,
      async onChange() {
        try {
          const again = await source.load();
          watchSource(source, again.files);
          await changes.onChange(source, again);
        } catch (error) {
          // The file that it waits for may be any in its folders.
          watchSource(source, files, [...new Set(files.map((file) => dirname(file)))]);
          changes.onFailure(source, error, true);
        }
      },
    });
  };

  const add = async (source: MockSource): Promise<void> => {
    try {
      const mock = await source.load();
      await changes.onAdded(source, mock);
      served.set(source.key, source);
      lastFailures.delete(source.key);
      watchSource(source, mock.files);
    } catch (error) {
      if (lastFailures.get(source.key) === String(error)) return;
      lastFailures.set(source.key, String(error));
      changes.onFailure(source, error, false);
    }
  };

  const remove = async (source: MockSource): Promise<void> => {
    served.delete(source.key);
    watch.delete(`source ${source.key}`);
    await changes.onRemoved(source);
  };

  const lookAgain = async (): Promise<void> => {
    try {
      const now = await find();
      await watchSearched(now);
      const keys = new Set(now.sources.map(({ key }) => key));
      for (const source of served.values()) if (!keys.has(source.key)) await remove(source);
      for (const source of now.sources) if (!served.has(source.key)) await add(source);
      lastFailures.delete('');
    } catch (error) {
      if (lastFailures.get('') === String(error)) return;
      lastFailures.set('', String(error));
      changes.onFailure(undefined, error, true);
    }
  };

  const watchSearched = async ({ searched }: FoundSources): Promise<void> => {
    const { folders, files } = (await searched?.()) ?? { folders: [], files: [] };
    if (folders.length > 0) watch.set('searched', { files, folders, onChange: lookAgain });
  };

  await watchSearched(found);
  for (const [source, { files }] of loaded) watchSource(source, files);
}
