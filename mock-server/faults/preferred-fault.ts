import type { FaultRule } from './fault-rule.ts';
import { FAULT_KINDS } from './fault-rule.ts';
import { areFaultRules } from './judge-fault-rules.ts';

const NUMBERS: Readonly<Record<string, keyof FaultRule>> = {
  status: 'status',
  'retry-after': 'retryAfterSeconds',
  hold: 'holdSeconds',
  changes: 'changes',
  seconds: 'latency',
};

/**
 * The fault that `Prefer: fault=…` describes without a rule: a kind with its parameters (`fault=error; status=502; retry-after=5`,
 * `fault=latency; seconds=0.2`, `fault=timeout; hold=1`, `fault=stale; changes=2`, `fault=reset; after-commit`), or a status (`fault=503`).
 * Undefined for anything else.
 */
export function readPreferredFault(name: string, parameters: ReadonlyMap<string, string>): FaultRule | undefined {
  const isStatus = /^[45]\d\d$/.test(name);
  const fault = isStatus ? 'error' : FAULT_KINDS.find((kind) => kind === name);
  if (!fault) return undefined;
  const rule: Record<string, unknown> = { fault, ...(isStatus ? { status: Number(name) } : {}) };
  for (const [parameter, value] of parameters) {
    const field = NUMBERS[parameter];
    if (parameter === 'after-commit') rule['afterCommit'] = value !== 'false';
    else if (field === undefined || value === '') return undefined;
    else rule[field] = Number(value);
  }
  const rules: unknown = [rule];
  return areFaultRules(rules) ? rules[0] : undefined;
}
