import type { IFunctionResult, RulesetFunction } from '@stoplight/spectral-core';
import { httpOperations } from '../documents/http-operations.ts';
import { type Members, isMembers, membersOf } from '../documents/members.ts';

/**
 * No operation may be called anonymously: in OpenAPI each has a non-empty `security`, its own or the document's, without an empty
 * alternative; in AsyncAPI each operation, or every server that it is reached on, asks for credentials.
 */
export const operationSecured: RulesetFunction = (document) => {
  if (!isMembers(document)) return [];
  return 'asyncapi' in document ? anonymousEvents(document) : anonymousRequests(document);
};

function anonymousRequests(document: Members): IFunctionResult[] {
  return httpOperations(document).flatMap(({ path, method, operation, location }) => {
    const isOwn = operation['security'] !== undefined;
    const fault = faultOf(isOwn ? operation['security'] : document['security']);
    if (fault === undefined) return [];
    const message = `${method.toUpperCase()} ${path} may be called anonymously: ${fault}`;
    return [{ message, path: isOwn ? [...location, 'security'] : [...location] }];
  });
}

function anonymousEvents(document: Members): IFunctionResult[] {
  const servers = membersOf(document['servers']);
  const openServers = servers.filter(([, server]) => !isMembers(server) || faultOf(server['security']) !== undefined).map(([name]) => name);
  if (servers.length > 0 && openServers.length === 0) return [];
  return eventOperations(document).flatMap(({ name, operation, location }) => {
    const security = operation['security'];
    if (security !== undefined && faultOf(security) === undefined) return [];
    const reached = servers.length === 0 ? 'and no server is declared' : `and neither does server ${openServers.join(', ')}`;
    return [{ message: `operation ${name} asks for no credentials, ${reached}`, path: [...location] }];
  });
}

function eventOperations(document: Members): readonly { name: string; operation: Members; location: readonly string[] }[] {
  const named = membersOf(document['operations']).map(([name, operation]) => ({ name, operation, location: ['operations', name] }));
  const ofChannels = membersOf(document['channels']).flatMap(([channel, item]) =>
    ['publish', 'subscribe'].map((action) => ({
      name: `${action} ${channel}`,
      operation: isMembers(item) ? item[action] : undefined,
      location: ['channels', channel, action],
    })),
  );
  return [...named, ...ofChannels].flatMap(({ operation, ...rest }) => (isMembers(operation) ? [{ operation, ...rest }] : []));
}

function faultOf(security: unknown): string | undefined {
  if (!Array.isArray(security)) return 'neither it nor the document has security';
  if (security.length === 0) return 'its security is empty';
  return security.some((alternative) => isMembers(alternative) && Object.keys(alternative).length === 0)
    ? 'its security has an empty alternative'
    : undefined;
}
