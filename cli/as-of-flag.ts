import { custom } from '@oclif/core/flags';
import { InterlockError } from '../errors.ts';

/** The day that a command takes for today, as an ISO date. */
export function asOfFlag(description: string) {
  return custom<string>({
    helpValue: 'date',
    description: `${description} Default: today, in UTC.`,
    default: async () => today(),
    noCacheDefault: true,
    parse: async (text) => readDate(text),
  })();
}

/** Today's ISO date, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function readDate(text: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  if (isDate) return text;
  throw new InterlockError('USAGE', `'--as-of ${text}' is no date; write it as 2026-12-31`);
}
