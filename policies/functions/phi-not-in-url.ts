import type { RulesetFunction } from '@stoplight/spectral-core';
import { type DocumentParameter, httpOperations, operationParameters } from '../documents/http-operations.ts';
import { type Members, isMembers, membersOf } from '../documents/members.ts';
import { isPhiName } from '../documents/phi-name.ts';

/** Data classes of health information. */
const PHI_CLASSES: ReadonlySet<unknown> = new Set(['P', 'S']);

const CLASS = 'x-data-classification';
const IN_URL: ReadonlySet<unknown> = new Set(['path', 'query', 'querystring']);

/**
 * Nothing that stands in a URL, path or query parameters, server variables, or in the address of a channel is health information: by its
 * `x-data-classification`, or by its name when it declares no class.
 */
export const phiNotInUrl: RulesetFunction = (document) => {
  if (!isMembers(document)) return [];
  const ofOperations = httpOperations(document).flatMap((operation) =>
    operationParameters(operation).filter(({ parameter }) => IN_URL.has(parameter['in'])),
  );
  return [...ofOperations, ...serverVariables(document), ...channelParameters(document)].flatMap(({ parameter, location }) => {
    const name = String(parameter['name']);
    const declared = classOf(parameter);
    if (declared === undefined ? !isPhiName(name) : !PHI_CLASSES.has(declared)) return [];
    const reason = declared === undefined ? 'by its name' : `of class ${String(declared)}`;
    return [
      {
        message: `'${name}' is health information (${reason}) and stands in a URL, which is logged; send it in a body`,
        path: [...location],
      },
    ];
  });
};

function classOf(parameter: Members): unknown {
  const schema = isMembers(parameter['schema']) ? parameter['schema'] : {};
  const items = isMembers(schema['items']) ? schema['items'] : {};
  return parameter[CLASS] ?? schema[CLASS] ?? items[CLASS];
}

function serverVariables(document: Members): readonly DocumentParameter[] {
  const servers: readonly (readonly [string | number, unknown])[] = Array.isArray(document['servers'])
    ? [...document['servers'].entries()]
    : membersOf(document['servers']);
  return servers.flatMap(([key, server]) => named(isMembers(server) ? server['variables'] : undefined, ['servers', key, 'variables']));
}

function channelParameters(document: Members): readonly DocumentParameter[] {
  return membersOf(document['channels']).flatMap(([channel, item]) =>
    named(isMembers(item) ? item['parameters'] : undefined, ['channels', channel, 'parameters']),
  );
}

function named(parameters: unknown, location: readonly (string | number)[]): readonly DocumentParameter[] {
  return membersOf(parameters).map(([name, parameter]) => ({
    parameter: { ...(isMembers(parameter) ? parameter : {}), name },
    location: [...location, name],
  }));
}
