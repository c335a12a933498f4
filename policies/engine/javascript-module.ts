import { readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { compileFunction } from 'node:vm';
import type { BundleOptions } from '@stoplight/spectral-ruleset-bundler';

/**
 * Runs a JavaScript file of a workspace, a ruleset or a rule's function, and gives its default export. Modules and CommonJS both work;
 * `@stoplight/spectral-*` is ours where the workspace has none of its own. Nothing is read but files below `root` and installed packages.
 *
 * @param file absolute path
 */
export async function importJavaScript(file: string, root: string): Promise<unknown> {
  const [{ bundleRuleset }, { commonjs }] = await Promise.all([
    import('@stoplight/spectral-ruleset-bundler'),
    import('@stoplight/spectral-ruleset-bundler/plugins/commonjs'),
  ]);
  const code = await bundleRuleset(file, {
    target: 'node',
    format: 'commonjs',
    plugins: [confinedFiles(await realpath(root)), ...([commonjs()] as BundleOptions['plugins'])],
  });
  const require = createRequire(file);
  const searched = [dirname(file), import.meta.dirname];
  const module: { exports: unknown } = { exports: {} };
  const run = compileFunction(code, ['module', 'exports', 'require'], { filename: file }) as (...scope: readonly unknown[]) => void;
  run(module, module.exports, (id: string): unknown => require(require.resolve(id, { paths: searched })));
  const exported = module.exports;
  return typeof exported === 'object' && exported !== null && 'default' in exported ? exported.default : exported;
}

function confinedFiles(root: string): BundleOptions['plugins'][number] {
  return {
    name: 'confined-files',
    async load(id) {
      if (id.startsWith('\0') || id.includes('?')) return null;
      const real = await realpath(id);
      if (!real.startsWith(root + sep) && !real.includes(`${sep}node_modules${sep}`))
        throw new Error(`'${id}' is outside of the workspace`);
      return readFile(real, 'utf8');
    },
  };
}
