import { custom } from '@oclif/core/flags';
import { InterlockError } from '../errors.ts';

/** The day that a command takes for today, as an ISO date. */
export function asOfFlag(description: string) {
  return custom<string>({
    helpValue: 'date',
    description: `${description} Default: today, in UTC.`,
    default: async () => today(),
    noCacheDefault: true,
    parse: async (text) => readDate('as-of', text),
  })();
}

/** Today's ISO date, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A day, as an ISO date. */
export function dateFlag(name: string, description: string) {
  return custom<string>({ helpValue: 'date', description, parse: async (text) => readDate(name, text) })();
}

function readDate(flag: string, text: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  if (isDate) return text;
  throw new InterlockError('USAGE', `'--${flag} ${text}' is no date; write it as 2026-12-31`);
}
