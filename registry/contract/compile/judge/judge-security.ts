import type { HttpRequest } from '../../compiled-contract.ts';
import type { Location, SecurityAlternative } from '../../contract.ts';
import { below, type ViolationFacts } from './violation.ts';

/**
 * Do the credentials satisfy one of the security alternatives of an operation or server: all of its schemes, each with all of its scopes (roles, for
 * schemes without scopes)? Extra credentials do no harm.
 */
export function judgeSecurity(
  holder: { readonly security: readonly SecurityAlternative[]; readonly location: Location },
  credentials: NonNullable<HttpRequest['credentials']>,
): ViolationFacts | undefined {
  const alternatives = holder.security;
  if (alternatives.length === 0) return undefined;
  const scopesOf = (scheme: string) =>
    new Set(credentials.filter((credential) => credential.scheme === scheme).flatMap(({ scopes }) => scopes));
  const isPresent = (scheme: string) => credentials.some((credential) => credential.scheme === scheme);
  const authenticated = alternatives.filter((schemes) => schemes.every(({ scheme }) => isPresent(scheme)));
  const isSatisfied = authenticated.some((schemes) =>
    schemes.every(({ scheme, scopes }) => scopes.every((scope) => scopesOf(scheme).has(scope))),
  );
  if (isSatisfied) return undefined;
  const expected = below(holder.location, 'security');
  if (authenticated.length === 0) {
    const wanted = alternatives.map((schemes) => schemes.map(({ scheme }) => scheme).join(' with ')).join(', or ');
    return { code: 'unauthenticated', part: 'security', pointer: '', message: `expected credentials for ${wanted}`, expected };
  }
  const wanted = authenticated.map((schemes) => schemes.flatMap(({ scopes }) => scopes).join(' and ')).join(', or ');
  return {
    code: 'insufficient-scope',
    part: 'security',
    pointer: '',
    message: `the credentials lack a scope: expected ${wanted}`,
    expected,
  };
}
