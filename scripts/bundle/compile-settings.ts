import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AnySchemaObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Plugin } from 'rolldown';
import { packagePath } from '../../package-root.ts';
import { SETTINGS_AJV_OPTIONS } from '../../registry/workspace/compile-settings-schema.ts';

const { default: standaloneCode } = createRequire(import.meta.url)('ajv/dist/standalone') as typeof import('ajv/dist/standalone/index.js');

/** Where the schemas of the files that people write stand. */
export const SETTINGS_SCHEMAS = ['registry/workspace/schemas/*.schema.json', 'mock-server/mock.schema.json'];
const COMPILER = packagePath('dist', 'registry', 'workspace', 'compile-settings-schema.js');
const CODE = '\0settings-schema:';
const BY_AJV = `${COMPILER}?by-ajv`;

/** Compiles the schemas of settings while bundling: ajv takes longer for them than reading two hundred files of settings does. */
export function compileSettings(): Plugin {
  const schemas = globSync(SETTINGS_SCHEMAS, { cwd: packagePath() }).map(
    (file) => JSON.parse(readFileSync(packagePath(file), 'utf8')) as AnySchemaObject,
  );
  return {
    name: 'compile-settings',
    async resolveId(id, importer) {
      if (id === BY_AJV || id.startsWith(CODE)) return id;
      return importer?.startsWith(CODE) ? this.resolve(id, packagePath('package.json')) : null;
    },
    load(id) {
      if (id.startsWith(CODE)) return { code: codeOfSettings(schemas[Number(id.slice(CODE.length))]!), moduleType: 'js' };
      if (id === BY_AJV) return readFileSync(COMPILER, 'utf8');
      if (id !== COMPILER) return null;
      const rows = schemas.map(
        (schema, index) => `[${JSON.stringify(JSON.stringify(schema))}, () => require(${JSON.stringify(CODE + index)})],`,
      );
      return `import { compileSettingsSchema as compileByAjv } from ${JSON.stringify(BY_AJV)};
const compiled = new Map([${rows.join('\n')}]);
export const compileSettingsSchema = (schema) => (compiled.get(JSON.stringify(schema)) ?? (() => compileByAjv(schema)))();`;
    },
  };
}

/** The code of a schema of settings, as a CommonJS module. */
export function codeOfSettings(schema: AnySchemaObject): string {
  const ajv = new Ajv2020({ ...SETTINGS_AJV_OPTIONS, code: { source: true } });
  return standaloneCode(ajv, ajv.compile(schema));
}
