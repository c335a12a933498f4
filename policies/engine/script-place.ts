/** Where code failed. */
export interface ScriptPlace {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What the bundler knows about code that it can't read. */
interface BundlerError extends Error {
  readonly loc?: { readonly file?: string; readonly line: number; readonly column: number };
}

/**
 * Where in the files of a workspace an error of their JavaScript arose: code that cannot be read, or a line that threw. A bundle has its own
 * lines, so the line with the same text is looked for.
 *
 * @param bundle the code that ran; undefined when it never came to that
 * @param sources the files in it, by absolute path
 * @returns undefined where it can't be told
 */
export function scriptPlace(
  error: unknown,
  file: string,
  bundle: string | undefined,
  sources: ReadonlyMap<string, string>,
): ScriptPlace | undefined {
  if (!(error instanceof Error)) return undefined;
  const { loc } = error as BundlerError;
  if (loc) return { file: loc.file ?? file, line: loc.line, column: loc.column + 1 };
  const frames = (error.stack ?? '').split(`${file}:`).slice(1);
  const [, line, column] = frames.map((frame) => /^(\d+):(\d+)/.exec(frame)).find((found) => found !== null) ?? [];
  const written = bundle?.split('\n')[Number(line) - 1] ?? '';
  const code = codeOf(written);
  if (code === '') return undefined;
  const found = [...sources].flatMap(([path, text]) =>
    text.split('\n').flatMap((source, index) => (codeOf(source) === code ? [{ path, source, index }] : [])),
  );
  const [only] = found;
  if (!only || found.length > 1) return undefined;
  return { file: only.path, line: only.index + 1, column: Number(column) - written.indexOf(code) + only.source.indexOf(code) };
}

/** Without what bundling takes away. */
function codeOf(line: string): string {
  return line.trim().replace(/^export (?:default )?/, '');
}
