/** Media type of problem details (RFC 9457 §3). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Is a response of this status an error, or what is sent for any status that isn't declared? */
export function isErrorStatus(status: string): boolean {
  return /^(?:[45]|default$)/.test(status);
}
