import { posix } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { CONFIG_FILE, type Workspace } from '../../registry/workspace/index.ts';

/**
 * Refuses a file of a workspace that linting is not for, and says what checks it.
 *
 * Throws SPECIFICATION_UNKNOWN for the configuration, the lock, rulesets, waivers, files of consumers, canonical models, and the behaviour of mocks.
 */
export function refuseOtherFile(path: string, { tree, config, contracts }: Workspace): void {
  const is = whatItIs(path, { config, contracts });
  if (is !== undefined) throw new InterlockError('SPECIFICATION_UNKNOWN', is, { place: { file: tree.label + path } });
}

function whatItIs(path: string, { config, contracts }: Pick<Workspace, 'config' | 'contracts'>): string | undefined {
  const isBelow = (folder: string): boolean => path.startsWith(`${posix.normalize(folder).replace(/\/$/, '')}/`);
  if (path === CONFIG_FILE) return 'this is the configuration of the workspace: every command reads it, and says what is wrong with it';
  if (path === posix.normalize(config.lock)) return "this is the lock of released versions: 'interlock check' verifies it";
  if (config.rulesets.some((ruleset) => posix.normalize(ruleset) === path))
    return "this is a ruleset: 'interlock policy list' and 'interlock policy test' read it, and say what is wrong with it";
  if (isBelow(config.waivers)) return "this is a waiver: 'interlock check' judges it, and 'interlock waiver list' shows it";
  if (isBelow(config.consumers)) return "this says what an application uses: 'interlock check' holds it against the contracts";
  if (isBelow(config.canonical)) return 'this is a canonical model: it is judged in the contracts that refer to it';
  const mocked = contracts.find(({ behaviour }) => behaviour === path);
  if (mocked) return `this is how '${mocked.id}' is mocked: 'interlock mock ${mocked.id}' reads it, and says what is wrong with it`;
  return undefined;
}
