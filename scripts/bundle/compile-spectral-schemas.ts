import { createRequire } from 'node:module';
import type { AnySchemaObject, Options } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { packagePath } from '../../package-root.ts';
import { schemaKey } from './late-ajv.ts';

/** The code of a schema that ajv compiled, as a CommonJS module, by `schemaKey`. */
export type SchemaCode = ReadonlyMap<string, string>;

type AjvModule = { default: new (options: Options) => Ajv2020 };

/**
 * Compiles the schemas that Spectral judges rulesets and the options of its functions by, when it is loaded, into code. Loads Spectral, so
 * a process can do so once.
 */
export function compileSpectralSchemas(): SchemaCode {
  const require = createRequire(createRequire(packagePath('package.json')).resolve('@stoplight/spectral-core'));
  const { default: standaloneCode } = require('ajv/dist/standalone') as typeof import('ajv/dist/standalone/index.js');
  const code = new Map<string, string>();
  const restore = ['ajv', 'ajv/dist/2020'].map((id) => {
    const module = require(id) as AjvModule;
    const Ajv = module.default;
    module.default = function (options: Options): Ajv2020 {
      const ajv = new Ajv({ ...options, code: { ...options.code, source: true } });
      const added: AnySchemaObject[] = [];
      const { addSchema, compile } = ajv;
      return Object.assign(ajv, {
        addSchema(schema: AnySchemaObject) {
          added.push(schema);
          return addSchema.call(ajv, schema);
        },
        compile(schema: AnySchemaObject) {
          const validate = compile.call(ajv, schema);
          code.set(schemaKey(schema, added), standaloneCode(ajv, validate));
          return validate;
        },
      });
    } as unknown as AjvModule['default'];
    return () => void (module.default = Ajv);
  });
  const core = require('@stoplight/spectral-core') as typeof import('@stoplight/spectral-core');
  for (const id of ['@stoplight/spectral-functions', '@stoplight/spectral-rulesets']) require(id);
  const assertValidRuleset: typeof core.assertValidRuleset = core.assertValidRuleset;
  assertValidRuleset({ rules: {} });
  for (const undo of restore) undo();
  return code;
}
