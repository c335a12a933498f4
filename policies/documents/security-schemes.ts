import { type ApiDocument, oncePerDocument } from './api-document.ts';
import type { DocumentNode } from './document-node.ts';
import { eventOperations } from './event-channels.ts';
import { httpOperations, operationSecurity } from './http-operations.ts';

/** A place where a contract asks for credentials. */
export interface SecurityDemand {
  /** What asks, for messages: `GET /accounts`, `server production`. */
  readonly of: string;
  /** Where the credentials are named. */
  readonly node: DocumentNode;
  /** Any of these suffices; the schemes of one alternative are needed together. */
  readonly alternatives: readonly (readonly DemandedScheme[])[];
}

/** A security scheme that is asked for. */
export interface DemandedScheme {
  readonly name: string;
  /** The Security Scheme Object; its value is undefined when it is declared nowhere. */
  readonly scheme: DocumentNode;
  /** The list of scopes; its value is undefined where there is none. */
  readonly scopes: DocumentNode;
}

/** Every place that asks for credentials: operations and, where none of its own counts, the document; servers and operations of AsyncAPI. */
export const securityDemands = oncePerDocument((document): readonly SecurityDemand[] => {
  const demands = document.protocol === 'openapi' ? requestDemands(document) : eventDemands(document);
  return demands.map(([of, node]) => ({ of, node, alternatives: node.items().map((item) => schemesOf(document, item)) }));
});

/** The security schemes that a document declares, by name. */
export function securitySchemes({ root }: ApiDocument): readonly (readonly [string, DocumentNode])[] {
  return root.at('components', 'securitySchemes').members();
}

type NamedDemand = readonly [string, DocumentNode];

function requestDemands(document: ApiDocument): readonly NamedDemand[] {
  return httpOperations(document).flatMap((operation): NamedDemand[] => {
    const security = operationSecurity(document, operation);
    return security === undefined ? [] : [[operation.name, security]];
  });
}

function eventDemands(document: ApiDocument): readonly NamedDemand[] {
  const servers = document.root.at('servers').members();
  return [
    ...servers.map(([name, server]): NamedDemand => [`server ${name}`, server.at('security')]),
    ...eventOperations(document).map(({ name, node }): NamedDemand => [`operation ${name}`, node.at('security')]),
  ].filter(([, { value }]) => value !== undefined);
}

/** AsyncAPI 3 refers to schemes, which list their scopes themselves; OpenAPI and AsyncAPI 2 name them. */
function schemesOf(document: ApiDocument, alternative: DocumentNode): readonly DemandedScheme[] {
  if (document.protocol === 'asyncapi' && document.major > 2) {
    const name = alternative.reference?.split('/').at(-1) ?? alternative.text('type') ?? '';
    return [{ name, scheme: alternative.target, scopes: alternative.at('scopes') }];
  }
  return alternative.members().map(([name, scopes]) => ({ name, scheme: document.root.at('components', 'securitySchemes', name), scopes }));
}
