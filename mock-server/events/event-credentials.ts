import type { IncomingMessage } from 'node:http';
import { verifyCredentials } from '../security/verify-credentials.ts';
import type { Credentials, TokenCheck } from '../security/verify-credentials.ts';
import type { CompiledContract, Violation } from '../../registry/contract/index.ts';
import type { FoundChannel } from './find-channel.ts';

const BY_BASIC = new Set(['userPassword', 'plain', 'scramSha256', 'scramSha512', 'gssapi']);
const BY_CERTIFICATE = new Set(['X509', 'mutualTLS']);
const BY_PAYLOAD = new Set(['symmetricEncryption', 'asymmetricEncryption']);

/**
 * The credentials of a request to a channel. What protocols other than HTTP know is read from its counterpart in HTTP: user and password from
 * basic authentication, a client certificate from `Client-Cert` (RFC 9440).
 */
export function readEventCredentials(compiled: CompiledContract, request: IncomingMessage, check: TokenCheck): Credentials {
  const { contract } = compiled;
  const isBasic = /^basic +\S+$/i.test(request.headers.authorization ?? '');
  const others = [...contract.securitySchemes].flatMap(([scheme, { type }]) => {
    const holds = (BY_BASIC.has(type) && isBasic) || (BY_CERTIFICATE.has(type) && request.headers['client-cert']) || BY_PAYLOAD.has(type);
    return holds ? [{ scheme, scopes: [] }] : [];
  });
  return [...verifyCredentials(contract, request, check).credentials, ...others];
}

/** What keeps a party with these credentials from a channel; empty when one of its operations lets it in. */
export function securityViolations(compiled: CompiledContract, channel: FoundChannel, credentials: Credentials): readonly Violation[] {
  let first: readonly Violation[] | undefined;
  const sides = [
    ...channel.operations.map((operation) => ({ operation, reply: false })),
    ...channel.replies.map((operation) => ({ operation, reply: true })),
  ];
  for (const { operation, reply } of sides) {
    const verdict = compiled.permitsMessage(operation, { payload: { value: undefined }, credentials }, { reply });
    const faults = verdict.accepted ? [] : verdict.violations.filter(({ part }) => part === 'security');
    if (faults.length === 0) return [];
    first ??= faults;
  }
  return first ?? [];
}
