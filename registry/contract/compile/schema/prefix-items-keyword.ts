import type { Ajv2020, CodeKeywordDefinition } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';
import type { JudgeableSchema } from './judgeable-schema.ts';

const require = createRequire(import.meta.url);

/**
 * Gives a validator `prefixItems` as JSON Schema 2020-12 has it (Core §10.3.1.1). After that of ajv, an array with fewer items than the
 * prefix passes `contains` and `uniqueItems` unjudged.
 */
export function addPrefixItemsKeyword(ajv: Ajv2020): void {
  const { _ } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const keyword: CodeKeywordDefinition = {
    keyword: 'prefixItems',
    type: 'array',
    schemaType: 'array',
    before: 'items',
    trackErrors: true,
    code(cxt) {
      const { gen, data, errsCount } = cxt;
      for (const [index, part] of (cxt.schema as readonly JudgeableSchema[]).entries()) {
        if (part === true) continue;
        const isThere = _`${data}.length > ${index}`;
        gen.if(cxt.allErrors ? isThere : _`${isThere} && ${errsCount} === errors`, () =>
          cxt.subschema({ keyword: 'prefixItems', schemaProp: index, dataProp: index }, gen.name('valid')),
        );
      }
      cxt.ok(_`${errsCount} === errors`);
    },
  };
  ajv.removeKeyword('prefixItems');
  ajv.addKeyword(keyword);
}
