import type { ApiDocument } from '../documents/api-document.ts';
import type { DocumentNode } from '../documents/document-node.ts';
import { type Fault, documentRule } from '../documents/document-rule.ts';
import { eventOperations } from '../documents/event-channels.ts';
import { httpOperations } from '../documents/http-operations.ts';
import { isMembers } from '../documents/members.ts';

/**
 * No operation may be called anonymously: in OpenAPI each has a non-empty `security`, its own or the document's, without an empty
 * alternative; in AsyncAPI each operation, or every server that it is reached on, asks for credentials.
 */
export const secOperationSecured = documentRule((document) => [...anonymousRequests(document), ...anonymousEvents(document)]);

function anonymousRequests(document: ApiDocument): readonly Fault[] {
  const shared = document.root.at('security');
  return httpOperations(document).flatMap(({ name, node }) => {
    const own = node.at('security');
    const fault = faultOf(own.value === undefined ? shared : own);
    return fault === undefined
      ? []
      : [{ message: `${name} may be called anonymously: ${fault}`, node: own.value === undefined ? node : own }];
  });
}

function anonymousEvents(document: ApiDocument): readonly Fault[] {
  if (document.protocol !== 'asyncapi') return [];
  const servers = document.root.at('servers').members();
  const openServers = servers.filter(([, server]) => faultOf(server.at('security')) !== undefined).map(([name]) => name);
  if (servers.length > 0 && openServers.length === 0) return [];
  return eventOperations(document).flatMap(({ name, node }) => {
    const security = node.at('security');
    if (security.value !== undefined && faultOf(security) === undefined) return [];
    const reached = servers.length === 0 ? 'and no server is declared' : `and neither does server ${openServers.join(', ')}`;
    return [{ message: `operation ${name} asks for no credentials, ${reached}`, node }];
  });
}

function faultOf({ value }: DocumentNode): string | undefined {
  if (!Array.isArray(value)) return 'neither it nor the document has security';
  if (value.length === 0) return 'its security is empty';
  return value.some((alternative) => isMembers(alternative) && Object.keys(alternative).length === 0)
    ? 'its security has an empty alternative'
    : undefined;
}
