import { posix } from 'node:path';
import { childPointer } from '../../registry/contract/index.ts';
import { membersOf } from '../documents/members.ts';
import { wordsOf } from '../documents/words.ts';
import { type FixFile, type FixFiles, referenceBetween } from './fix-files.ts';
import { memberOf, objectAt } from './target.ts';

/** Kinds of shared parts: their place among the components of a document, and their file in the folder of conventions. */
export type ConventionKind = 'responses' | 'headers' | 'parameters';

/**
 * The reference by which a file names a shared part: what its other operations refer to, if they agree; else the component of that name;
 * else the part of that name in the workspace's conventions, `conventions/responses.yaml` beside the canonical models. Names are
 * compared by their words: `RetryAfter` is `Retry-After`. Undefined when there is none.
 *
 * @param used the references that the file uses for it already
 */
export async function conventionalReference(
  { kind, name, used }: { readonly kind: ConventionKind; readonly name: string; readonly used: readonly string[] },
  file: FixFile,
  files: FixFiles,
): Promise<string | undefined> {
  const [first, ...others] = new Set(used);
  if (first !== undefined && others.length === 0) return first;
  const own = Object.keys(objectAt(file.value, 'components', kind)).filter((key) => isNamed(key, name));
  if (own.length === 1) return `#${childPointer(`/components/${kind}`, own[0]!)}`;
  const { canonical } = files.scope;
  if (canonical === undefined) return undefined;
  const path = posix.join(posix.dirname(canonical), 'conventions', `${kind}.yaml`);
  const shared = await files.read(path);
  const names = membersOf(shared?.value).flatMap(([key]) => (isNamed(key, name) ? [key] : []));
  return names.length === 1 ? referenceBetween(file.path, path, childPointer('', names[0]!)) : undefined;
}

/** The references that stand in a member of each of these values. */
export function referencesIn(values: readonly unknown[]): readonly string[] {
  return values.map((value) => memberOf(value, '$ref')).filter((reference) => typeof reference === 'string');
}

function isNamed(key: string, name: string): boolean {
  return wordsOf(key).join(' ') === wordsOf(name).join(' ');
}
