/**
 * A tree of files that contracts are read from: a folder on disk or a commit of a git repository. Paths are relative to the root, with
 * forward slashes, and never leave it. `$ref` resolution and the workspace read through it, so both work alike at any git ref.
 */
export interface FileTree {
  /** How places are printed: prefix of a relative path, '' when the path stands alone (`v1.2:` for a git ref, `../other/` for a folder elsewhere). */
  readonly label: string;
  /** The bytes of a file, or undefined when there is none (a folder, too, is none). */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Paths of all files under a folder ('' is the root), sorted by code unit. */
  list(folder: string): Promise<readonly string[]>;
}
