import type { FileTree } from '../registry/contract/index.ts';
import { readSettings, settingsValidator } from '../registry/workspace/index.ts';
import type { Behaviour } from './behaviour.ts';
import schema from './mock.schema.json' with { type: 'json' };

type BehaviourFile = Partial<Omit<Behaviour, 'locate'>> | null;

const validate = settingsValidator<BehaviourFile>(schema);

/**
 * Reads a mock.yaml (mock.schema.json describes it; an empty file is one).
 *
 * @throws InterlockError FILE_NOT_FOUND; WORKSPACE_INVALID with the place of the first fault.
 */
export async function readBehaviour(tree: FileTree, path: string): Promise<Behaviour> {
  const { value, locate } = await readSettings(tree, path, validate);
  return {
    state: value?.state ?? 'lenient',
    seed: value?.seed ?? {},
    lookups: value?.lookups ?? {},
    views: value?.views ?? {},
    events: value?.events ?? {},
    rules: value?.rules ?? {},
    transitions: value?.transitions ?? {},
    computed: value?.computed ?? {},
    emits: value?.emits ?? [],
    receives: value?.receives ?? [],
    creates: value?.creates ?? {},
    latency: value?.latency ?? {},
    faults: value?.faults ?? [],
    rateLimits: value?.rateLimits ?? [],
    locate,
  };
}
