import { type Members, isMembers, membersOf } from './members.ts';

/** An operation under `paths` of a resolved OpenAPI document. */
export interface DocumentOperation {
  readonly path: string;
  /** Lower case. */
  readonly method: string;
  readonly operation: Members;
  readonly pathItem: Members;
  /** Where the operation stands in the document. */
  readonly location: readonly string[];
}

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** Operations that the contract's server offers: those under `paths`, without webhooks and callbacks (OpenAPI 3.2 `query` included). */
export function httpOperations(document: unknown): readonly DocumentOperation[] {
  return membersOf(isMembers(document) ? document['paths'] : undefined).flatMap(([path, pathItem]) =>
    membersOf(pathItem).flatMap(([method, operation]) =>
      METHODS.has(method) && isMembers(operation) && isMembers(pathItem)
        ? [{ path, method, operation, pathItem, location: ['paths', path, method] }]
        : [],
    ),
  );
}

/** A parameter that applies to an operation, and where it stands. */
export interface DocumentParameter {
  readonly parameter: Members;
  readonly location: readonly (string | number)[];
}

/** Parameters of an operation: its own, and those of its path item that it doesn't replace (same name and place). */
export function operationParameters({ operation, pathItem, location }: DocumentOperation): readonly DocumentParameter[] {
  const list = (holder: Members, at: readonly string[]): DocumentParameter[] =>
    (Array.isArray(holder['parameters']) ? holder['parameters'] : []).flatMap((parameter: unknown, index) =>
      isMembers(parameter) ? [{ parameter, location: [...at, 'parameters', index] }] : [],
    );
  const own = list(operation, location);
  const replaced = new Set(own.map(({ parameter }) => `${String(parameter['in'])} ${String(parameter['name'])}`));
  const shared = list(pathItem, location.slice(0, -1));
  return [...own, ...shared.filter(({ parameter }) => !replaced.has(`${String(parameter['in'])} ${String(parameter['name'])}`))];
}
