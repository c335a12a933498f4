import type { TokenFault } from '../../security/access-token.ts';
import { challengeForScope, challengesFor } from '../../security/challenges.ts';
import { whereTokensAre } from '../../security/where-tokens-are.ts';
import type { Contract, HttpOperation, RequestVerdict, Violation, ViolationCode } from '../../../registry/contract/index.ts';
import { declaresStatus } from '../../answers/declares-status.ts';
import { preconditionRequired } from './precondition-required.ts';
import { refuse } from './problem.ts';
import type { Refusal } from './problem.ts';

type Rejected = Extract<RequestVerdict, { accepted: false }>;

/** Violations that decide the status by themselves, gravest first: with one of them, the others are beside the point. */
const DECISIVE = [
  ['unknown-path', 404, 'UNKNOWN_PATH', 'No operation of the contract has this path'],
  ['method-not-allowed', 405, 'METHOD_NOT_ALLOWED', 'The path does not offer this method'],
  ['unauthenticated', 401, 'UNAUTHENTICATED', 'The operation needs credentials that the request does not carry or that do not hold'],
  ['insufficient-scope', 403, 'INSUFFICIENT_SCOPE', 'The credentials do not reach as far as this operation'],
  ['unsupported-media-type', 415, 'UNSUPPORTED_MEDIA_TYPE', 'The operation does not take a body of this media type'],
] as const satisfies readonly (readonly [ViolationCode, number, string, string])[];

/** Turns the verdict on a request that the contract does not accept into a refusal: every violation is in it. `fault` of a token that
 * came and does not hold. */
export function rejectRequest(verdict: Rejected, schemes: Contract['securitySchemes'] = new Map(), fault?: TokenFault): Refusal {
  const { violations, operation } = verdict;
  for (const [violationCode, status, code, detail] of DECISIVE) {
    const decisive = violations.filter((violation) => violation.code === violationCode);
    if (decisive.length === 0) continue;
    const hint = status === 401 || status === 403 ? whereTokensAre(operation, schemes) : undefined;
    const headers = headersOf(status, verdict, schemes, fault);
    return refuse(status, code, hint === undefined ? detail : `${detail}: ${hint}`, { violations: decisive, headers });
  }
  if (violations.every(isMissingCondition) && declaresStatus(operation, 428)) {
    return preconditionRequired(violations);
  }
  const count = violations.length;
  const detail = `The request does not fit the contract in ${count === 1 ? 'one way' : `${count} ways`}`;
  return refuse(invalidStatus(operation, violations), 'REQUEST_INVALID', detail, { violations });
}

/** 400 or 422, whichever the operation declares; with both, 422 is for a body that is well-formed and does not fit. With none, 400. */
function invalidStatus(operation: HttpOperation | undefined, violations: readonly Violation[]): number {
  if (declaresStatus(operation, 400) && declaresStatus(operation, 422))
    return violations.every(({ code }) => code === 'invalid-body') ? 422 : 400;
  return declaresStatus(operation, 422) ? 422 : 400;
}

/** The condition of a change is missing, which the operation requires (RFC 6585 §3). */
function isMissingCondition({ code, pointer }: Violation): boolean {
  return code === 'missing-parameter' && /^\/if-(?:none-)?match$/i.test(pointer);
}

function headersOf(
  status: number,
  verdict: Rejected,
  schemes: Contract['securitySchemes'],
  fault: TokenFault | undefined,
): Readonly<Record<string, string>> {
  switch (status) {
    case 401:
      return { 'www-authenticate': challengesFor(verdict.operation, schemes, fault) };
    case 403:
      return { 'www-authenticate': challengeForScope(verdict.operation) };
    case 405:
      return { allow: (verdict.allow ?? []).join(', ') };
    default:
      return {};
  }
}
