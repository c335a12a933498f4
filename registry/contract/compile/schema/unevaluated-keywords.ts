import type { Ajv2020, CodeKeywordDefinition, KeywordCxt } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';
import { type Evaluated, type Evaluating, evaluatedBy } from './evaluated.ts';
import type { JudgeableSchema } from './judgeable-schema.ts';

const require = createRequire(import.meta.url);

/**
 * Gives a validator `unevaluatedProperties` and `unevaluatedItems` as JSON Schema 2020-12 has them (Core §11). Those of ajv count all items
 * as evaluated by `contains`, and what an `if` that failed looked at, and fail to run where a branch that failed declares properties beside
 * `patternProperties`.
 */
export function addUnevaluatedKeywords(ajv: Ajv2020): void {
  const { _ } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const { Type } = require('ajv/dist/compile/util.js') as typeof import('ajv/dist/compile/util.js');
  const evaluating = rememberingVerdicts(ajv);

  const evaluatedIn = ({ gen, parentSchema, data }: KeywordCxt) => {
    const read = evaluating.readerOf(parentSchema);
    return gen.const('evaluated', _`${gen.scopeValue('keyword', { ref: read })}(${data})`);
  };

  const properties: CodeKeywordDefinition = {
    keyword: 'unevaluatedProperties',
    type: 'object',
    schemaType: ['boolean', 'object'],
    trackErrors: true,
    error: { message: '', params: ({ params }) => _`{unevaluatedProperty: ${params['name']}}` },
    code(cxt) {
      const { gen, data, it, errsCount } = cxt;
      const evaluated = evaluatedIn(cxt);
      gen.forIn('name', data, (name) => {
        gen.if(_`!${evaluated}.hasProperty(${name})`, () => {
          cxt.setParams({ name });
          judge(cxt, { keyword: 'unevaluatedProperties', dataProp: name, dataPropType: Type.Str });
          if (!it.allErrors) gen.if(_`${errsCount} !== errors`, () => gen.break());
        });
      });
      cxt.ok(_`${errsCount} === errors`);
    },
  };

  const items: CodeKeywordDefinition = {
    keyword: 'unevaluatedItems',
    type: 'array',
    schemaType: ['boolean', 'object'],
    trackErrors: true,
    error: { message: '', params: ({ params }) => _`{unevaluatedItem: ${params['index']}}` },
    code(cxt) {
      const { gen, data, it, errsCount, schema } = cxt;
      const evaluated = evaluatedIn(cxt);
      gen.forRange('index', 0, _`${data}.length`, (index) => {
        gen.if(_`!${evaluated}.hasItem(${index}, ${data}[${index}])`, () => {
          cxt.setParams({ index });
          judge(cxt, { keyword: 'unevaluatedItems', dataProp: index, dataPropType: Type.Num });
          if (!it.allErrors || schema === false) gen.if(_`${errsCount} !== errors`, () => gen.break());
        });
      });
      cxt.ok(_`${errsCount} === errors`);
    },
  };

  ajv.opts.unevaluated = false;
  for (const keyword of [properties, items]) {
    ajv.removeKeyword(keyword.keyword as string);
    ajv.addKeyword(keyword);
  }
}

function judge(cxt: KeywordCxt, part: Parameters<KeywordCxt['subschema']>[0]): void {
  if (cxt.schema === false) cxt.error();
  else if (cxt.schema !== true) cxt.subschema(part, cxt.gen.name('valid'));
}

type Reader = (value: unknown) => Evaluated;

/**
 * Reads what schemas evaluate. What was found out about a part is remembered as long as the outermost reading lasts: schemas with such
 * keywords within each other would otherwise ask the same again and again.
 */
function rememberingVerdicts(ajv: Ajv2020): { readerOf(schema: JudgeableSchema): Reader } {
  let verdicts: Map<JudgeableSchema, Map<unknown, boolean>> | undefined;
  const evaluating: Evaluating = {
    resolve: (uri) => ajv.getSchema(uri)?.schema as JudgeableSchema,
    accepts(schema, value) {
      let known = verdicts?.get(schema);
      if (known === undefined) verdicts?.set(schema, (known = new Map<unknown, boolean>()));
      let verdict = known?.get(value);
      if (verdict === undefined) known?.set(value, (verdict = ajv.compile(schema)(value)));
      return verdict!;
    },
  };

  function remembering<T>(ask: () => T): T {
    if (verdicts !== undefined) return ask();
    verdicts = new Map();
    try {
      return ask();
    } finally {
      verdicts = undefined;
    }
  }

  return {
    readerOf(schema) {
      let fixed: Evaluated | undefined;
      return (value) => {
        if (fixed !== undefined) return fixed;
        const evaluated = remembering(() => evaluatedBy(schema, value, evaluating));
        const asking: Evaluated = { ...evaluated, hasItem: (index, item) => remembering(() => evaluated.hasItem(index, item)) };
        if (evaluated.isFixed) fixed = asking;
        return asking;
      };
    },
  };
}
