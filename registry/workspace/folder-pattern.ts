/** A folder, or a glob of folders: `*` stands for any text within a name, `**` for any number of names. */
export interface FolderPattern {
  /** The part before the first name with a `*`: the folder that must be searched. */
  readonly base: string;
  /** Is this file in a folder that the pattern names, at any depth? */
  contains(path: string): boolean;
}

/** Reads a pattern such as `contracts`, a name with `*`, or `**` before a name. Trailing and doubled slashes and `.` names are dropped. */
export function folderPattern(text: string): FolderPattern {
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  const firstGlob = names.findIndex((name) => name.includes('*'));
  const expression = names.map((name) => (name === '**' ? '(?:[^/]+/)*' : `${escapeName(name)}/`)).join('');
  const matcher = new RegExp(`^${expression}`, 'u');
  return { base: (firstGlob === -1 ? names : names.slice(0, firstGlob)).join('/'), contains: (path) => matcher.test(path) };
}

function escapeName(name: string): string {
  return name.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
}
