import { basename, dirname } from 'node:path';

/**
 * Names documents by their files: `claims.yaml` is `claims`, and one that is only called by what it is (`claims/openapi.yaml`) has the name
 * of its folder. Where names meet, folders are put in front until they don't: `v1-claims`, `v2-claims`.
 *
 * @param files absolute paths, each once
 */
export function fileIds(files: readonly string[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const file of files) {
    const own = partsOf(file);
    let taken = 1;
    while (taken < own.length && files.some((other) => other !== file && nameOf(partsOf(other), taken) === nameOf(own, taken))) taken++;
    ids.set(file, nameOf(own, taken));
  }
  return ids;
}

/** What a file may be called by, the nearest first. */
function partsOf(file: string): readonly string[] {
  const stem = basename(file).replace(/\.[^.]+$/, '');
  const folders: string[] = [];
  for (let folder = dirname(file); basename(folder) !== ''; folder = dirname(folder)) folders.push(basename(folder));
  const parts = /^(openapi|asyncapi|swagger|index|api)$/i.test(stem) && folders.length > 0 ? folders : [stem, ...folders];
  return parts.map(
    (part) =>
      part
        .normalize('NFC')
        .replaceAll(/[^\p{L}\p{N}._~-]+/gu, '-')
        .replaceAll(/^[-.]+|-+$/g, '') || 'api',
  );
}

function nameOf(parts: readonly string[], taken: number): string {
  return parts.slice(0, taken).toReversed().join('-');
}
