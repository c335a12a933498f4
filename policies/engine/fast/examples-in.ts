/** Options of Spectral's oasExample. */
export interface ExampleOptions {
  readonly schemaField: string;
  readonly oasVersion: 2 | 3;
  readonly type: 'media' | 'schema';
}

/** A value to judge, and the way to it from the node that has its schema. */
export interface Example {
  readonly value: unknown;
  readonly path: readonly string[];
}

type Members = Readonly<Record<string, unknown>>;

/** The values in a node that Spectral's oasExample judges: of a media type `example` before `examples`, of a schema all. */
export function* examplesIn(node: Members, { oasVersion, type }: ExampleOptions): Generator<Example> {
  if (type === 'schema') {
    for (const field of oasVersion === 2 ? ['example', 'x-example', 'default'] : ['example', 'default'])
      if (field in node) yield { value: node[field], path: [field] };
  } else if (oasVersion === 3 && 'example' in node) {
    yield { value: node['example'], path: ['example'] };
  } else if (typeof node['examples'] === 'object' && node['examples'] !== null) {
    for (const [name, example] of Object.entries(node['examples'])) {
      if (oasVersion === 2) yield { value: example, path: ['examples', name] };
      else if (isObject(example) && !('externalValue' in example)) yield { value: example['value'], path: ['examples', name, 'value'] };
    }
  }
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}
