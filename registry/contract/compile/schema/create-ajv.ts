import type { Ajv2020, Options } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';
import { canonicalText } from './canonical-text.ts';
import { knownFormats } from './formats.ts';
import { isMultipleOf } from './multiple-of.ts';
import { compilePattern } from './pattern.ts';
import { addPrefixItemsKeyword } from './prefix-items-keyword.ts';
import { addUnevaluatedKeywords } from './unevaluated-keywords.ts';
import { EQUALS_ANY } from './value-keywords.ts';

const require = createRequire(import.meta.url);

/**
 * A validator for judgeable schemas: JSON Schema 2020-12 with own properties only, our formats, and `multipleOf`, `uniqueItems` and
 * comparisons of objects that are exact, take time in proportion to the value, and take `__proto__`, `valueOf` and `constructor` for
 * ordinary keys. ajv is loaded here, when the first schema is judged, since loading it costs as much as reading a contract. Its code is not
 * optimised: that takes a third of the time to compile, and V8 does the same.
 *
 * @param report every fault with its data and schema, instead of the first one only.
 */
export function createAjv(report: boolean): Ajv2020 {
  const { Ajv2020: Ajv } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const formats = Object.fromEntries([...knownFormats()].map(([name, rule]) => [name, rule as { type: 'string'; validate: RegExp }]));
  const regExp = Object.assign((pattern: string) => compilePattern(pattern) ?? /(?:)/, { code: 'new RegExp' });
  const options: Options = {
    strict: false,
    validateSchema: false,
    meta: false,
    logger: false,
    messages: false,
    addUsedSchema: false,
    ownProperties: true,
    allErrors: report,
    verbose: report,
    formats,
    code: { regExp, optimize: false },
  };
  const ajv = new Ajv(options);
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    errors: false,
    compile: (divisor: number) => (value: number) => isMultipleOf(value, divisor),
  });
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    errors: false,
    validate: (_: boolean, items: readonly unknown[]) => areUnique(items),
  });
  ajv.addKeyword({
    keyword: EQUALS_ANY,
    schemaType: 'array',
    errors: false,
    compile(options: readonly unknown[]) {
      const texts = new Set(options.map(canonicalText));
      return (value: unknown) => texts.has(canonicalText(value));
    },
  });
  addPrefixItemsKeyword(ajv);
  addUnevaluatedKeywords(ajv);
  return ajv;
}

function areUnique(items: readonly unknown[]): boolean {
  const seen = new Set<string>();
  for (const item of items) {
    const text = canonicalText(item);
    if (seen.has(text)) return false;
    seen.add(text);
  }
  return true;
}
