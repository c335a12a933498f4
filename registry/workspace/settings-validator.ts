import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';
import { compileSettingsSchema } from './compile-settings-schema.ts';

/** Judges a value by a schema of ours. */
export interface SettingsValidator<T> {
  (value: unknown): value is T;
  readonly schema: AnySchemaObject;
  /** What is wrong with the value that was judged last. */
  readonly errors: readonly ErrorObject[];
}

/** A validator whose schema is compiled for the first value: a command meets few of the kinds of settings that there are. */
export function settingsValidator<T>(schema: AnySchemaObject): SettingsValidator<T> {
  let compiled: ValidateFunction<T> | undefined;
  const validate = (value: unknown): value is T => {
    compiled ??= compileSettingsSchema(schema) as ValidateFunction<T>;
    return compiled(value);
  };
  return Object.defineProperty(Object.assign(validate, { schema, errors: [] }), 'errors', { get: () => compiled?.errors ?? [] });
}
