import { glob, readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { isSearched } from './folders-below.ts';

/** The OpenAPI and AsyncAPI documents that a glob finds, absolute and sorted. Throws FILE_NOT_FOUND when there are none. */
export async function findDocuments(pattern: string, cwd: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const file of glob(pattern, { cwd, exclude: (name) => !isSearched(name) })) {
    const path = resolve(cwd, file);
    if (/^\.(ya?ml|json)$/.test(extname(path)) && (await isFile(path)) && (await declaresSpecification(path))) found.push(path);
  }
  if (found.length > 0) return found.sort();
  throw new InterlockError('FILE_NOT_FOUND', 'no OpenAPI or AsyncAPI document matches this glob', { place: { file: pattern } });
}

/** True for a text that holds places for others. */
export function isGlob(name: string): boolean {
  return /[*?[{]/.test(name);
}

/** The folder below which a glob finds all that it can; a name that is none by itself. */
export function baseOf(pattern: string, cwd: string): string {
  const names = pattern.split(/[/\\]/);
  const firstGlob = names.findIndex(isGlob);
  const base = (firstGlob === -1 ? names : names.slice(0, firstGlob)).join('/');
  return resolve(cwd, base === '' && pattern.startsWith('/') ? '/' : base);
}

/** True when there is a file at this path. */
export function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** True when there is a folder at this path. */
export function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function declaresSpecification(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8');
  return /^[\s{]*["']?(openapi|asyncapi|swagger)["']?\s*:/m.test(text) || /"(openapi|asyncapi|swagger)"\s*:\s*"/.test(text);
}
