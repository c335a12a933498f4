import type { Ajv2020, CodeKeywordDefinition, ValidateFunction } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What generated code asks of the target of a reference: as a validator, but for what it evaluates. */
type LateValidator = ((this: ThisParameterType<ValidateFunction>, ...call: Parameters<ValidateFunction>) => boolean) &
  Pick<ValidateFunction, 'errors'>;

/**
 * Lets a validator compile what a `$ref` names when the first value gets there, rather than with the schema that holds it: for a few small
 * values most of a large description is never compiled. Takes `unevaluated` keywords that find out themselves what references evaluate.
 */
export function compileReferencesLate(ajv: Ajv2020): void {
  const { callRef } = require('ajv/dist/vocabularies/core/ref.js') as typeof import('ajv/dist/vocabularies/core/ref.js');
  const validators = new Map<string, LateValidator>();

  function validatorOf(uri: string): LateValidator {
    const known = validators.get(uri);
    if (known !== undefined) return known;
    const late: LateValidator = function (value, context) {
      const validate = ajv.getSchema(uri);
      if (validate === undefined) throw new Error(`no schema is registered as ${uri}`);
      const isValid = validate.call(this, value, context);
      late.errors = validate.errors ?? null;
      return isValid;
    };
    validators.set(uri, late);
    return late;
  }

  const keyword: CodeKeywordDefinition = {
    keyword: '$ref',
    schemaType: 'string',
    code(cxt) {
      callRef(cxt, cxt.gen.scopeValue('validate', { ref: validatorOf(cxt.schema as string) }), undefined, false);
    },
  };
  ajv.removeKeyword('$ref');
  ajv.addKeyword(keyword);
}
