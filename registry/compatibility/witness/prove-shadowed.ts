import type { HttpOperation } from '../../contract/index.ts';
import type { Comparing } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import type { HttpPair } from '../operations/http-pair.ts';
import { buildRequests } from './build-request.ts';
import { runRequest } from './run-http.ts';

/** Shows a request that the base answers as one operation and the head takes for another, new one. */
export function proveShadowed(comparing: Comparing, pair: HttpPair, by: HttpOperation): Proof {
  const literals = by.path.split('/');
  for (const built of buildRequests(comparing, comparing.base, pair.base, pair.head, {})) {
    const [path = '', query] = built.url.split('?');
    const url = path
      .split('/')
      .map((segment, index) => (literals[index]?.includes('{') ? segment : (literals[index] ?? segment)))
      .join('/');
    const request = { ...built, url: query === undefined ? url : `${url}?${query}` };
    const before = runRequest(comparing.base, request, pair.base);
    const after = runRequest(comparing.head, request, pair.head);
    if (!before.isAccepted || after.isAccepted) continue;
    return { isConfirmed: true, witness: { kind: 'request', request, base: before.verdict, head: after.verdict } };
  }
  return { isConfirmed: false, reason: 'no request was found that the new path catches' };
}

/** Does the head answer requests of a concrete path of the base as an operation of its own? */
export function isAnsweredAs(comparing: Comparing, operation: HttpOperation, template: HttpOperation): boolean {
  const [request] = buildRequests(comparing, comparing.base, operation, undefined, {});
  if (request === undefined) return false;
  const { raw } = runRequest(comparing.head, request, template);
  if (raw.accepted) return raw.operation.key === template.key;
  return raw.operation?.key === template.key && !raw.violations.some(({ part }) => part === 'path');
}
