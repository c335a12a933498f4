import type { Severity } from '../contract/index.ts';
import type { CompareOptions, Verdict } from './change.ts';
import type { ConsumerUse, OperationUse } from './consumers/consumer-use.ts';

/** What of a change tells whether an application uses it. */
export interface UsedPart {
  readonly operation?: string;
  readonly aliases?: readonly string[];
  /** The field as consumers name it. */
  readonly field?: string;
  readonly values?: readonly unknown[];
  readonly ruleId: string;
}

/**
 * How grave a change is. What breaks, or may, is an error when a declared consumer uses it, or when use is unknown; a warning when every
 * declared consumer provably does not. What is unproven only warns at criticality 2 and 3.
 */
export function severityOf(verdict: Verdict, parts: readonly UsedPart[], options: CompareOptions): Severity {
  if (verdict === 'compatible') return 'hint';
  if (verdict === 'warning') return 'warning';
  if (verdict === 'unproven' && (options.criticality ?? 0) >= 2) return 'warning';
  const consumers = options.consumers ?? [];
  if (consumers.length === 0) return 'error';
  return parts.some((part) => consumers.some((consumer) => mayUse(consumer, part))) ? 'error' : 'warning';
}

/** May the application use what changed? Only what it declares rules use out. */
function mayUse(consumer: ConsumerUse, part: UsedPart): boolean {
  if (part.operation === undefined) return true;
  const names = new Set([part.operation, ...(part.aliases ?? [])]);
  return consumer.operations.filter(({ operation }) => names.has(operation)).some((use) => usesField(use, part));
}

/** Rules that hit every sender, whatever fields it sets. */
const HITS_EVERY_SENDER = /^required-|-became-required$/;

function usesField({ fields, enumValues }: OperationUse, { field, values, ruleId }: UsedPart): boolean {
  if (field === undefined || HITS_EVERY_SENDER.test(ruleId)) return true;
  if (fields !== undefined && !fields.some((used) => overlaps(used, field))) return false;
  const known = enumValues?.[field];
  if (known === undefined || values === undefined || !ruleId.startsWith('enum-value-')) return true;
  if (ruleId === 'enum-value-added') return true;
  return values.some((value) => known.some((one) => JSON.stringify(one) === JSON.stringify(value)));
}

/** Is one the other, or a part of it? */
function overlaps(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`) || one === '' || other === '';
}
