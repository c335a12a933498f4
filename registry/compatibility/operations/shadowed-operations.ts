import type { HttpOperation } from '../../contract/index.ts';
import type { HttpPair } from './http-pair.ts';

/** An operation of which some requests are answered by a new one. */
export interface ShadowedOperation {
  readonly pair: HttpPair;
  readonly by: HttpOperation;
}

/**
 * The operations that both versions have whose path parameters take what a new path has as text: `/pets/mine` catches requests of
 * `/pets/{petId}`.
 */
export function shadowedOperations(added: readonly HttpOperation[], both: readonly HttpPair[]): readonly ShadowedOperation[] {
  if (added.length === 0) return [];
  const byShape = Map.groupBy(
    both.filter(({ base }) => base.origin === 'path' && base.path.includes('{')),
    ({ base }) => shapeOf(base.method, base.path),
  );
  return added.flatMap((by) =>
    (byShape.get(shapeOf(by.method, by.path)) ?? [])
      .filter(({ base, head }) => isInstanceOf(by.path, base.path) && isInstanceOf(by.path, head.path))
      .map((pair) => ({ pair, by })),
  );
}

function shapeOf(method: string, path: string): string {
  return `${method} ${path.split('/').length}`;
}

/** Is every segment of a path that of a template, or a text where that has a parameter, and one such at least? */
export function isInstanceOf(path: string, template: string): boolean {
  if (!template.includes('{') || countSlashes(path) !== countSlashes(template)) return false;
  const segments = path.split('/');
  const templateSegments = template.split('/');
  let isConcrete = false;
  const fits = templateSegments.every((segment, index) => {
    const own = segments[index] as string;
    if (/^\{[^{}]*\}$/.test(segment)) {
      isConcrete ||= !own.includes('{');
      return true;
    }
    return own.replaceAll(/\{[^{}]*\}/g, '{}') === segment.replaceAll(/\{[^{}]*\}/g, '{}');
  });
  return fits && isConcrete;
}

function countSlashes(path: string): number {
  let count = 0;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) count += 1;
  return count;
}
