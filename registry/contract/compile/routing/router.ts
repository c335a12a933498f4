import type { HttpOperation } from '../../contract.ts';
import { decodePercent } from '../text/percent.ts';
import { matchTemplateSegment, parsePathTemplate, type TemplateSegment } from './path-template.ts';

/** Finds the operations of a path. */
export interface Router {
  /** `path` is below the base path, without query, still percent-encoded. */
  route(path: string): RouteMatch | undefined;
}

/** The path that matched: its operations by method, and the texts of its parameters by position, still percent-encoded. */
export interface RouteMatch {
  readonly operations: ReadonlyMap<string, Route>;
  readonly values: readonly string[];
}

/** An operation and the names that its own template gives to the parameters, by position. */
export interface Route {
  readonly operation: HttpOperation;
  readonly parameterNames: readonly string[];
}

interface Node {
  readonly literals: Map<string, Node>;
  /** Segments with both literal text and parameters, those with most literal text first. */
  readonly mixed: { readonly segment: TemplateSegment; readonly shape: string; readonly node: Node }[];
  any: Node | undefined;
  readonly operations: Map<string, Route>;
}

/**
 * Builds the router of operations with paths; webhooks and callbacks are not routed. Templates match by position, segment by segment: a
 * concrete segment wins over a mixed one (`{id}.json`), that over a parameter, and the first segment that differs decides (OpenAPI 3.1
 * §4.8.8.2). A path whose most concrete match lacks the method is not looked for among the others. Segments are compared percent-decoded;
 * `/pets/` is not `/pets`; a parameter never is empty.
 */
export function buildRouter(operations: readonly HttpOperation[]): Router {
  const root = createNode();
  const places = new Map<string, { readonly node: Node; readonly parameterNames: readonly string[] }>();
  for (const operation of operations) {
    if (operation.origin !== 'path') continue;
    const place = places.get(operation.path) ?? enter(root, operation.path);
    places.set(operation.path, place);
    const { node, parameterNames } = place;
    if (!node.operations.has(operation.method)) node.operations.set(operation.method, { operation, parameterNames });
  }
  return {
    route(path) {
      const segments = (path.startsWith('/') ? path.slice(1) : path).split('/');
      const values: string[] = [];
      const node = find(root, segments, 0, values);
      return node && { operations: node.operations, values };
    },
  };
}

function createNode(): Node {
  return { literals: new Map(), mixed: [], any: undefined, operations: new Map() };
}

function enter(root: Node, path: string): { readonly node: Node; readonly parameterNames: readonly string[] } {
  const segments = parsePathTemplate(path);
  return { node: segments.reduce(descend, root), parameterNames: segments.flatMap(({ names }) => names) };
}

function descend(node: Node, segment: TemplateSegment): Node {
  if (segment.names.length === 0) {
    const written = segment.literals.join('');
    const literal = decodePercent(written) ?? written;
    const next = node.literals.get(literal) ?? createNode();
    node.literals.set(literal, next);
    return next;
  }
  if (segment.names.length === 1 && segment.literals.every((literal) => literal === '')) return (node.any ??= createNode());
  const shape = segment.literals.join('{}');
  const known = node.mixed.find((candidate) => candidate.shape === shape);
  if (known) return known.node;
  const added = { segment, shape, node: createNode() };
  node.mixed.push(added);
  node.mixed.sort((one, other) => other.shape.length - 2 * other.segment.names.length - (one.shape.length - 2 * one.segment.names.length));
  return added.node;
}

function find(node: Node, segments: readonly string[], depth: number, values: string[]): Node | undefined {
  if (depth === segments.length) return node.operations.size > 0 ? node : undefined;
  const raw = segments[depth] as string;
  const decoded = decodePercent(raw);
  const literal = decoded === undefined ? undefined : node.literals.get(decoded);
  const known = values.length;
  const found = literal && find(literal, segments, depth + 1, values);
  if (found) return found;
  for (const { segment, node: next } of node.mixed) {
    const matched = matchTemplateSegment(segment, raw);
    if (matched === undefined) continue;
    values.push(...matched);
    const below = find(next, segments, depth + 1, values);
    if (below) return below;
    values.length = known;
  }
  if (node.any === undefined || raw === '') return undefined;
  values.push(raw);
  const below = find(node.any, segments, depth + 1, values);
  if (below === undefined) values.length = known;
  return below;
}
