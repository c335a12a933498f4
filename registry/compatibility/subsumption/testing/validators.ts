import {
  type Contract,
  createAjv,
  createJudgeableSchemas,
  type JudgeableSchema,
  openSchemaGraph,
  type Schema,
} from '../../../contract/index.ts';
import type { Profile } from '../../profiles.ts';
import type { DataFlow } from '../subsumption.ts';
import { createTolerantReader } from '../tolerant-reader.ts';

const HIDING = { request: 'readOnly', response: 'writeOnly', event: undefined } as const;

/** The validators of a contract's schemas, as compiled contracts make them: they share nothing with the formulas of the engine. */
export function openValidators(
  contract: Contract,
  direction: DataFlow,
  profile: Profile = 'wire',
): (schema: Schema, value: unknown) => boolean {
  const schemas = createJudgeableSchemas(openSchemaGraph(contract), (id) => contract.schemas.get(id)?.location);
  const strict = new Map<string, JudgeableSchema>();
  const isTolerant = profile === 'tolerant-reader';
  const relax = isTolerant ? createTolerantReader((uri) => strict.get(uri) ?? true) : (schema: JudgeableSchema) => schema;
  const validators = new Map<Schema, (value: unknown) => boolean>();

  function compile(schema: Schema): (value: unknown) => boolean {
    const judged = schemas.rewrite(schema, HIDING[direction], { file: '', pointer: '' });
    for (const [uri, target] of schemas.takeReferences()) strict.set(uri, target);
    const ajv = createAjv(false);
    for (const [uri, target] of strict) ajv.addSchema(relax(target), uri);
    return ajv.compile(relax(judged));
  }

  return (schema, value) => {
    const validate = validators.get(schema) ?? compile(schema);
    validators.set(schema, validate);
    return validate(value);
  };
}
