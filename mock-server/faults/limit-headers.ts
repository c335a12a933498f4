import type { CompiledContract, Contract, HttpOperation, Parameter } from '../../registry/contract/index.ts';
import { resolveSchema } from '../answers/schema-shape.ts';
import { declaredResponse } from '../answers/success-response.ts';
import type { WrittenAnswer } from '../http/send-answer.ts';
import { formatInstant } from '../state/virtual-clock.ts';
import { statedValue } from './declared-limits.ts';
import { readLimitHeader } from './limit-header.ts';
import type { LimitHeader } from './limit-header.ts';
import type { CountedRequest, LimitState } from './rate-limits.ts';

/**
 * Adds what the declared headers of an answer say of the limits that its request was counted under: `X-RateLimit-Remaining` and its like, by the numbers that
 * hold. A value that the contract would not permit is left out.
 *
 * @param nowMs the session's clock: resets that are instants are told by it
 */
export function withLimitHeaders(
  compiled: CompiledContract,
  operation: HttpOperation,
  answer: WrittenAnswer,
  { states }: CountedRequest,
  nowMs: number,
): WrittenAnswer {
  const declared = declaredResponse(operation, answer.status)?.headers ?? [];
  const said: Record<string, string> = {};
  for (const header of declared) {
    const about = readLimitHeader(header);
    const state =
      about && (states.find(({ limit }) => limit.seconds === about.seconds) ?? (about.seconds === undefined ? states[0] : undefined));
    if (about && state) said[header.name.toLowerCase()] = valueOf(compiled.contract, header, about, state, nowMs);
  }
  if (Object.keys(said).length === 0) return answer;
  const verdict = compiled.permitsResponse(operation, { status: answer.status, headers: said });
  if (!verdict.accepted)
    for (const { code, pointer } of verdict.violations) if (code === 'invalid-header') delete said[pointer.slice(1).toLowerCase()];
  return { ...answer, headers: { ...answer.headers, ...said } };
}

function valueOf(
  contract: Contract,
  header: Parameter,
  { says }: LimitHeader,
  { limit, remaining, waitSeconds }: LimitState,
  nowMs: number,
): string {
  const stated = String(statedValue(contract, header) ?? '');
  switch (says) {
    case 'limit':
      return /\bw=/.test(stated) ? `${limit.requests}, ${limit.requests};w=${limit.seconds}` : String(limit.requests);
    case 'remaining':
      return String(remaining);
    case 'reset':
      return resetOf(contract, header, stated, waitSeconds, nowMs);
    case 'policy':
      return /\bq=/.test(stated) ? `"default";q=${limit.requests};w=${limit.seconds}` : `${limit.requests};w=${limit.seconds}`;
    case 'all':
      return /\blimit=/.test(stated)
        ? `limit=${limit.requests}, remaining=${remaining}, reset=${waitSeconds}`
        : `"default";r=${remaining};t=${waitSeconds}`;
  }
}

/** Seconds that are left, or the instant of the end where the header is said to be one: as a date and time, or in seconds or milliseconds since 1970. */
function resetOf(contract: Contract, header: Parameter, stated: string, waitSeconds: number, nowMs: number): string {
  const schema = resolveSchema(contract, header.schema);
  const endMs = nowMs + waitSeconds * 1000;
  if (typeof schema === 'object' && schema['format'] === 'date-time') return formatInstant(endMs);
  if (Number(stated) >= 1e12) return String(endMs);
  const words = `${header.description ?? ''} ${typeof schema === 'object' ? String(schema['description'] ?? '') : ''}`;
  const isInstant = Number(stated) >= 1e9 || /\b(epoch|unix|timestamp|utc)\b/i.test(words);
  return isInstant ? String(Math.ceil(endMs / 1000)) : String(waitSeconds);
}
