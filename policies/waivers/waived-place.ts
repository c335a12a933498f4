import type { WaivedPlace } from '../../registry/workspace/index.ts';

/** Whether a finding at a pointer in a file of the workspace stands at a waived place. */
export function isAtPlace({ file, pointer }: WaivedPlace, at: { readonly path: string; readonly pointer: string }): boolean {
  return (file === undefined || coversPath(file, at.path)) && coversPath(pointer, at.pointer);
}

/** Whether a glob covers a path or a pointer: `*` is any text within a step, a step `**` any number of steps, none too. */
function coversPath(glob: string, path: string): boolean {
  return covers(glob.split('/'), '**', path.split('/'), (part, step) => covers([...part], '*', [...step], (one, other) => one === other));
}

/** Whether a sequence is covered by a pattern in which `any` stands for any number of items; in time of one length by the other. */
function covers(
  pattern: readonly string[],
  any: string,
  items: readonly string[],
  isCovered: (part: string, item: string) => boolean,
): boolean {
  let [part, item, anyAt, resumeAt] = [0, 0, -1, 0];
  while (item < items.length) {
    if (pattern[part] === any) [anyAt, resumeAt, part] = [part, item, part + 1];
    else if (part < pattern.length && isCovered(pattern[part]!, items[item]!)) [part, item] = [part + 1, item + 1];
    else if (anyAt >= 0) [part, resumeAt, item] = [anyAt + 1, resumeAt + 1, resumeAt + 1];
    else return false;
  }
  return pattern.slice(part).every((rest) => rest === any);
}
