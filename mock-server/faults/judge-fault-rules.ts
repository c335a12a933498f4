import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import schema from '../mock.schema.json' with { type: 'json' };
import type { FaultRule } from './fault-rule.ts';

let compiled: { readonly rules: ValidateFunction<readonly FaultRule[]>; readonly file: ValidateFunction<FaultsFile> } | undefined;

/** A file of faults: a list as in mock.yaml, in which each may name its contract. */
export interface FaultsFile {
  readonly faults: readonly FaultRule[];
}

/** Compiled when a fault is first asked for: most mocks have none. */
function judges() {
  if (compiled) return compiled;
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
  const { faults } = schema.properties;
  const { fault } = schema.$defs;
  const withContract = { ...fault, properties: { ...fault.properties, contract: { type: 'string' } } };
  return (compiled = {
    rules: ajv.compile<readonly FaultRule[]>({ ...faults, $defs: schema.$defs }),
    file: ajv.compile<FaultsFile>({
      type: 'object',
      required: ['faults'],
      additionalProperties: false,
      properties: { faults },
      $defs: { ...schema.$defs, fault: withContract },
    }),
  });
}

/** Whether a value is a list of faults as mock.schema.json describes it. */
export function areFaultRules(value: unknown): value is readonly FaultRule[] {
  return judges().rules(value);
}

/** What keeps a value from being a list of faults, in one line. */
export function describeRuleFaults(value: unknown): string {
  const { rules } = judges();
  rules(value);
  return (rules.errors ?? [])
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, message }: ErrorObject) => `${instancePath || '/'} ${message}`)
    .join('; ');
}

/** Judges a file of faults by its schema. */
export function faultsFileJudge(): ValidateFunction<FaultsFile> {
  return judges().file;
}
