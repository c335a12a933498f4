import { posix } from 'node:path';
import type { FoundNode } from './find-node.ts';
import { isObject } from './find-node.ts';

/** Names under `components` for what is brought in from other files, none of them taken twice. */
export class ComponentNames {
  readonly #taken: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #given = new Map<string, Map<string, string>>();

  /** @param components The document's own, whose names are taken. */
  constructor(components: unknown) {
    const kinds = isObject(components) ? Object.entries(components) : [];
    this.#taken = new Map(kinds.map(([kind, members]) => [kind, new Set(isObject(members) ? Object.keys(members) : [])]));
  }

  /** The name for a node: the last segment of its pointer, or its file's name, and a number where that is taken. */
  give(kind: string, node: Pick<FoundNode, 'file' | 'pointer'>): string {
    const identity = `${node.file}#${node.pointer}`;
    let given = this.#given.get(kind);
    if (!given) this.#given.set(kind, (given = new Map()));
    const wanted = nameOf(node);
    let name = wanted;
    for (let number = 2; this.#isTaken(kind, name, given); number += 1) name = `${wanted}-${number}`;
    given.set(name, identity);
    return name;
  }

  #isTaken(kind: string, name: string, given: ReadonlyMap<string, string>): boolean {
    return given.has(name) || (this.#taken.get(kind)?.has(name) ?? false);
  }
}

function nameOf({ file, pointer }: Pick<FoundNode, 'file' | 'pointer'>): string {
  const segment = pointer.split('/').at(-1)!.replaceAll('~1', '/').replaceAll('~0', '~');
  const name = segment === '' ? posix.basename(file).replace(/\.[^.]*$/, '') : segment;
  return name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'part';
}
