import { basename, dirname, relative, resolve, sep } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { folderTree } from '../../registry/contract/index.ts';
import { didYouMean, readSettings } from '../../registry/workspace/index.ts';
import type { MockContract } from '../mock-contract.ts';
import { findUnknownOperation } from './find-unknown-operation.ts';
import type { FaultRule } from './fault-rule.ts';
import { validateFaultsFile } from './judge-fault-rules.ts';

/**
 * Reads a file of faults: `faults`, a list as mock.yaml has it, in which each fault may name its `contract`.
 *
 * @param cwd absolute path of the folder that the file's path is relative to
 * @param contracts those that are mocked
 * @throws InterlockError FILE_NOT_FOUND; WORKSPACE_INVALID with the place of the first fault, of a contract that is not mocked and of an unknown
 * operation.
 */
export async function readFaultsFile(path: string, cwd: string, contracts: readonly MockContract[]): Promise<readonly FaultRule[]> {
  const file = resolve(cwd, path);
  const folder = relative(cwd, dirname(file)).split(sep).join('/');
  const tree = folderTree(dirname(file), folder === '' ? '' : `${folder}/`);
  const { value, locate } = await readSettings(tree, basename(file), validateFaultsFile);
  const ids = contracts.map(({ id }) => id);
  for (const [index, rule] of value.faults.entries()) {
    const fail = (message: string, member: string): InterlockError =>
      new InterlockError('WORKSPACE_INVALID', message, { place: locate(`/faults/${index}/${member}`) });
    const { contract } = rule;
    if (contract !== undefined && !ids.includes(contract)) {
      throw fail(`no contract '${contract}' is mocked` + didYouMean(contract, ids), 'contract');
    }
    const meant = contracts.filter(({ id }) => contract === undefined || contract === id);
    const unknown = findUnknownOperation(
      meant.map(({ compiled }) => compiled.contract),
      [rule],
    );
    if (unknown) throw fail(unknown.message, 'operation');
  }
  return value.faults;
}
