import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { compileSpectralSchemas } from './compile-spectral-schemas.ts';
import { lateAjv, latePlugin, schemaKey } from './late-ajv.ts';

describe('lateAjv', () => {
  it('answers by code that was compiled before, and makes no ajv for it', () => {
    const schema = { type: 'string' };
    const compiled = (() => true) as unknown as ValidateFunction;
    const noAjv = function () {
      throw new Error('ajv was made');
    } as unknown as typeof Ajv;
    const Late = lateAjv(noAjv, new Map([[schemaKey(schema, []), compiled]]));
    const late = new Late({ allErrors: true });
    latePlugin(() => undefined)(late);
    expect(late.compile(schema)).toBe(compiled);
    expect(() => late.compile({ type: 'number' })).toThrow('ajv was made');
  });

  it('compiles what is not known by ajv with its options, plugins, keywords and schemas', () => {
    const Late = lateAjv(Ajv, new Map());
    const late = new Late({ allErrors: true, keywords: ['x-note'] });
    latePlugin((ajv) => void ajv.addKeyword({ keyword: 'x-even', validate: (_: unknown, value: number) => value % 2 === 0 }))(late);
    late.addSchema({ $id: 'small', maximum: 10 });
    const validate = late.compile({ $ref: 'small', 'x-even': true, 'x-note': '' });
    expect([validate(4), validate(5), validate(12), validate(13)]).toEqual([true, false, false, false]);
    expect(validate.errors).toHaveLength(2);
    late.addKeyword({ keyword: 'x-odd', validate: (_: unknown, value: number) => value % 2 !== 0 });
    expect(late.compile({ 'x-odd': true })(4)).toBe(false);
  });

  it('knows a schema apart by those that were added before it', () => {
    expect(schemaKey({ $ref: 'a' }, [{ $id: 'a' }])).not.toBe(schemaKey({ $ref: 'a' }, [{ $id: 'a', type: 'string' }]));
  });
});

describe('compileSpectralSchemas', () => {
  it('finds the schema of rulesets and those of the options of functions', () => {
    const schemas = [...compileSpectralSchemas().keys()].map((key) => JSON.parse(key) as readonly [{ $id?: string; required?: unknown }]);
    expect(schemas.filter(([{ $id }]) => $id?.includes('ruleset.schema'))).toHaveLength(1);
    expect(schemas.length).toBeGreaterThan(30);
  });
});
