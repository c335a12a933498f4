import type { TokenFault } from './access-token.ts';
import type { Contract, HttpOperation } from '../../registry/contract/index.ts';

/**
 * What `WWW-Authenticate` says with 401 (RFC 9110 §11.6.1): a challenge for each kind of credentials that the operation takes, in the order of its
 * alternatives. API keys and client certificates have no registered scheme: theirs are named `ApiKey` and `MutualTLS`.
 *
 * @param fault of a token that came and does not hold: `error="invalid_token"` (RFC 6750 §3.1)
 */
export function challengesFor(
  operation: HttpOperation | undefined,
  schemes: Contract['securitySchemes'],
  fault: TokenFault | undefined,
): string {
  const bearer = `Bearer realm="interlock"${fault === undefined ? '' : FAULTS[fault]}`;
  const challenges = (operation?.security ?? []).flatMap((alternative) =>
    alternative.map(({ scheme }) => {
      const { type, declaration } = schemes.get(scheme) ?? {};
      switch (type) {
        case 'apiKey':
        case 'httpApiKey':
          return `ApiKey realm="interlock", in="${word(declaration?.['in'])}", name="${word(declaration?.['name'])}"`;
        case 'mutualTLS':
          return 'MutualTLS realm="interlock"';
        case 'http':
          return String(declaration?.['scheme']).toLowerCase() === 'basic' ? 'Basic realm="interlock"' : bearer;
        default:
          return bearer;
      }
    }),
  );
  return challenges.length === 0 ? bearer : [...new Set(challenges)].join(', ');
}

const FAULTS: Readonly<Record<TokenFault, string>> = {
  invalid: ', error="invalid_token"',
  expired: ', error="invalid_token", error_description="The access token expired"',
};

/** What `WWW-Authenticate` says with 403: the scopes that the first alternative which takes any asks for (RFC 6750 §3.1). */
export function challengeForScope(operation: HttpOperation | undefined): string {
  const scopes = (operation?.security ?? [])
    .map((alternative) => alternative.flatMap((scheme) => scheme.scopes))
    .find(({ length }) => length > 0);
  const scope = scopes === undefined ? '' : `, scope="${word(scopes.join(' '))}"`;
  return `Bearer realm="interlock", error="insufficient_scope"${scope}`;
}

function word(value: unknown): string {
  return String(value).replaceAll(/[^\u0020-\u007E]|["\\]/g, '?');
}
