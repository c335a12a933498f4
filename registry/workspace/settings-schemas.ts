import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
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

const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });

/** Judges `contract.yaml`. */
export const validateContractMetadata: ValidateFunction<ContractMetadata> = ajv.compile<ContractMetadata>(contractSchema);

/** Judges a file of `contracts/consumers`. */
export const validateConsumer: ValidateFunction<Consumer> = ajv.compile<Consumer>(consumerSchema);

/** Judges `interlock.config.yaml`, which may be empty. */
export const validateConfig: ValidateFunction<Partial<WorkspaceConfig> | null> = ajv.compile<Partial<WorkspaceConfig> | null>(configSchema);

/** Judges a declared mapping. */
export const validateMapping: ValidateFunction<Mapping> = ajv.compile<Mapping>(mappingSchema);

/** Judges `registry.lock`. */
export const validateLock: ValidateFunction<RegistryLock> = ajv.compile<RegistryLock>(lockSchema);

/** Judges a file of `policies/waivers`. */
export const validateWaiver: ValidateFunction<Waiver> = ajv.compile<Waiver>(waiverSchema);
