import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';
import type { Consumer } from './consumer.ts';
import type { ContractMetadata } from './contract-metadata.ts';
import consumerSchema from './schemas/consumer.schema.json' with { type: 'json' };
import contractSchema from './schemas/contract.schema.json' with { type: 'json' };
import configSchema from './schemas/interlock.config.schema.json' with { type: 'json' };
import lockSchema from './schemas/registry.lock.schema.json' with { type: 'json' };
import type { Mapping } from './mapping.ts';
import mappingSchema from './schemas/mapping.schema.json' with { type: 'json' };
import waiverSchema from './schemas/waiver.schema.json' with { type: 'json' };
import type { Waiver } from './waiver.ts';
import type { WorkspaceConfig } from './workspace-config.ts';

/** By contract id, by version: `sha256:<hex>` of the frozen file. */
export interface RegistryLock {
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const require = createRequire(import.meta.url);

/** Judges a file of settings by its schema, which is compiled for the first file: most commands read few kinds of them. */
interface SettingsValidator<T> {
  (value: unknown): value is T;
  readonly schema: AnySchemaObject;
  /** What is wrong with the value that was judged last. */
  readonly errors: readonly ErrorObject[];
}

/** Judges `contract.yaml`. */
export const validateContractMetadata: SettingsValidator<ContractMetadata> = createValidator(contractSchema);

/** Judges a file of `contracts/consumers`. */
export const validateConsumer: SettingsValidator<Consumer> = createValidator(consumerSchema);

/** Judges `interlock.config.yaml`, which may be empty. */
export const validateConfig: SettingsValidator<Partial<WorkspaceConfig> | null> = createValidator(configSchema);

/** Judges a declared mapping. */
export const validateMapping: SettingsValidator<Mapping> = createValidator(mappingSchema);

/** Judges `registry.lock`. */
export const validateLock: SettingsValidator<RegistryLock> = createValidator(lockSchema);

/** Judges a file of `policies/waivers`. */
export const validateWaiver: SettingsValidator<Waiver> = createValidator(waiverSchema);

let ajv: Ajv2020 | undefined;

function createValidator<T>(schema: AnySchemaObject): SettingsValidator<T> {
  let compiled: ValidateFunction<T> | undefined;
  const validate = (value: unknown): value is T => {
    compiled ??= sharedAjv().compile<T>(schema);
    return compiled(value);
  };
  return Object.defineProperty(Object.assign(validate, { schema, errors: [] }), 'errors', { get: () => compiled?.errors ?? [] });
}

/** The schemas are ours, and the tests judge them: they are not judged again each time. */
function sharedAjv(): Ajv2020 {
  if (ajv) return ajv;
  const { Ajv2020: Ajv } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  return (ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, validateSchema: false, meta: false }));
}
