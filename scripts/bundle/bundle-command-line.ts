import { globSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { packagePath } from '../../package-root.ts';
import { judgeVersions } from '../../policies/cache/judge-versions.ts';
import { compileSettings } from './compile-settings.ts';
import { compileSpectralSchemas } from './compile-spectral-schemas.ts';
import { lateAjvPlugin } from './late-ajv-plugin.ts';
import { licencesOf } from './licences-of.ts';
import { narrowImports } from './narrow-imports.ts';

/** Loaded by few commands, or not made to be bundled: they stay packages. */
const LEFT_OUT = [/^@dbos-inc\//, /^@electric-sql\//, /^@stoplight\/spectral-ruleset-bundler/, /^kysely/, /^pg$/, /^typescript$/];

/**
 * Puts each command of `dist/cli` and all that it imports into few files, in its place: reading several hundred modules takes longer than linting a
 * small document. The rest of dist stays as it is, for programs that import the package.
 */
export async function bundleCommandLine(): Promise<void> {
  const cwd = packagePath('dist', 'cli');
  const { resolve } = createRequire(packagePath('package.json'));
  const entries = globSync(['main.js', 'commands/**/*.js', 'hooks/*.js'], { cwd });
  const bundle = await rolldown({
    cwd,
    platform: 'node',
    external: LEFT_OUT,
    input: {
      ...Object.fromEntries(entries.map((file) => [file.replace(/\.js$/, ''), packagePath('dist', 'cli', file)])),
      'judge-worker': packagePath('dist', 'policies', 'lint', 'judge-worker.js'),
    },
    resolve: {
      alias: {
        // Its main module cannot be bundled.
        'jsonc-parser': resolve('jsonc-parser').replace('/umd/', '/esm/'),
        // Node's own is deprecated, and Node says so where it is not a package that uses it.
        punycode: resolve('punycode/'),
      },
    },
    plugins: [lateAjvPlugin(compileSpectralSchemas()), compileSettings(), lateRequires(), narrowImports(), bundledVersions()],
    onLog(level, log, handle) {
      if (!['EVAL', 'CIRCULAR_DEPENDENCY'].includes(log.code ?? '')) handle(level, log);
    },
  });
  const dir = packagePath('dist', 'cli-bundle');
  const names = { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', keepNames: true };
  const { output } = await bundle.write({ dir, format: 'esm', ...names });
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  writeFileSync(join(dir, 'LICENCES.txt'), licencesOf(modules));
  rmSync(cwd, { recursive: true });
  renameSync(dir, cwd);
}

/** What a report says of versions is what is in the bundle, whatever is installed beside it. */
function bundledVersions() {
  return {
    name: 'bundled-versions',
    load(id: string): string | null {
      if (id !== packagePath('dist', 'policies', 'cache', 'judge-versions.js')) return null;
      return `export const judgeVersions = () => (${JSON.stringify(judgeVersions())});`;
    },
  };
}

/** `createRequire(import.meta.url)` in our own modules, by which they load a package late, is the bundler's `require`. */
function lateRequires() {
  return {
    name: 'late-requires',
    transform(code: string, id: string): string | null {
      if (!id.startsWith(packagePath('dist')) || !code.includes('createRequire(import.meta.url)')) return null;
      return code.replace(/^import \{ createRequire \}.*$/m, '').replace(/^const require = createRequire\(import\.meta\.url\);$/m, '');
    },
  };
}
