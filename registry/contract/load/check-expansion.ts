import { InterlockError } from '../../../errors.ts';
import type { ReadLimits } from './read-limits.ts';

/**
 * Refuses a value that is small in memory but huge, bottomless or too deep when its YAML aliases are written out ("billion laughs").
 * Every object is visited once, however often it is shared.
 *
 * @throws DOCUMENT_TOO_LARGE, or DOCUMENT_MALFORMED when an alias stands within its own anchor.
 */
export function checkExpansion(value: unknown, file: string, limits: ReadLimits): void {
  const sizes = new Map<object, { nodes: number; depth: number } | 'open'>();

  function measure(node: object, level: number): { nodes: number; depth: number } {
    const known = sizes.get(node);
    if (known === 'open') {
      throw new InterlockError('DOCUMENT_MALFORMED', 'a YAML alias stands within its own anchor, so the value has no end', {
        place: { file },
      });
    }
    if (known) return known;
    sizes.set(node, 'open');
    let nodes = 1;
    let depth = 1;
    for (const child of Object.values(node)) {
      if (typeof child !== 'object' || child === null) {
        nodes += 1;
        continue;
      }
      const inner = measure(child, level + 1);
      nodes += inner.nodes;
      depth = Math.max(depth, inner.depth + 1);
      if (nodes > limits.expandedNodes) throw tooLarge(`its YAML aliases expand to more than ${limits.expandedNodes} nodes`, file);
      if (level + depth > limits.nestingDepth) throw tooLarge(`its YAML aliases nest deeper than ${limits.nestingDepth} levels`, file);
    }
    const size = { nodes, depth };
    sizes.set(node, size);
    return size;
  }

  if (typeof value === 'object' && value !== null) measure(value, 0);
}

function tooLarge(detail: string, file: string): InterlockError {
  return new InterlockError('DOCUMENT_TOO_LARGE', detail, { place: { file } });
}
