import type { Contract, HttpOperation, Parameter, Response } from '../../registry/contract/index.ts';
import { declaresStatus } from '../answers/declares-status.ts';
import { resolveSchema } from '../answers/schema-shape.ts';
import { readLimitHeader, WINDOW_SECONDS } from './limit-header.ts';
import type { RateLimit } from './rate-limit.ts';

/**
 * The limits that an operation declares: `x-rate-limit: { limit: 100, window: 60 }` (the window in seconds, or second, minute, hour or day), else, where it
 * declares 429, those that the headers of its responses state as a number, by an example, a constant or a default. Their window is what the policy (`100;w=60`),
 * the header's name or its description (`per hour`) say, else a minute.
 */
export function declaredLimits(contract: Contract, operation: HttpOperation): readonly RateLimit[] {
  const own = extensionLimit(operation);
  if (own) return [own];
  if (!declaresStatus(operation, 429)) return [];
  const found = new Map<number, RateLimit>();
  for (const response of operation.responses) {
    for (const header of response.headers) {
      const limit = headerLimit(contract, response, header, operation.key);
      if (limit && !found.has(limit.seconds)) found.set(limit.seconds, limit);
    }
  }
  return [...found.values()];
}

function extensionLimit({ extensions, key }: HttpOperation): RateLimit | undefined {
  const declared = extensions['x-rate-limit'] ?? extensions['x-ratelimit'];
  if (typeof declared !== 'object' || declared === null) return undefined;
  const { limit, requests = limit, window, seconds = window } = declared as Readonly<Record<string, unknown>>;
  const length = typeof seconds === 'string' ? WINDOW_SECONDS[seconds] : seconds;
  if (typeof requests !== 'number' || typeof length !== 'number' || requests < 1 || length <= 0) return undefined;
  return { operation: key, requests, seconds: length };
}

function headerLimit(contract: Contract, response: Response, header: Parameter, operation: string): RateLimit | undefined {
  const about = readLimitHeader(header);
  if (!about || about.says === 'remaining' || about.says === 'reset') return undefined;
  const stated = String(statedValue(contract, header) ?? '');
  const requests = Number((/\b(?:q|limit)=(\d+)/.exec(stated) ?? /^\s*"?(\d+)/.exec(stated))?.[1] ?? 0);
  if (requests < 1 || !Number.isSafeInteger(requests)) return undefined;
  const inPolicy = /\bw=(\d+)/.exec(stated)?.[1];
  const told = /(?:per|an?|each|every)\s+(second|minute|hour|day)\b/i.exec(`${header.description ?? ''} ${response.description}`)?.[1];
  const seconds = inPolicy === undefined ? (about.seconds ?? WINDOW_SECONDS[told?.toLowerCase() ?? 'minute'] ?? 60) : Number(inPolicy);
  return seconds > 0 ? { operation, requests, seconds } : undefined;
}

/** What a header is said to hold: an example, a constant, the only value that it may have, or a default. */
export function statedValue(contract: Contract, header: Parameter): unknown {
  const resolved = resolveSchema(contract, header.schema);
  const { examples, enum: values, default: ordinary, ...schema } = typeof resolved === 'object' ? resolved : {};
  const only = Array.isArray(values) && values.length === 1 ? (values[0] as unknown) : undefined;
  return (
    header.examples[0]?.value ?? schema['const'] ?? (Array.isArray(examples) ? (examples[0] as unknown) : undefined) ?? only ?? ordinary
  );
}
