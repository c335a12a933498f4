/** Does an `If-Match` field value let a change of the resource with this entity tag through (RFC 9110 §13.1.1)? Weak tags never match. */
export function ifMatchHolds(ifMatch: string, etag: string): boolean {
  if (ifMatch.trim() === '*') return true;
  return ifMatch
    .split(',')
    .map((tag) => tag.trim())
    .includes(etag);
}
