import { posix } from 'node:path';
import { escapePointerSegment, pointerSegments } from '../../registry/contract/index.ts';
import type { FileEdit } from './proposal.ts';
import type { FixFile, FixFiles } from './fix-files.ts';
import type { TextNode } from './text/text-node.ts';

/** A member of a file that gets another key. */
export interface Renaming {
  readonly path: string;
  /** Pointer of the member before. */
  readonly pointer: string;
  readonly key: string;
}

/**
 * The edits by which every `$ref` to a member or below it, and every discriminator's mapping, follows its new key, in the document and in all
 * files of the scope. Undefined where one can't be edited surely.
 */
export async function renameReferences(renaming: Renaming, files: FixFiles): Promise<readonly FileEdit[] | undefined> {
  const edits: FileEdit[] = [];
  for (const file of await files.mentioning(posix.basename(renaming.path))) {
    for (const node of file.editable.root ? referenceTexts(file.editable.root) : []) {
      const text = followed(node.text ?? '', file, renaming);
      if (text === undefined) continue;
      const edit = file.editable.replaceText(node, text);
      if (!edit) return undefined;
      edits.push({ path: file.path, ...edit });
    }
  }
  return edits;
}

/** The texts that refer to something: of `$ref`, and of the members of a discriminator's mapping. */
function* referenceTexts(node: TextNode): Generator<TextNode> {
  for (const { key, value } of node.children) {
    if (node.kind === 'map' && key === '$ref' && value.kind === 'text') yield value;
    if (node.kind === 'map' && key === 'discriminator') {
      const mapping = value.children.find((member) => member.key === 'mapping')?.value.children ?? [];
      for (const target of mapping) if (target.value.kind === 'text') yield target.value;
    }
    yield* referenceTexts(value);
  }
}

function followed(reference: string, { path }: FixFile, { path: target, pointer, key }: Renaming): string | undefined {
  const segments = pointerSegments(pointer);
  const hash = reference.indexOf('#');
  if (hash === -1) {
    const isBareName = path === target && reference === segments.at(-1) && pointer.startsWith('/components/schemas/');
    return isBareName ? key : undefined;
  }
  const file = reference.slice(0, hash);
  const fragment = pointerSegments(decodeFragment(reference.slice(hash + 1)));
  const resolved = file === '' ? path : posix.join(posix.dirname(path), decodeFragment(file));
  if (resolved !== target || !segments.every((segment, index) => fragment[index] === segment)) return undefined;
  const written = reference.slice(hash + 1).split('/');
  written[segments.length] = encodeURI(escapePointerSegment(key)).replaceAll('%7B', '{').replaceAll('%7D', '}');
  return `${file}#${written.join('/')}`;
}

function decodeFragment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
