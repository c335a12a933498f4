import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Finding } from '../registry/contract/index.ts';
import { codeFrame } from './formatters/code-frame.ts';

/** Files that are too large to be read again for the sake of a few lines. */
const LARGEST_BYTES = 32 * 1024 * 1024;

/**
 * Reads the files that findings stand in, and gives what shows a finding in its place. A file that is no longer there, or was never a
 * file, is not shown.
 *
 * @param piped the text of standard input, by the name that places give it
 */
export async function readFrames(
  findings: readonly Finding[],
  piped: ReadonlyMap<string, string> = new Map(),
): Promise<(finding: Finding) => readonly string[]> {
  const lines = new Map<string, readonly string[]>();
  for (const file of new Set(findings.map(({ place }) => place.file))) {
    const text = piped.get(file) ?? (await readSmall(resolve(file)));
    lines.set(file, text?.split(/\r\n|\n|\r/) ?? []);
  }
  return (finding) => codeFrame(lines.get(finding.place.file) ?? [], finding);
}

async function readSmall(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    return size > LARGEST_BYTES ? undefined : await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
