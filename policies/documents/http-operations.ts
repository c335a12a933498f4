import { type ApiDocument, oncePerDocument } from './api-document.ts';
import type { DocumentNode } from './document-node.ts';

/** An operation of an OpenAPI document. */
export interface DocumentOperation {
  /** `GET /accounts`, for messages. */
  readonly name: string;
  /** `paths`: what the contract's server offers. Webhooks and callbacks are sent by it, and received by its callers. */
  readonly origin: 'path' | 'webhook' | 'callback';
  /** Template of the path; the name of a webhook, the expression of a callback. */
  readonly path: string;
  /** Lower case. */
  readonly method: string;
  readonly node: DocumentNode;
  readonly pathItem: DocumentNode;
}

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** Every operation, webhooks and callbacks included (OpenAPI 3.2 `query` and `additionalOperations` too). */
export const allHttpOperations = oncePerDocument((document): readonly DocumentOperation[] => {
  if (document.protocol !== 'openapi') return [];
  const { root } = document;
  const offered = root
    .at('paths')
    .members()
    .flatMap(([path, item]) => operationsOf('path', path, item));
  const webhooks = root
    .at('webhooks')
    .members()
    .flatMap(([name, item]) => operationsOf('webhook', name, item));
  return [...offered, ...webhooks].flatMap((operation) => [operation, ...callbacksOf(operation, 0)]);
});

/** Operations that the contract's server offers: those under `paths`. */
export const httpOperations = oncePerDocument((document): readonly DocumentOperation[] =>
  allHttpOperations(document).filter(({ origin }) => origin === 'path'),
);

/** Callbacks of callbacks: as deep as anybody writes them. */
const DEEPEST_CALLBACK = 3;

function callbacksOf({ node }: DocumentOperation, depth: number): readonly DocumentOperation[] {
  if (depth > DEEPEST_CALLBACK) return [];
  return node
    .at('callbacks')
    .members()
    .flatMap(([, callback]) => callback.members().flatMap(([expression, item]) => operationsOf('callback', expression, item)))
    .flatMap((callback) => [callback, ...callbacksOf(callback, depth + 1)]);
}

/** A path item that refers to another has the operations of both, its own first. */
function operationsOf(origin: DocumentOperation['origin'], path: string, pathItem: DocumentNode): readonly DocumentOperation[] {
  const operations = new Map<string, DocumentOperation>();
  for (const part of pathItem.parts) {
    const listed = part.members().filter(([method]) => METHODS.has(method));
    for (const [method, node] of [...listed, ...part.at('additionalOperations').members()]) {
      if (typeof node.value !== 'object' || node.value === null || operations.has(method)) continue;
      operations.set(method, { name: `${method.toUpperCase()} ${path}`, origin, path, method: method.toLowerCase(), node, pathItem: part });
    }
  }
  return [...operations.values()];
}

/** Parameters of an operation: its own, and those of its path item that it doesn't replace (same name and place). */
export function operationParameters({ node, pathItem }: DocumentOperation): readonly DocumentNode[] {
  const identity = (parameter: DocumentNode): string => `${parameter.text('in')} ${parameter.text('name')}`;
  const own = node.at('parameters').items();
  const replaced = new Set(own.map(identity));
  return [
    ...own,
    ...pathItem
      .at('parameters')
      .items()
      .filter((parameter) => !replaced.has(identity(parameter))),
  ];
}

/** The header that an operation takes, by name, case aside. */
export function headerParameter(operation: DocumentOperation, isWanted: (lowerCaseName: string) => boolean): DocumentNode | undefined {
  return operationParameters(operation).find(
    (parameter) => parameter.text('in') === 'header' && isWanted((parameter.text('name') ?? '').toLowerCase()),
  );
}

/** Responses by status, as written: `200`, `4XX`, `default`. */
export function responsesOf({ node }: DocumentOperation): readonly (readonly [string, DocumentNode])[] {
  return node
    .at('responses')
    .members()
    .filter(([status]) => /^(?:[1-5](?:\d\d|XX)|default)$/i.test(status));
}

/** A header of a response by name, case aside. */
export function responseHeader(response: DocumentNode, name: string): DocumentNode | undefined {
  return response
    .at('headers')
    .members()
    .find(([header]) => header.toLowerCase() === name)?.[1];
}

/** Media types of a request body or a response: `application/json`, lower case and without parameters, with the node of each. */
export function mediaTypesOf(holder: DocumentNode): readonly (readonly [string, DocumentNode])[] {
  return holder
    .at('content')
    .members()
    .map(([mediaType, node]) => [(mediaType.split(';')[0] ?? '').trim().toLowerCase(), node] as const);
}

/** Security that holds for an operation: its own, else the document's; undefined when neither is declared. */
export function operationSecurity({ root }: ApiDocument, { node }: DocumentOperation): DocumentNode | undefined {
  return [node.at('security'), root.at('security')].find(({ value }) => value !== undefined);
}
