import { isNode, type Node, type OpenApiDocument, type Rewrite } from './rewrite.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Rewrites of paths and their parameters. */
export const OPERATION_REWRITES: readonly Rewrite[] = [
  {
    name: 'rename path parameters',
    why: 'paths match by position: names of their parameters are not on the wire',
    apply: (document) => {
      const paths = Object.entries(document.paths).map(([path, item]) => {
        const renamed = (parameter: Node): Node => {
          const target = targetOf(document, parameter);
          return target['in'] === 'path' ? { ...target, name: `${String(target['name'])}X` } : parameter;
        };
        return [path.replaceAll('}', 'X}'), mapParameters(item, (list) => list.map(renamed))] as const;
      });
      return { ...document, paths: Object.fromEntries(paths) };
    },
  },
  {
    name: 'move parameters up to the path',
    why: 'what the one operation of a path takes, all of its operations take',
    apply: (document) =>
      mapPaths(document, (item) => {
        const methods = METHODS.filter((method) => method in item);
        if (methods.length !== 1) return item;
        const { parameters, ...operation } = item[methods[0]!] as Node;
        if (!Array.isArray(parameters)) return item;
        const identity = (parameter: Node) => JSON.stringify([targetOf(document, parameter)['in'], targetOf(document, parameter)['name']]);
        const own = new Set((parameters as Node[]).map(identity));
        const others = listOf(item).filter((parameter) => !own.has(identity(parameter)));
        return { ...item, parameters: [...others, ...(parameters as Node[])], [methods[0]!]: operation };
      }),
  },
  {
    name: 'move parameters down to the operations',
    why: 'a parameter of a path is one of each of its operations that has no other of that name',
    apply: (document) =>
      mapPaths(document, ({ parameters: shared, ...item }) => {
        if (!Array.isArray(shared)) return item;
        const identity = (parameter: Node) => JSON.stringify([targetOf(document, parameter)['in'], targetOf(document, parameter)['name']]);
        for (const method of METHODS.filter((each) => each in item)) {
          const own = new Set(listOf(item[method]).map(identity));
          const inherited = (shared as Node[]).filter((parameter) => !own.has(identity(parameter)));
          item[method] = { ...(item[method] as Node), parameters: [...inherited, ...listOf(item[method])] };
        }
        return item;
      }),
  },
  {
    name: 'reverse paths, operations, parameters and responses',
    why: 'none of them has an order on the wire, but parameters in a query, which may come in any',
    apply: (document) => {
      const reverse = (value: Node) => Object.fromEntries(Object.entries(value).toReversed());
      const paths = mapPaths(document, (item) => {
        const copy = mapParameters(item, (list) => list.toReversed());
        for (const method of METHODS.filter((each) => each in copy)) {
          const operation = copy[method] as Node;
          copy[method] = reverse({ ...operation, ...(isNode(operation['responses']) && { responses: reverse(operation['responses']) }) });
        }
        return reverse(copy);
      });
      return { ...paths, paths: distinctPathsReversed(paths.paths) };
    },
  },
];

function mapPaths(document: OpenApiDocument, change: (item: Node) => Node): OpenApiDocument {
  const paths = Object.entries(document.paths).map(([path, item]) => [path, change({ ...item })]);
  return { ...document, paths: Object.fromEntries(paths) as OpenApiDocument['paths'] };
}

function mapParameters(item: Node, change: (list: readonly Node[]) => readonly Node[]): Node {
  const copy: Node = { ...item, ...(Array.isArray(item['parameters']) && { parameters: change(listOf(item)) }) };
  for (const method of METHODS.filter((each) => each in copy)) {
    const operation = copy[method] as Node;
    if (Array.isArray(operation['parameters'])) copy[method] = { ...operation, parameters: change(listOf(operation)) };
  }
  return copy;
}

function listOf(holder: unknown): readonly Node[] {
  return isNode(holder) && Array.isArray(holder['parameters']) ? (holder['parameters'] as Node[]) : [];
}

/** A parameter, behind its reference. */
function targetOf({ components }: OpenApiDocument, parameter: Node): Node {
  const [, name] = /^#\/components\/parameters\/(.+)$/.exec(String(parameter['$ref'])) ?? [];
  return name === undefined ? parameter : components['parameters']![name]!;
}

/** Backwards, save that of paths which are one on the wire the first stays first: it counts. */
function distinctPathsReversed(paths: OpenApiDocument['paths']): OpenApiDocument['paths'] {
  const alike = Map.groupBy(Object.entries(paths), ([path]) => path.replaceAll(/\{[^}]*\}/g, '{}'));
  return Object.fromEntries([...alike.values()].toReversed().flat());
}
