import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { headerParameter, httpOperations } from '../documents/http-operations.ts';

const MAJOR_IN_PATH = /\/v(\d+)(?=[/?#]|$)/i;

/** Headers by which a caller asks for a version. */
const VERSION_HEADER = /^(?:accept|api|x-api|x)-version$/;

/**
 * The major version stands in the URL of each server, `/v1`, or at the beginning of every path, or is asked for by a header on every
 * operation; and it is the major version of the contract.
 */
export const versionMajorInServer = documentRule((document) => {
  if (document.protocol !== 'openapi') return [];
  const operations = httpOperations(document);
  const isAskedFor =
    operations.length > 0 && operations.every((operation) => headerParameter(operation, (name) => VERSION_HEADER.test(name)));
  const isInPaths = operations.length > 0 && operations.every(({ path }) => MAJOR_IN_PATH.test(path));
  if (isAskedFor || isInPaths) return [];
  const major = /^(\d+)\./.exec(String(document.root.at('info', 'version').value))?.[1];
  const servers = document.root.at('servers').items();
  if (servers.length === 0) return [{ message: 'no server, so no URL, says the major version (/v1)', node: document.root.at('info') }];
  return servers.flatMap((server) => {
    const url = server.at('url');
    const stated = MAJOR_IN_PATH.exec(urlOf(server))?.[1];
    if (stated === undefined)
      return [{ message: `the URL '${String(url.value)}' does not say the major version, /v${major ?? '1'}`, node: url }];
    if (major === undefined || stated === major || (major === '0' && stated === '1')) return [];
    return [{ message: `the URL '${String(url.value)}' says version ${stated}, and the contract is version ${major}`, node: url }];
  });
});

/** With the defaults of its variables. */
function urlOf(server: DocumentNode): string {
  return (server.text('url') ?? '').replaceAll(
    /\{([^{}]+)\}/g,
    (whole, name: string) => server.at('variables', name).text('default') ?? whole,
  );
}
