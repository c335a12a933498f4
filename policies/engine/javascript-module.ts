import { readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { compileFunction } from 'node:vm';
import { limitTime } from './fast/limit-time.ts';
import type { BundleOptions } from '@stoplight/spectral-ruleset-bundler';
import { DEFAULT_READ_LIMITS, hashOf, type ReadLog } from '../../registry/contract/index.ts';
import { logPackage } from './package-manifest.ts';
import { type ScriptPlace, scriptPlace } from './script-place.ts';
import { loadSpectral } from './spectral.ts';

/** JavaScript of a workspace cannot be read or run; its cause is what was thrown. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  readonly place: ScriptPlace | undefined;

  constructor(cause: unknown, place: ScriptPlace | undefined) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.place = place;
  }
}

/**
 * Runs a JavaScript file of a workspace, a ruleset or a rule's function, and gives its default export. Modules and CommonJS both work;
 * `@stoplight/spectral-*` is the one that we run where the workspace has none of its own. Nothing is read but files below `root` and installed packages.
 * Throws ScriptError, also when it runs for longer than it may.
 *
 * @param file absolute path
 * @param reads takes in what was read, by absolute paths: of an installed package, its package.json
 * @param milliseconds processor time that it may take; what a rule may take by default
 */
export async function importJavaScript(
  file: string,
  root: string,
  reads: ReadLog,
  milliseconds = DEFAULT_READ_LIMITS.ruleMilliseconds,
): Promise<unknown> {
  const [{ bundleRuleset }, { commonjs }] = await Promise.all([
    import('@stoplight/spectral-ruleset-bundler'),
    import('@stoplight/spectral-ruleset-bundler/plugins/commonjs'),
  ]);
  const sources = new Map<string, string>();
  const module: { exports: unknown } = { exports: {} };
  let code: string | undefined;
  try {
    const plugins = [confinedFiles(await realpath(root), reads, sources), ...([commonjs()] as BundleOptions['plugins'])];
    code = await bundleRuleset(file, { target: 'node', format: 'commonjs', plugins });
    const require = await requireBeside(file, reads);
    const run = compileFunction(code, ['module', 'exports', 'require'], { filename: file }) as (...scope: readonly unknown[]) => void;
    limitTime(milliseconds, () => run(module, module.exports, require));
  } catch (error) {
    throw new ScriptError(error, scriptPlace(error, file, code, sources));
  }
  const exported = module.exports;
  return typeof exported === 'object' && exported !== null && 'default' in exported ? exported.default : exported;
}

/** `require` of a file, which finds our packages too; the command line has those of Spectral in its bundle, and two of them know nothing of each other. */
async function requireBeside(file: string, reads: ReadLog): Promise<(id: string) => unknown> {
  const { core, formats, functions, parsers, refResolver, rulesets } = await loadSpectral();
  const loaded = new Map<string, unknown>([
    ['@stoplight/spectral-core', core],
    ['@stoplight/spectral-formats', formats],
    ['@stoplight/spectral-functions', functions],
    ['@stoplight/spectral-parsers', parsers],
    ['@stoplight/spectral-ref-resolver', refResolver],
    ['@stoplight/spectral-rulesets', rulesets],
  ]);
  const require = createRequire(file);
  const ours = import.meta.dirname;
  return (id) => {
    const path = require.resolve(id, { paths: [dirname(file), ours] });
    logPackage(path, reads);
    return loaded.has(id) && path === require.resolve(id, { paths: [ours] }) ? loaded.get(id) : require(path);
  };
}

function confinedFiles(root: string, reads: ReadLog, sources: Map<string, string>): BundleOptions['plugins'][number] {
  return {
    name: 'confined-files',
    async load(id) {
      if (id.startsWith('\0') || id.includes('?')) return null;
      const real = await realpath(id);
      if (!real.startsWith(root + sep) && !real.includes(`${sep}node_modules${sep}`))
        throw new Error(`'${id}' is outside of the workspace`);
      const bytes = await readFile(real);
      reads.files.set(real, hashOf(bytes));
      const text = bytes.toString('utf8');
      sources.set(id, text);
      return text;
    },
  };
}
