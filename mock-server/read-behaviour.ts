import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { FileTree } from '../registry/contract/index.ts';
import { readSettings } from '../registry/workspace/index.ts';
import type { Behaviour } from './behaviour.ts';
import schema from './mock.schema.json' with { type: 'json' };

type BehaviourFile = Partial<Omit<Behaviour, 'locate'>> | null;

let validator: ValidateFunction<BehaviourFile> | undefined;

/** Compiled for the first file: most mocks have none. */
function validate(): ValidateFunction<BehaviourFile> {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });
  return (validator ??= ajv.compile<BehaviourFile>({ ...schema, type: ['object', 'null'] }));
}

/**
 * Reads a mock.yaml (mock.schema.json describes it; an empty file is one).
 *
 * @throws InterlockError FILE_NOT_FOUND; WORKSPACE_INVALID with the place of the first fault.
 */
export async function readBehaviour(tree: FileTree, path: string): Promise<Behaviour> {
  const { value, locate } = await readSettings<BehaviourFile>(tree, path, validate());
  return {
    state: value?.state ?? 'lenient',
    seed: value?.seed ?? {},
    lookups: value?.lookups ?? {},
    views: value?.views ?? {},
    events: value?.events ?? {},
    locate,
  };
}
