import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { allHttpOperations } from '../documents/http-operations.ts';
import { securitySchemes } from '../documents/security-schemes.ts';

const OAUTH_URLS = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl'];

/** Plain HTTP, except to the machine itself. A relative URL is as safe as the document's own. */
const PLAIN = /^http:\/\/(?!localhost\b|127\.0\.0\.1\b|\[::1\])/i;

/** Servers, and the addresses where tokens are had, are HTTPS. */
export const secHttpsOnly = documentRule((document) => {
  const holders = [document.root, ...allHttpOperations(document).flatMap(({ node, pathItem }) => [pathItem, node])];
  const urls: readonly DocumentNode[] = [
    ...(document.protocol === 'openapi'
      ? holders.flatMap((holder) =>
          holder
            .at('servers')
            .items()
            .map((server) => server.at('url')),
        )
      : []),
    ...securitySchemes(document).flatMap(([, scheme]) => [
      scheme.at('openIdConnectUrl'),
      ...scheme
        .at('flows')
        .members()
        .flatMap(([, flow]) => OAUTH_URLS.map((key) => flow.at(key))),
    ]),
  ];
  return urls.flatMap((node) =>
    typeof node.value === 'string' && PLAIN.test(node.value)
      ? [{ message: `'${node.value}' is plain HTTP: credentials and data could be read on the way; use https`, node }]
      : [],
  );
});
