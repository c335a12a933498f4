import { describeFailure } from './describe-failure.ts';
import type { FaultRule } from '../faults/fault-rule.ts';
import type { MockContract } from '../mock-contract.ts';
import { FileWatch } from '../sources/file-watch.ts';
import type { FoundSources } from '../sources/find-sources.ts';
import type { LoadedMock, MockSource } from '../sources/mock-source.ts';
import { watchSources } from '../sources/watch-sources.ts';
import type { MockServer } from './start-mock-server.ts';

/** Mocks that are served, and how to look again at what they were made from. */
export interface WatchedMocks {
  readonly server: MockServer;
  readonly found: FoundSources;
  readonly loaded: readonly (readonly [MockSource, LoadedMock])[];
  find(): Promise<FoundSources>;
  /** A file of faults; `path` is absolute. */
  readonly faults?: { readonly name: string; readonly path: string; read(served: readonly MockContract[]): Promise<readonly FaultRule[]> };
  /** Is told what became of a change. */
  warn(line: string): void;
  /** Is told of every contract that was read, or read again. */
  introduce(mock: LoadedMock): void;
}

/** Serves contracts, behaviour and faults as they stand on disk from now on. What cannot be read or served is told, and all is served as before. */
export async function watchMocks({ server, found, loaded, find, faults, warn, introduce }: WatchedMocks): Promise<FileWatch> {
  const served = new Map(loaded.map(([source, { contract }]) => [source.key, contract]));
  const useFaults = async (): Promise<boolean> => {
    try {
      if (faults) server.useFaults(await faults.read([...served.values()]));
      return true;
    } catch (error) {
      warn(`${describeFailure(error)}; the faults stay as they were before`);
      return false;
    }
  };
  const watch = new FileWatch(warn);
  await watchSources(watch, found, loaded, find, {
    onChange(source, mock) {
      server.reload(mock.contract);
      served.set(source.key, mock.contract);
      warn(`${source.id} was read again`);
      introduce(mock);
    },
    async onAdded(source, mock) {
      await server.add(mock.contract);
      served.set(source.key, mock.contract);
      warn(`${source.id} was added: ${server.urlOf(source.id)}`);
      introduce(mock);
      await useFaults();
    },
    async onRemoved({ key, id }) {
      await server.remove(id);
      served.delete(key);
      warn(`${id} is not there any more, and served no longer`);
      await useFaults();
    },
    onFailure(source, error, isServed) {
      const consequence = isServed ? `${source?.id ?? 'all'} is served as it was before` : `${source?.id} is not served`;
      warn(`${describeFailure(error)}; ${consequence}`);
    },
  });
  if (faults) {
    const onChange = async (): Promise<void> => {
      if (await useFaults()) warn(`${faults.name} was read again`);
    };
    watch.set('faults', { files: [faults.path], onChange });
  }
  watch.begin();
  return watch;
}
