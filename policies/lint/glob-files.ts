import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Folders that a glob does not go into unless it names them. */
const UNSEARCHED = ['node_modules', '.git'];

/** Is this text a glob rather than a plain path? */
export function isGlob(text: string): boolean {
  return /[*?]|\[.+\]|\{.*,.*\}/.test(text);
}

/**
 * The files that a glob names, as absolute paths, sorted: `*` and `?` within a name, `**` across, `[a-c]`, `{json,yaml}`. Names that begin
 * with a dot count; symbolic links to folders are not followed.
 *
 * @param cwd folder that the glob is relative to
 */
export async function globFiles(glob: string, cwd: string): Promise<readonly string[]> {
  const text = glob.replaceAll('\\', '/').replace(/^\.\//, '');
  const fixed = /^(?:[^*?[{]*\/)?/.exec(text)![0];
  const base = join(text.startsWith('/') ? '/' : cwd, fixed);
  const pattern = new RegExp(`^${expressionOf(text.slice(fixed.length))}$`, 'u');
  const unsearched = new Set(UNSEARCHED.filter((name) => !text.split('/').includes(name)));
  const files: string[] = [];
  const search = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !unsearched.has(entry.name)) await search(path);
      else if (!entry.isDirectory() && pattern.test(relative(base, path).split(sep).join('/'))) files.push(path);
    }
  };
  await search(base);
  return files.sort();
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
