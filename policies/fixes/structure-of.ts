import { posix } from 'node:path';
import { childPointer } from '../../registry/contract/index.ts';
import { isMembers } from '../documents/members.ts';
import { type FixFile, type FixFiles, valueAt } from './fix-files.ts';

/** Longest chain of nested references that is followed. */
const DEEPEST = 40;

/** Keywords that say something to people, and nothing about messages. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['title', 'description', 'example', 'examples', '$comment', '$defs', 'externalDocs']);

/** What a schema asks of a message, references followed: equal texts ask the same. */
export interface Structure {
  readonly text: string;
  /** The extensions in it, each with where it stands, which say what the data is. */
  readonly extensions: ReadonlySet<string>;
}

/** The structure of a schema in a file; undefined where it is endless or a reference leads nowhere. */
export async function structureOf(schema: unknown, file: FixFile, files: FixFiles): Promise<Structure | undefined> {
  const extensions = new Set<string>();
  const text = await written(schema, { file, files, extensions }, [], 0);
  return text === undefined ? undefined : { text, extensions };
}

interface Reading {
  readonly file: FixFile;
  readonly files: FixFiles;
  readonly extensions: Set<string>;
}

/** Keywords whose members are named by people: what is called `title` there is no annotation. */
const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);

async function written(node: unknown, reading: Reading, path: readonly string[], depth: number): Promise<string | undefined> {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(node)) {
    const items = await Promise.all(node.map((item: unknown, index) => written(item, reading, [...path, String(index)], depth + 1)));
    const isSet = ['required', 'enum', 'type'].includes(path.at(-1) ?? '');
    return items.includes(undefined)
      ? undefined
      : `[${(isSet ? items.map(String).toSorted((one, other) => (one < other ? -1 : 1)) : items).join()}]`;
  }
  if (!isMembers(node)) return JSON.stringify(node);
  const { $ref: reference, ...siblings } = node;
  if (typeof reference === 'string') {
    if (Object.keys(siblings).some((key) => !ANNOTATIONS.has(key))) return undefined;
    const [name = '', fragment = ''] = reference.split('#');
    const file = name === '' ? reading.file : await reading.files.read(posix.join(posix.dirname(reading.file.path), name));
    const target = file && valueAt(file.value, fragment);
    return file && target !== undefined ? written(target, { ...reading, file }, path, depth + 1) : undefined;
  }
  const isMap = MAPS.has(path.at(-1) ?? '') && path.at(-2) !== 'properties';
  const members: string[] = [];
  for (const key of Object.keys(node).sort()) {
    if (!isMap && ANNOTATIONS.has(key)) continue;
    if (!isMap && key.startsWith('x-')) {
      if (key !== 'x-version') reading.extensions.add(JSON.stringify([...path, key, node[key]]));
      continue;
    }
    const value = await written(node[key], reading, [...path, key], depth + 1);
    if (value === undefined) return undefined;
    members.push(`${JSON.stringify(key)}:${value}`);
  }
  return `{${members.join()}}`;
}

/** Pointers to the models of a canonical file: the whole, and each of its `$defs`. */
export function pointersOfModels(value: unknown): readonly string[] {
  const defs = isMembers(value) && isMembers(value['$defs']) ? Object.keys(value['$defs']) : [];
  return ['', ...defs.map((name) => childPointer('/$defs', name))];
}
