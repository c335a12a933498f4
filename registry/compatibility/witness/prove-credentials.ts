import type { Contract, SecurityAlternative } from '../../contract/index.ts';
import type { WireRequest, Witness } from '../change.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import type { HttpPair } from '../operations/http-pair.ts';
import { buildRequests } from './build-request.ts';
import { requestRoles } from './prove-http.ts';
import { runRequest } from './run-http.ts';
import { translateCredentials } from './translate-credentials.ts';

/** Shows that a request with credentials that the sender's version asks for is refused by the receiver's. */
export function proveCredentials(comparing: Comparing, pair: HttpPair, credentials: SecurityAlternative): Proof {
  const { sender, receiver } = requestRoles(comparing, pair.base);
  const translated = translateCredentials(credentials, sender.contract, receiver.contract);
  for (const built of buildRequests(comparing, sender, pair[sender.name], pair[receiver.name], {})) {
    const request = withCredentials(built, sender.contract, credentials);
    const sent = runRequest(sender, { ...request, credentials }, pair[sender.name]);
    const received = runRequest(receiver, { ...request, credentials: translated }, pair[receiver.name]);
    if (!sent.isAccepted) continue;
    const isRefused = !received.raw.accepted && received.raw.violations.some(({ part }) => part === 'security');
    const witness = witnessOf({ ...request, credentials }, sender, sent.verdict, received.verdict);
    return isRefused ? { isConfirmed: true, witness } : { isConfirmed: false, witness, reason: 'the receiver takes the credentials' };
  }
  return { isConfirmed: false, reason: 'no request could be built that the sender may send' };
}

function witnessOf(request: WireRequest, sender: Side, sent: Witness['base'], received: Witness['base']): Witness {
  const sends = { ...sent, says: sent.says.replace('accepts it', 'sends it') };
  return { kind: 'request', request, ...(sender.name === 'base' ? { base: sends, head: received } : { base: received, head: sends }) };
}

/** Writes credentials where they stand on the wire. They are no real ones. */
function withCredentials(request: WireRequest, contract: Contract, credentials: SecurityAlternative): WireRequest {
  let { url } = request;
  const headers: Record<string, string> = { ...request.headers };
  for (const { scheme } of credentials) {
    const declared = contract.securitySchemes.get(scheme);
    if (declared === undefined) continue;
    const { type, declaration } = declared;
    const name = String(declaration['name'] ?? '');
    if (type === 'apiKey' && declaration['in'] === 'query') url += `${url.includes('?') ? '&' : '?'}${encodeURIComponent(name)}=witness`;
    else if (type === 'apiKey' && declaration['in'] === 'cookie')
      headers['Cookie'] = [headers['Cookie'], `${name}=witness`].filter(Boolean).join('; ');
    else if (type === 'apiKey') headers[name] = 'witness';
    else if (type === 'oauth2' || type === 'openIdConnect') headers['Authorization'] = 'Bearer witness';
    else if (type === 'http') headers['Authorization'] = authorization(String(declaration['scheme'] ?? ''));
  }
  return { ...request, url, headers };
}

function authorization(scheme: string): string {
  return /^basic$/i.test(scheme)
    ? `Basic ${Buffer.from('witness:witness').toString('base64')}`
    : `${scheme === '' ? 'Bearer' : scheme[0]!.toUpperCase() + scheme.slice(1)} witness`;
}
