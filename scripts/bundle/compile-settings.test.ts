import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../package-root.ts';
import { compileSettingsSchema } from '../../registry/workspace/compile-settings-schema.ts';
import { codeOfSettings, SETTINGS_SCHEMAS } from './compile-settings.ts';

const require = createRequire(packagePath('package.json'));

describe('codeOfSettings', () => {
  it.each(globSync([...SETTINGS_SCHEMAS], { cwd: packagePath() }))('judges by %s as ajv does', (file) => {
    const schema = JSON.parse(readFileSync(packagePath(file), 'utf8')) as AnySchemaObject;
    const module = { exports: undefined as unknown as ValidateFunction };
    runInThisContext(`(module, exports, require) => {${codeOfSettings(schema)}}`)(module, {}, require);
    const byAjv = compileSettingsSchema(schema);
    const verdictsOn = (validate: ValidateFunction) =>
      [{}, null, 'text', { id: 1, seed: [], versions: { a: 1 }, contracts: 'x', rule: 7, unknown: true }].map((value) => [
        validate(value),
        structuredClone(validate.errors),
      ]);
    expect(verdictsOn(module.exports)).toEqual(verdictsOn(byAjv));
    expect(module.exports({ unknown: true })).toBe(false);
  });
});
