import type { Contract, HttpOperation } from '../../registry/contract/index.ts';

/**
 * What `WWW-Authenticate` says with 401 (RFC 9110 §11.6.1): a challenge for each kind of credentials that the operation takes, in the order of its
 * alternatives. API keys and client certificates have no registered scheme: theirs are named `ApiKey` and `MutualTLS`.
 *
 * @param hasBearer a token came that does not hold: `error="invalid_token"` (RFC 6750 §3.1)
 */
export function challengesFor(operation: HttpOperation | undefined, schemes: Contract['securitySchemes'], hasBearer: boolean): string {
  const bearer = `Bearer realm="interlock"${hasBearer ? ', error="invalid_token"' : ''}`;
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

function word(value: unknown): string {
  return String(value).replaceAll(/[^\u0020-\u007E]|["\\]/g, '?');
}
