import type { SecurityAlternative, Server } from '../../contract/index.ts';
import type { Comparing } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import type { EventPair } from '../operations/event-endpoint.ts';
import { defaultUrl } from '../operations/server-places.ts';
import { alternativesOf } from '../operations/security-schemes.ts';
import { proveOnEndpoint } from './prove-event.ts';

/**
 * Shows that who connects with credentials that the base asks for is refused by the head, to publish as to subscribe. Credentials of the
 * operation and of a server are needed together (AsyncAPI 3.0, Operation Object), so that what the other one asks for is sent along.
 *
 * @param server whose credentials are meant; those of the operation, when there is none.
 */
export function proveEventCredentials(
  comparing: Comparing,
  pair: EventPair,
  credentials: SecurityAlternative,
  message: string,
  server?: Server,
): Proof {
  const { servers } = comparing.base.contract;
  const { channel, operations } = pair.base;
  const on = server ?? servers.find(({ name }) => channel.servers.length === 0 || channel.servers.includes(name ?? ''));
  const beside = server === undefined ? (on?.security ?? []) : operations[0]!.security;
  const all = [...credentials, ...(alternativesOf(beside)[0] ?? [])];
  const withServer = server === undefined ? {} : { server: defaultUrl(server) };
  return proveOnEndpoint(
    comparing,
    pair,
    { credentials: all, ...withServer },
    { sender: 'base', says: 'refuses the credentials', concerns: ({ part }) => part === 'security' },
    { base: 'asks for these credentials', head: `refuses them: ${message}` },
  );
}
