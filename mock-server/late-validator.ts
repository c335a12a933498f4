import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

/** Judges values by a schema of ours. `errors` are those of the last value. */
export interface LateValidator<T> {
  (value: unknown): value is T;
  readonly schema: AnySchemaObject;
  readonly errors: readonly ErrorObject[];
}

/** A validator that is compiled with its first value: a server that starts should not wait for what it may never need. */
export function lateValidator<T>(schema: AnySchemaObject): LateValidator<T> {
  let compiled: ValidateFunction<T> | undefined;
  const validate = (value: unknown): value is T => {
    compiled ??= new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, meta: false, validateSchema: false }).compile<T>(
      schema,
    );
    return compiled(value);
  };
  return Object.defineProperty(Object.assign(validate, { schema, errors: [] }), 'errors', { get: () => compiled?.errors ?? [] });
}
