import { closeSync, fsyncSync, openSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** Emscripten's number for an input or output error (musl's wasi-libc `EIO`). */
const EIO = 29;

type ModuleOptions = Parameters<NodeFS['init']>[1];

interface OpenFile {
  readonly nfd?: number | null;
  readonly node: unknown;
}

interface NodeFiles {
  readonly stream_ops: { fsync?: (file: OpenFile) => number };
  realPath(node: unknown): string;
}

interface EmscriptenFiles {
  readonly filesystems: { readonly NODEFS?: NodeFiles };
  readonly ErrnoError: new (errno: number) => Error;
}

/**
 * PGlite's file system on disk, with fsync. PGlite's own has no fsync operation, so PostgreSQL believes that its log is on disk when it
 * is only in the kernel's cache. A failed fsync reaches PostgreSQL as EIO, which stops it, as it should.
 *
 * Works with PGlite 0.5.14; 0.5.15 and 0.5.16 no longer hand out the file system that is mended here.
 */
export class SyncedFileSystem extends NodeFS {
  readonly #fsync: (descriptor: number) => void;

  constructor(directory: string, fsync: (descriptor: number) => void = fsyncSync) {
    super(directory);
    this.#fsync = fsync;
  }

  override async init(...[pglite, options]: Parameters<NodeFS['init']>): Promise<{ emscriptenOpts: ModuleOptions }> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const addFsync = (module: { readonly FS: unknown }): void => this.#addFsync(module.FS as EmscriptenFiles);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...[emscriptenOpts.preRun ?? []].flat(), addFsync] } };
  }

  #addFsync(files: EmscriptenFiles): void {
    const nodeFiles = files.filesystems.NODEFS;
    if (!nodeFiles) throw new Error('this version of PGlite does not hand out NODEFS, so its writes cannot be synced to disk');
    nodeFiles.stream_ops.fsync = (file) => {
      try {
        if (typeof file.nfd === 'number') this.#fsync(file.nfd);
        else this.#syncPath(nodeFiles.realPath(file.node));
        return 0;
      } catch {
        throw new files.ErrnoError(EIO);
      }
    };
  }

  #syncPath(path: string): void {
    const descriptor = openSync(path, 'r');
    try {
      this.#fsync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}
