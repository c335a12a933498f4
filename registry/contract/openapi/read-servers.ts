import type { Server } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import { optionalText, textMember, texts } from '../references/member-values.ts';
import { childNode, itemNodes, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import type { Reading } from '../reading.ts';

/** The `servers` of a document, path item or operation; undefined when there are none. */
export function readServers(reading: Reading, holder: SourceNode): readonly Server[] | undefined {
  if (!isObject(holder.value) || holder.value['servers'] === undefined) return undefined;
  const servers: Server[] = [];
  for (const node of itemNodes(childNode(holder, 'servers'))) {
    const url = textMember(node.value, 'url');
    if (url === undefined) {
      reading.log.report('server-without-url', 'error', "a server needs a 'url'; it is left out", node);
      continue;
    }
    servers.push({
      ...optionalText(node.value, 'name'),
      url,
      protocol: /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase() ?? 'http',
      variables: readVariables(reading, node),
      bindings: {},
      security: [],
      location: locationOf(node),
    });
  }
  return servers.length > 0 ? servers : undefined;
}

/** The server that OpenAPI assumes when none is declared (3.1 §4.8.1). */
export function assumedServer(root: SourceNode): Server {
  return { url: '/', protocol: 'http', variables: {}, bindings: {}, security: [], location: locationOf(root) };
}

/** The variables of a server's URL, in OpenAPI and AsyncAPI alike. */
export function readVariables(reading: Reading, server: SourceNode): Server['variables'] {
  return Object.fromEntries(
    memberNodes(childNode(server, 'variables')).map(([name, member]) => {
      const { value } = reading.references.follow(member);
      const values = isObject(value) && Array.isArray(value['enum']) ? { enum: texts(value['enum']) } : {};
      return [name, { ...optionalText(value, 'default'), ...values }];
    }),
  );
}
