import { declaresStatus } from '../answers/declares-status.ts';
import { preconditionRequired } from '../http/refusals/precondition-required.ts';
import { refuse } from '../http/refusals/problem.ts';
import { refusal } from './outcome.ts';
import type { AcceptedRequest, Outcome } from './outcome.ts';

/**
 * Judges `If-Match` and `If-None-Match` of a change (RFC 9110 §13.1) where the operation declares them, or 412. A declared 428 demands one of them.
 *
 * @param etag of the resource as it is; undefined when there is none
 * @returns undefined when the change may go on.
 */
export function preconditionFault(request: AcceptedRequest, etag: string | undefined): Outcome | undefined {
  const { operation } = request;
  const ifMatch = conditionOf(request, 'if-match', 412);
  const ifNoneMatch = conditionOf(request, 'if-none-match', 412);
  if (ifMatch === undefined && ifNoneMatch === undefined && etag !== undefined && declaresStatus(operation, 428)) {
    return refusal(preconditionRequired());
  }
  if (ifMatch !== undefined && !(etag !== undefined && ifMatchHolds(ifMatch, etag))) {
    return refusal(refuse(412, 'PRECONDITION_FAILED', 'If-Match does not name the current version: read the resource again'));
  }
  if (ifNoneMatch === undefined || etag === undefined || !namesTag(ifNoneMatch, etag)) return undefined;
  return refusal(refuse(412, 'PRECONDITION_FAILED', 'If-None-Match names the current version'));
}

/** True when the operation declares 304 and `If-None-Match` says that the client has this version already (RFC 9110 §13.1.2). */
export function isNotModified(request: AcceptedRequest, etag: string): boolean {
  if (!declaresStatus(request.operation, 304)) return false;
  const ifNoneMatch = conditionOf(request, 'if-none-match', 304);
  return ifNoneMatch !== undefined && namesTag(ifNoneMatch, etag);
}

function conditionOf(request: AcceptedRequest, name: 'if-match' | 'if-none-match', status: number): string | undefined {
  const { operation, headers } = request;
  const value = headers[name];
  if (value === undefined) return undefined;
  const isDeclared = operation.parameters.some((parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === name);
  return isDeclared || declaresStatus(operation, status) ? value : undefined;
}

/** Weak tags never match. */
function ifMatchHolds(ifMatch: string, etag: string): boolean {
  return ifMatch.trim() === '*' || tagsOf(ifMatch).includes(etag);
}

/** Weak tags match strong ones of the same text. */
function namesTag(ifNoneMatch: string, etag: string): boolean {
  return ifNoneMatch.trim() === '*' || tagsOf(ifNoneMatch).some((tag) => tag.replace(/^W\//, '') === etag);
}

function tagsOf(field: string): readonly string[] {
  return field.match(/(W\/)?"[^"]*"/g) ?? [];
}
