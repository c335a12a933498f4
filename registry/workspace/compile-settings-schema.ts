import type { AnySchemaObject, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The schemas are ours, and the tests judge them: they are not judged again each time. */
export const SETTINGS_AJV_OPTIONS = { allErrors: true, verbose: true, allowUnionTypes: true, validateSchema: false, meta: false } as const;

let ajv: Ajv2020 | undefined;

/** Compiles a schema of settings. The build puts the code of those that stand in files in the place of this module. */
export function compileSettingsSchema(schema: AnySchemaObject): ValidateFunction {
  if (!ajv) {
    const { Ajv2020: Ajv } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
    ajv = new Ajv(SETTINGS_AJV_OPTIONS);
  }
  return ajv.compile(schema);
}
