import type { ApiDocument } from '../documents/api-document.ts';
import { PHI_CLASSES, dataClassOf } from '../documents/data-class.ts';
import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { channelsOf } from '../documents/event-channels.ts';
import { httpOperations, operationParameters } from '../documents/http-operations.ts';
import { isPhiName } from '../documents/phi-name.ts';

const IN_URL: ReadonlySet<unknown> = new Set(['path', 'query', 'querystring']);

/**
 * Nothing that stands in a URL, path or query parameters, server variables, or in the address of a channel is health information: by its
 * `x-data-classification`, or by its name when it declares no class.
 */
export const phiNotInUrl = documentRule((document) => {
  const judged = new Set<unknown>();
  return namesInUrls(document).flatMap(([name, parameter]) => {
    const declared = dataClassOf({ node: parameter.at('schema'), holder: parameter });
    if (declared === undefined ? !isPhiName(name) : !PHI_CLASSES.has(declared)) return [];
    if (typeof parameter.value === 'object' && judged.has(parameter.value)) return [];
    judged.add(parameter.value);
    const reason = declared === undefined ? 'by its name' : `of class ${String(declared)}`;
    return [
      {
        message: `'${name}' is health information (${reason}) and stands in a URL, which is logged; send it in a body`,
        node: parameter.target,
      },
    ];
  });
});

function namesInUrls(document: ApiDocument): readonly (readonly [string, DocumentNode])[] {
  const ofOperations = httpOperations(document)
    .flatMap(operationParameters)
    .filter((parameter) => IN_URL.has(parameter.text('in')))
    .map((parameter) => [parameter.text('name') ?? '', parameter] as const);
  const servers = document.root.at('servers');
  const ofServers = [...servers.items(), ...servers.members().map(([, server]) => server)].flatMap((server) =>
    server.at('variables').members(),
  );
  const ofChannels = channelsOf(document).flatMap(({ node }) => node.at('parameters').members());
  return [...ofOperations, ...ofServers, ...ofChannels];
}
