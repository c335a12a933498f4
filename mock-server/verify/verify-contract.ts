import { InterlockError } from '../../errors.ts';
import { findSources } from '../sources/find-sources.ts';
import { verifyTarget } from './verify-target.ts';
import type { Verification, VerifyOptions } from './verify-target.ts';

/**
 * Verifies a target by what is named: a contract of the workspace by id, or a document by path.
 *
 * @param cwd absolute path of the folder that the name is relative to
 * @throws InterlockError as `findSources`, `readContract` and `verifyTarget` do; USAGE for several documents, and for a contract of events.
 */
export async function verifyContract(name: string, cwd: string, options: Omit<VerifyOptions, 'contractId'>): Promise<Verification> {
  const { sources } = await findSources([name], { cwd, isEachAtRoot: true });
  const [source, ...others] = sources;
  if (!source || others.length > 0)
    throw new InterlockError('USAGE', `'${name}' names ${others.length + 1} documents: one is verified at a time`);
  const { contract } = await source.load();
  if (contract.compiled.contract.specification.format !== 'openapi') {
    throw new InterlockError(
      'USAGE',
      `'${contract.id}' is a contract of events, and only requests of OpenAPI contracts are sent: let the system publish to its mock (interlock mock ${contract.id}, by HTTP or --broker nats://…), which judges every message`,
    );
  }
  return verifyTarget(contract.compiled, { ...options, contractId: contract.id });
}
