import { InterlockError } from '../../../errors.ts';
import type { JsonObject } from './is-object.ts';
import type { ReadLimits } from './read-limits.ts';

/** What one walk over a document finds out, so that nobody needs to look for it again. */
export interface Survey {
  /** Targets of `$ref` and its kin that are not local, without fragments. Text in examples is not told apart from a reference. */
  readonly references: ReadonlySet<string>;
  /** Whether a schema names itself: `$id`, `$anchor` and their kin. */
  readonly hasIdentifiers: boolean;
}

/**
 * Walks over a document's value once.
 *
 * @throws DOCUMENT_TOO_LARGE when it is nested too deep for those who walk it recursively.
 */
export function surveyDocument(value: unknown, file: string, limits: ReadLimits): Survey {
  const references = new Set<string>();
  let hasIdentifiers = false;

  function visit(node: object, levels: number): void {
    if (levels === 0) {
      throw new InterlockError('DOCUMENT_TOO_LARGE', `it is nested deeper than ${limits.nestingDepth} levels`, { place: { file } });
    }
    if (Array.isArray(node)) {
      for (const child of node as readonly unknown[]) if (typeof child === 'object' && child !== null) visit(child, levels - 1);
      return;
    }
    for (const key in node) {
      const child = (node as JsonObject)[key];
      if (typeof child === 'object' && child !== null) visit(child, levels - 1);
      else if (key.charCodeAt(0) === DOLLAR) note(key, child);
    }
  }

  function note(key: string, value: unknown): void {
    switch (key) {
      case '$ref':
      case '$dynamicRef':
      case '$recursiveRef': {
        const part = typeof value === 'string' && value.charCodeAt(0) !== HASH ? value.split('#', 1)[0] : '';
        if (part) references.add(part);
        break;
      }
      case '$id':
      case '$anchor':
      case '$dynamicAnchor':
      case '$recursiveAnchor':
        hasIdentifiers = true;
        break;
      case '$schema':
        if (String(value).includes('draft-04')) hasIdentifiers = true;
        break;
      default:
    }
  }

  if (typeof value === 'object' && value !== null) visit(value, limits.nestingDepth);
  return { references, hasIdentifiers };
}

const DOLLAR = '$'.charCodeAt(0);
const HASH = '#'.charCodeAt(0);
