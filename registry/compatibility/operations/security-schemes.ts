import type { Contract, SecurityAlternative } from '../../contract/index.ts';
import { canonicalJson } from '../fingerprint.ts';

/** What a security scheme asks of a message, whatever the contract calls it. */
export interface SchemeIdentity {
  readonly type: string;
  /** Equal when credentials of one scheme stand on the wire as those of the other. */
  readonly wire: string;
  /** How credentials are obtained: URLs of flows. */
  readonly source: string;
}

/** Alternatives, with the anonymous one written out when no credentials are needed. */
export function alternativesOf(security: readonly SecurityAlternative[]): readonly SecurityAlternative[] {
  return security.length === 0 ? [[]] : security;
}

/** What a scheme is, by its name. */
export function schemeIdentity(contract: Contract, name: string): SchemeIdentity {
  const scheme = contract.securitySchemes.get(name);
  if (scheme === undefined) return { type: 'unknown', wire: `unknown ${name}`, source: '' };
  const { type, declaration } = scheme;
  const text = (key: string) => String(declaration[key] ?? '');
  switch (type) {
    case 'apiKey':
    case 'httpApiKey': {
      const place = text('in');
      return { type, wire: `${type} ${place} ${place === 'header' ? text('name').toLowerCase() : text('name')}`, source: '' };
    }
    case 'http':
      return { type, wire: `http ${text('scheme').toLowerCase()}`, source: '' };
    case 'oauth2':
      return { type, wire: 'oauth2', source: canonicalJson(flowUrls(declaration['flows'])) };
    case 'openIdConnect':
      return { type, wire: 'openIdConnect', source: text('openIdConnectUrl') };
    default:
      return { type, wire: type, source: '' };
  }
}

/** Do both stand in the same field as a bearer token, so that only the party that checks it can tell? */
export function areBothBearers(one: SchemeIdentity, other: SchemeIdentity): boolean {
  const isBearer = ({ wire }: SchemeIdentity) => wire === 'http bearer' || wire === 'oauth2' || wire === 'openIdConnect';
  return isBearer(one) && isBearer(other);
}

function flowUrls(flows: unknown): unknown {
  if (typeof flows !== 'object' || flows === null) return {};
  return Object.fromEntries(
    Object.entries(flows as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>).map(([name, flow]) => [
      name,
      { authorizationUrl: flow?.['authorizationUrl'] ?? null, tokenUrl: flow?.['tokenUrl'] ?? null },
    ]),
  );
}
