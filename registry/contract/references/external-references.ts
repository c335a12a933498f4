import { isObject } from '../load/is-object.ts';
import type { SourceDocument } from '../load/source-document.ts';

/** Every `$ref` and `$dynamicRef` of a document that is not local, without its fragment. Text in examples is not told apart from a reference. */
export function externalReferences(document: SourceDocument): ReadonlySet<string> {
  const found = new Set<string>();
  if (!mayReferOutside(document.text)) return found;
  const seen = new Set<object>();
  const pending: unknown[] = [document.value];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    if (isObject(node)) {
      for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
        const reference = node[keyword];
        if (typeof reference !== 'string') continue;
        const part = reference.split('#', 1)[0] ?? '';
        if (part !== '') found.add(part);
      }
    }
    for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) pending.push(child);
  }
  return found;
}

/** Saves the walk over a large document: whether a key may be a reference keyword, plain or escaped, that is not followed by a local reference. */
function mayReferOutside(text: string): boolean {
  return /\$(?:ref|dynamicRef)(?!['"]?\s*:\s*['"]?#)|\\(?:u0024|x24|u[Dd])/.test(text);
}
