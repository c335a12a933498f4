import { dirname, resolve } from 'node:path';
import type { Plugin } from 'rolldown';

const NARROW = '\0names:';

/**
 * Bundles `const { a } = await import('./room/index.js')` as an import of nothing but `a`: a room's index hands on all that the room has, and
 * most commands need little of it.
 */
export function narrowImports(): Plugin {
  return {
    name: 'narrow-imports',
    resolveId: (id) => (id.startsWith(NARROW) ? id : null),
    transform(code, id) {
      if (id.includes('/node_modules/') || !code.includes('await import(')) return null;
      return code.replaceAll(
        /const \{([\w\s,:$]+)\} = await import\('(\.[^']+)'\)/g,
        (_, names: string, path: string) =>
          `const {${names}} = await import(${JSON.stringify(`${NARROW}${namesIn(names).join()}:${resolve(dirname(id), path)}`)})`,
      );
    },
    load(id) {
      if (!id.startsWith(NARROW)) return null;
      const [names, ...path] = id.slice(NARROW.length).split(':');
      return `export { ${names} } from ${JSON.stringify(path.join(':'))};`;
    },
  };
}

/** What is taken, not what it is called then. */
function namesIn(pattern: string): readonly string[] {
  return pattern
    .split(',')
    .map((name) => name.split(':')[0]!.trim())
    .filter((name) => name !== '')
    .toSorted();
}
