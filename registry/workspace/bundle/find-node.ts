import { InterlockError } from '../../../errors.ts';
import { childPointer } from '../../contract/index.ts';
import { decode, type SourceFiles, type SourceSite } from './source-files.ts';

/** What a reference points at, as written. */
export interface FoundNode extends SourceSite {
  readonly value: unknown;
}

/** Longest chain of references that a pointer may lead through. */
const LONGEST_CHAIN = 64;

/**
 * Finds what a reference of a file points at, by pointer (through references, as many documents have it) or by `$anchor`.
 *
 * Throws REFERENCE_DANGLING for what a contract that was read has nothing of: a reference by the URI of a schema's `$id`.
 */
export async function findNode(files: SourceFiles, from: string, reference: string, hops = 0): Promise<FoundNode> {
  const [part = '', fragment = ''] = reference.split('#', 2);
  const file = files.resolveFile(from, part);
  const root = await files.value(file);
  const name = decode(fragment);
  if (name !== '' && !name.startsWith('/')) {
    const pointer = anchorPointer(root, name, '');
    if (pointer === undefined) throw dangling(files, from, reference);
    return findNode(files, file, `#${pointer}`);
  }
  let found: FoundNode = { file, pointer: '', value: root };
  for (const segment of name.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    for (let chain = hops; !hasMember(found.value, key); chain += 1) {
      const next = isObject(found.value) ? found.value['$ref'] : undefined;
      if (typeof next !== 'string' || chain > LONGEST_CHAIN) throw dangling(files, from, reference);
      found = await findNode(files, found.file, next, chain + 1);
    }
    found = { file: found.file, pointer: childPointer(found.pointer, key), value: (found.value as Record<string, unknown>)[key] };
  }
  return found;
}

function dangling(files: SourceFiles, from: string, reference: string): InterlockError {
  return new InterlockError(
    'REFERENCE_DANGLING',
    `'${reference}' cannot be bundled: only files and the anchors in them can be, not URIs of '$id'`,
    {
      place: files.place(from),
    },
  );
}

function anchorPointer(value: unknown, name: string, pointer: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isObject(value) && (value['$anchor'] === name || value['$dynamicAnchor'] === name || value['$id'] === `#${name}`)) return pointer;
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    const found = anchorPointer(child, name, childPointer(pointer, key));
    if (found !== undefined) return found;
  }
  return undefined;
}

function hasMember(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

/** Whether a value is an object with members by name. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
