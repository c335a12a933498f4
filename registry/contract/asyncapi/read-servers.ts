import type { SecurityScheme, Server } from '../contract.ts';
import { readVariables } from '../openapi/read-servers.ts';
import { textMember } from '../references/member-values.ts';
import { childNode, locationOf, memberNodes } from '../references/source-node.ts';
import { objectNode, type Reading } from '../reading.ts';
import { readBindings } from './read-bindings.ts';
import { readEventSecurity } from './read-event-security.ts';

/**
 * The servers of a document, by name: a `url` in AsyncAPI 2, `host` and `pathname` in AsyncAPI 3.
 *
 * @throws SPECIFICATION_INVALID and the errors of references.
 */
export function readServers(reading: Reading, schemes: Map<string, SecurityScheme>): readonly Server[] {
  return memberNodes(childNode(reading.root, 'servers')).map(([name, member]) => {
    const node = objectNode(reading, member, 'a server')!;
    const protocol = textMember(node.value, 'protocol') ?? '';
    if (protocol === '') reading.log.report('server-without-protocol', 'error', `the server '${name}' needs a 'protocol'`, node);
    const host = textMember(node.value, 'url') ?? textMember(node.value, 'host');
    if (host === undefined) reading.log.report('server-without-host', 'error', `the server '${name}' declares no address`, node);
    const address = `${host ?? ''}${textMember(node.value, 'pathname') ?? ''}`;
    return {
      name,
      url: /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `${protocol}://${address}`,
      protocol,
      variables: readVariables(reading, node),
      bindings: readBindings(reading, childNode(node, 'bindings')).bindings,
      security: readEventSecurity(reading, childNode(node, 'security'), schemes),
      location: locationOf(node),
    };
  });
}
