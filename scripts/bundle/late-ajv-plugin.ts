import type { Plugin } from 'rolldown';
import { packagePath } from '../../package-root.ts';
import type { SchemaCode } from './compile-spectral-schemas.ts';

/** The modules of Spectral that compile schemas as soon as they are loaded, or first asked. */
const COMPILING = /@stoplight\/spectral-core\/dist\/ruleset\/(?:function|validation\/ajv)\.js$/;
/** The module of Spectral that compiles schemas of rulesets and of documents. */
const COMPILING_OTHERS = /@stoplight\/spectral-functions\/dist\/schema\/ajv\.js$/;
const AJV = /^ajv(?:\/dist\/2020)?$/;
const ANY_AJV = /^ajv(?:\/dist\/20(?:19|20)|-draft-04)?$/;
const PLUGINS = /^ajv-(?:errors|formats)$/;
const LATE = '\0late:';
const PLAIN = '\0plain-ajv:';
const SCHEMAS = '\0spectral-schemas';
const SCHEMA = '\0spectral-schema:';

/**
 * Gives the modules of Spectral that compile its own schemas the code of these schemas, and `lateAjv` in place of ajv. The module that compiles
 * other schemas gets an ajv that does not optimise its code: that takes up to half of the time to compile, and V8 does the same.
 */
export function lateAjvPlugin(schemas: SchemaCode): Plugin {
  const codes = [...schemas.values()];
  let replaced = 0;
  return {
    name: 'late-ajv',
    async resolveId(id, importer) {
      if (id === SCHEMAS || id.startsWith(SCHEMA)) return id;
      if (importer?.startsWith(SCHEMA)) return this.resolve(id, packagePath('node_modules/@stoplight/spectral-core/dist/index.js'));
      if (importer && COMPILING_OTHERS.test(importer) && ANY_AJV.test(id)) {
        const other = await this.resolve(id, importer);
        replaced += 1;
        return other && `${PLAIN}${other.id}`;
      }
      if (!importer || !COMPILING.test(importer) || !(AJV.test(id) || PLUGINS.test(id))) return null;
      const real = await this.resolve(id, importer);
      replaced += 1;
      return real && `${LATE}${AJV.test(id) ? 'ajv' : 'plugin'}:${real.id}`;
    },
    load(id) {
      if (id.startsWith(SCHEMA)) return { code: codes[Number(id.slice(SCHEMA.length))]!, moduleType: 'js' };
      if (id === SCHEMAS) return moduleOfSchemas([...schemas.keys()]);
      if (id.startsWith(PLAIN)) return moduleOfPlainAjv(id.slice(PLAIN.length));
      if (!id.startsWith(LATE)) return null;
      const [kind, ...path] = id.slice(LATE.length).split(':');
      return kind === 'ajv' ? moduleOfAjv(path.join(':')) : moduleOfPlugin(path.join(':'));
    },
    buildEnd() {
      if (replaced !== 10)
        throw new Error(`Spectral compiles its schemas otherwise than it did: ${replaced} imports of ajv were replaced, not 10`);
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

function moduleOfPlainAjv(path: string): string {
  return `const real = require(${text(path)});
class PlainAjv extends real.default {
  constructor(options) {
    super({ ...options, code: { ...options?.code, optimize: false } });
  }
}
Object.assign(exports, real, { default: PlainAjv });
Object.defineProperty(exports, '__esModule', { value: true });`;
}

function moduleOfPlugin(path: string): string {
  return `const { latePlugin } = require(${lateAjvModule});
const real = require(${text(path)});
module.exports = latePlugin(real.default ?? real);`;
}
