import { expect, test } from 'vitest';
import type { Contract, SecurityAlternative, SecurityScheme } from '../../contract/index.ts';
import { contractOfSchemas } from '../subsumption/testing/contract-of-schemas.ts';
import { isRelaxed, securityFaults } from './security-faults.ts';

const SCHEMES = {
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  sameKey: { type: 'apiKey', in: 'header', name: 'x-key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'Bearer' },
  oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://a.example', scopes: {} } } },
  elsewhere: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://b.example', scopes: {} } } },
  tls: { type: 'mutualTLS' },
} as const;

const contract: Contract = {
  ...contractOfSchemas([]),
  securitySchemes: new Map(
    Object.entries(SCHEMES).map(([name, declaration]): [string, SecurityScheme] => [
      name,
      { type: declaration.type, declaration, location: { file: '', pointer: '' } },
    ]),
  ),
};

/** `key|oauth:read+tls` is the key, or a token with the scope and a certificate; '' asks for nothing. */
function security(text: string): readonly SecurityAlternative[] {
  if (text === '') return [];
  return text.split('|').map((alternative) =>
    alternative === 'nothing'
      ? []
      : alternative.split('+').map((one) => {
          const [scheme, ...scopes] = one.split(':') as [string, ...string[]];
          return { scheme, scopes };
        }),
  );
}

const side = (text: string) => ({ contract, security: security(text) });

test.each<[string, string, readonly string[]]>([
  ['', '', []],
  ['', 'key', ['security-required']],
  ['key', '', []],
  ['key', 'nothing|key', []],
  ['nothing|key', 'key', ['security-required']],
  ['key', 'sameKey', []],
  ['key', 'cookie', ['security-alternative-removed']],
  ['key|basic', 'key', ['security-alternative-removed']],
  ['key', 'key|basic', []],
  ['key', 'key+tls', ['security-alternative-removed']],
  ['key+tls', 'key', []],
  ['key|tls', 'key+tls', ['security-alternative-removed', 'security-alternative-removed']],
  ['oauth:read', 'oauth:read:write', ['security-scope-added']],
  ['oauth:read:write', 'oauth:read', []],
  ['oauth:read', 'oauth:write|oauth:read', []],
  ['oauth:read|key', 'oauth:write|key', ['security-scope-added']],
  ['oauth:read', 'elsewhere:read', ['security-scheme-changed unproven']],
  ['bearer', 'oauth:read', ['security-scheme-changed unproven']],
  ['bearer', 'key|bearer', []],
])('who has %j is taken where %j is asked for: %j', (given, wanted, want) => {
  const faults = securityFaults(side(given), side(wanted));
  expect(faults.map(({ ruleId, doubt }) => (doubt === undefined ? ruleId : `${ruleId} unproven`))).toEqual(want);
});

test.each([
  ['key', '', true],
  ['key', 'key|basic', true],
  ['key', 'key', false],
  ['key', 'key+tls', false],
  ['oauth:read:write', 'oauth:read', true],
])('%j becomes %j: more is taken, %s', (base, head, want) => {
  expect(isRelaxed(side(base), side(head))).toBe(want);
});
