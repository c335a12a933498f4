import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { isFile } from './is-file.ts';

/** Folders that a glob does not go into unless it names them. */
const UNSEARCHED = ['node_modules', '.git'];

/** Is this text a glob rather than a plain path? */
export function isGlob(text: string): boolean {
  return /[*?]|\[.+\]|\{.*,.*\}/.test(text);
}

/**
 * The files that a glob names, as absolute paths, sorted: `*` and `?` within a name, `**` across, `[a-c]`, `{json,yaml}`. Names that begin
 * with a dot count; symbolic links to folders are not followed. Throws USAGE for a glob that cannot be read: `[z-a]`, `*{a`.
 *
 * @param cwd folder that the glob is relative to
 */
export async function globFiles(glob: string, cwd: string): Promise<readonly string[]> {
  const text = glob.replaceAll('\\', '/').replace(/^\.\//, '');
  const fixed = /^(?:[^*?[{]*\/)?/.exec(text)![0];
  const base = join(text.startsWith('/') ? '/' : cwd, fixed);
  const pattern = patternOf(glob, text.slice(fixed.length));
  const unsearched = new Set(UNSEARCHED.filter((name) => !text.split('/').includes(name)));
  const files: string[] = [];
  const search = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !unsearched.has(entry.name)) await search(path);
      else if (!entry.isDirectory() && pattern.test(relative(base, path).split(sep).join('/')) && (await isFile(path))) files.push(path);
    }
  };
  await search(base);
  return files.sort();
}

function patternOf(glob: string, rest: string): RegExp {
  try {
    return new RegExp(`^${expressionOf(rest)}$`, 'u');
  } catch (error) {
    const detail = `'${glob}' is no glob that can be read: a brace is not closed, or a range runs backwards; name the files, or write it otherwise`;
    throw new InterlockError('USAGE', detail, { cause: error });
  }
}

function expressionOf(glob: string): string {
  const tokens = glob.match(/\*\*\/|\*\*|\*|\?|\[!?[^\]]+\]|\{|\}|,|[^*?[{},]+|./g) ?? [];
  let depth = 0;
  return tokens
    .map((token) => {
      if (token === '**/') return '(?:[^/]+/)*';
      if (token === '**') return '.*';
      if (token === '*') return '[^/]*';
      if (token === '?') return '[^/]';
      if (token.startsWith('[') && token.length > 2) return token.replace('[!', '[^').replaceAll('\\', '\\\\');
      if (token === '{') return ((depth += 1), '(?:');
      if (token === '}' && depth > 0) return ((depth -= 1), ')');
      if (token === ',' && depth > 0) return '|';
      return token.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    })
    .join('');
}
