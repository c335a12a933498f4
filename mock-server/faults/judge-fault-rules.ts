import { settingsValidator } from '../../registry/workspace/index.ts';
import schema from '../mock.schema.json' with { type: 'json' };
import type { FaultRule } from './fault-rule.ts';

/** A file of faults: a list as in mock.yaml, in which each may name its contract. */
export interface FaultsFile {
  readonly faults: readonly FaultRule[];
}

const { faults } = schema.properties;
const { fault } = schema.$defs;

const validateRules = settingsValidator<readonly FaultRule[]>({ ...faults, $defs: schema.$defs });

/** Judges a file of faults. */
export const validateFaultsFile = settingsValidator<FaultsFile>({
  type: 'object',
  required: ['faults'],
  additionalProperties: false,
  properties: { faults },
  $defs: { ...schema.$defs, fault: { ...fault, properties: { ...fault.properties, contract: { type: 'string' } } } },
});

/** Whether a value is a list of faults as mock.schema.json describes it. */
export function areFaultRules(value: unknown): value is readonly FaultRule[] {
  return validateRules(value);
}

/** What keeps a value from being a list of faults, in one line. */
export function describeRuleFaults(value: unknown): string {
  validateRules(value);
  return validateRules.errors
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, message }) => `${instancePath || '/'} ${message}`)
    .join('; ');
}
