import type { Plugin } from 'rolldown';
import { packagePath } from '../../package-root.ts';
import type { SchemaCode } from './compile-spectral-schemas.ts';

/** The modules of Spectral that compile schemas as soon as they are loaded, or first asked. */
const COMPILING = /@stoplight\/spectral-core\/dist\/ruleset\/(?:function|validation\/ajv)\.js$/;
const AJV = /^ajv(?:\/dist\/2020)?$/;
const PLUGINS = /^ajv-(?:errors|formats)$/;
const LATE = '\0late:';
const SCHEMAS = '\0spectral-schemas';
const SCHEMA = '\0spectral-schema:';

/** Gives the modules of Spectral that compile schemas the code of these schemas, and `lateAjv` in place of ajv. */
export function lateAjvPlugin(schemas: SchemaCode): Plugin {
  const codes = [...schemas.values()];
  let replaced = 0;
  return {
    name: 'late-ajv',
    async resolveId(id, importer) {
      if (id === SCHEMAS || id.startsWith(SCHEMA)) return id;
      if (importer?.startsWith(SCHEMA)) return this.resolve(id, packagePath('node_modules/@stoplight/spectral-core/dist/index.js'));
      if (!importer || !COMPILING.test(importer) || !(AJV.test(id) || PLUGINS.test(id))) return null;
      const real = await this.resolve(id, importer);
      replaced += 1;
      return real && `${LATE}${AJV.test(id) ? 'ajv' : 'plugin'}:${real.id}`;
    },
    load(id) {
      if (id.startsWith(SCHEMA)) return { code: codes[Number(id.slice(SCHEMA.length))]!, moduleType: 'js' };
      if (id === SCHEMAS) return moduleOfSchemas([...schemas.keys()]);
      if (!id.startsWith(LATE)) return null;
      const [kind, ...path] = id.slice(LATE.length).split(':');
      return kind === 'ajv' ? moduleOfAjv(path.join(':')) : moduleOfPlugin(path.join(':'));
    },
    buildEnd() {
      if (replaced !== 6)
        throw new Error(`Spectral compiles its schemas otherwise than it did: ${replaced} imports of ajv were replaced, not 6`);
    },
  };
}

const text = JSON.stringify;
const lateAjvModule = text(packagePath('scripts/bundle/late-ajv.ts'));

function moduleOfSchemas(keys: readonly string[]): string {
  return `module.exports = new Map([\n${keys.map((key, index) => `[${text(key)}, require(${text(SCHEMA + index)})],`).join('\n')}\n]);`;
}

function moduleOfAjv(path: string): string {
  return `const { lateAjv } = require(${lateAjvModule});
const real = require(${text(path)});
Object.assign(exports, real, { default: lateAjv(real.default, require(${text(SCHEMAS)})) });
Object.defineProperty(exports, '__esModule', { value: true });`;
}

function moduleOfPlugin(path: string): string {
  return `const { latePlugin } = require(${lateAjvModule});
const real = require(${text(path)});
module.exports = latePlugin(real.default ?? real);`;
}
