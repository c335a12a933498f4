import { string } from '@oclif/core/flags';
import { InterlockError } from '../errors.ts';
import type { CompareBudget } from '../gate/index.ts';

/** How much a comparison may take: what lies beyond is not checked. */
export const budgetFlag = string({
  multiple: true,
  helpValue: '<n>s|<n>MB|<n>schemas',
  description: 'Longest time, most memory and most schemas of a comparison; what lies beyond is not checked, never clean. Default: 300s.',
});

const UNITS = {
  s: (count: number): CompareBudget => ({ milliseconds: count * 1000 }),
  MB: (count: number): CompareBudget => ({ megabytes: count }),
  schemas: (count: number): CompareBudget => ({ schemas: count }),
} as const;

/**
 * Reads what the flag was given.
 *
 * @throws InterlockError USAGE
 */
export function readBudget(values: readonly string[] = []): CompareBudget {
  return values.reduce<CompareBudget>((budget, value) => {
    const [, count, unit] = /^(\d+(?:\.\d+)?)(s|MB|schemas)$/.exec(value) ?? [];
    if (count === undefined || Number(count) === 0) {
      throw new InterlockError('USAGE', `--budget takes a number with its unit, such as 60s, 1500MB or 50000schemas, not '${value}'`);
    }
    return { ...budget, ...UNITS[unit as keyof typeof UNITS](Number(count)) };
  }, {});
}
