import type { Consumer } from './consumer.ts';
import type { ContractMetadata } from './contract-metadata.ts';
import consumerSchema from './schemas/consumer.schema.json' with { type: 'json' };
import contractSchema from './schemas/contract.schema.json' with { type: 'json' };
import configSchema from './schemas/interlock.config.schema.json' with { type: 'json' };
import lockSchema from './schemas/registry.lock.schema.json' with { type: 'json' };
import type { Mapping } from './mapping.ts';
import mappingSchema from './schemas/mapping.schema.json' with { type: 'json' };
import { type SettingsValidator, settingsValidator } from './settings-validator.ts';
import waiverSchema from './schemas/waiver.schema.json' with { type: 'json' };
import type { Waiver } from './waiver.ts';
import type { WorkspaceConfig } from './workspace-config.ts';

/** By contract id, by version: `sha256:<hex>` of the frozen file. */
export interface RegistryLock {
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Judges `contract.yaml`. */
export const validateContractMetadata: SettingsValidator<ContractMetadata> = settingsValidator(contractSchema);

/** Judges a file of `contracts/consumers`. */
export const validateConsumer: SettingsValidator<Consumer> = settingsValidator(consumerSchema);

/** Judges `interlock.config.yaml`, which may be empty. */
export const validateConfig: SettingsValidator<Partial<WorkspaceConfig> | null> = settingsValidator(configSchema);

/** Judges a declared mapping. */
export const validateMapping: SettingsValidator<Mapping> = settingsValidator(mappingSchema);

/** Judges `registry.lock`. */
export const validateLock: SettingsValidator<RegistryLock> = settingsValidator(lockSchema);

/** Judges a file of `policies/waivers`. */
export const validateWaiver: SettingsValidator<Waiver> = settingsValidator(waiverSchema);
