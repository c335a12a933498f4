import { dump, load } from 'js-yaml';
import { pointerSegments } from '../../../registry/contract/index.ts';

/** A change of files, by their paths. */
export type Edit = (files: Record<string, string>) => void;

/** Writes a file, or writes it anew. */
export function write(path: string, value: unknown): Edit {
  return (files) => void (files[path] = yamlOf(value));
}

/** Writes a file that is no YAML. */
export function writeText(path: string, text: string): Edit {
  return (files) => void (files[path] = text);
}

/** Takes a file away. */
export function removeFile(path: string): Edit {
  return (files) => {
    if (!(path in files)) throw new Error(`there is no ${path}`);
    delete files[path];
  };
}

/** Copies a contract to another folder and id, as it is. */
export function copyContract(from: string, to: string): Edit {
  return (files) => {
    const [id, newId] = [from, to].map((folder) => folder.split('/').at(-1)!);
    for (const [path, text] of Object.entries(files)) {
      if (path.startsWith(`${from}/`)) files[to + path.slice(from.length)] = text.replace(new RegExp(`^id: ${id}$`, 'm'), `id: ${newId}`);
    }
  };
}

/** Replaces a text wherever it stands in a file. */
export function replace(path: string, from: string, to: string): Edit {
  return (files) => {
    if (!files[path]?.includes(from)) throw new Error(`there is no '${from}' in ${path}`);
    files[path] = files[path].replaceAll(from, to);
  };
}

/** Sets a value at a JSON pointer of a file. */
export function set(path: string, pointer: string, value: unknown): Edit {
  return within(path, pointer, (parent, key) => {
    if (Array.isArray(parent)) parent[Number(key)] = value;
    else parent[key] = value;
  });
}

/** Adds a value at the end of the list at a JSON pointer of a file, which need not be there yet. */
export function append(path: string, pointer: string, value: unknown): Edit {
  return within(path, pointer, (parent, key) => {
    const list = (parent as Record<string, unknown>)[key];
    (parent as Record<string, unknown>)[key] = [...(Array.isArray(list) ? (list as unknown[]) : []), value];
  });
}

/** Takes away what stands at a JSON pointer of a file. */
export function remove(path: string, pointer: string): Edit {
  return within(path, pointer, (parent, key) => {
    if (!(key in parent)) throw new Error(`there is no ${pointer} in ${path}`);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  });
}

function within(path: string, pointer: string, change: (parent: Record<string, unknown> | unknown[], key: string) => void): Edit {
  return (files) => {
    if (files[path] === undefined) throw new Error(`there is no ${path}`);
    const document = load(files[path]) as Record<string, unknown>;
    const segments = pointerSegments(pointer);
    let parent: Record<string, unknown> | unknown[] = document;
    for (const segment of segments.slice(0, -1)) {
      const child: unknown = Reflect.get(parent, segment);
      if (typeof child !== 'object' || child === null) throw new Error(`there is no ${pointer} in ${path}`);
      parent = child as Record<string, unknown>;
    }
    change(parent, segments.at(-1)!);
    files[path] = yamlOf(document);
  };
}

/** YAML as generated landscapes are written. */
function yamlOf(value: unknown): string {
  return dump(value, { lineWidth: 140, noRefs: true });
}
