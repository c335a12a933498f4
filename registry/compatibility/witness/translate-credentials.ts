import type { Contract, SecurityAlternative } from '../../contract/index.ts';
import { schemeIdentity } from '../operations/security-schemes.ts';

/** Credentials by the names that another contract has for schemes that stand on the wire alike. */
export function translateCredentials(credentials: SecurityAlternative, from: Contract, to: Contract): SecurityAlternative {
  return credentials.flatMap(({ scheme, scopes }) => {
    const { wire } = schemeIdentity(from, scheme);
    return [...to.securitySchemes.keys()]
      .filter((name) => schemeIdentity(to, name).wire === wire)
      .map((name) => ({ scheme: name, scopes }));
  });
}
