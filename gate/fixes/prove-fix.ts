import { InterlockError } from '../../errors.ts';
import type { FixFiles, Proof } from '../../policies/index.ts';
import type { Profile } from '../../registry/compatibility/index.ts';
import { type Contract, type FileTree, readContract, type ReadOptions } from '../../registry/contract/index.ts';
import { compare } from '../comparison/compare.ts';

/** A document that must say the same after a fix, and how it is compared. */
export interface ProvedDocument {
  readonly path: string;
  readonly profile?: Profile;
}

/**
 * Proves fixes by comparing every document before and after that reads one of the files they change: nothing may have changed but what the fix
 * declares, nothing may break, nothing may be left unchecked, and reading finds no more errors than it did.
 */
export function proofOf(documents: readonly ProvedDocument[], options: ReadOptions): Proof {
  let known: { readonly files: FixFiles; readonly readings: Promise<readonly Reading[]> } | undefined;
  const readAll = (files: FixFiles): Promise<readonly Reading[]> =>
    Promise.all(documents.map((document) => read(document, files.tree, options)));
  return async (before, after, fix) => {
    if (known?.files !== before) known = { files: before, readings: readAll(before) };
    const edited = [...after.changed].filter(([path, text]) => before.changed.get(path) !== text).map(([path]) => path);
    for (const reading of await known.readings) {
      if (reading.contract === undefined || !edited.some((path) => reading.paths.has(path))) continue;
      const head = await read(reading.document, after.tree, options);
      if (head.contract === undefined) return `${reading.document.path} could not be read after it: ${head.failure}`;
      const refutation = await refute(reading.contract, head.contract, reading.document, fix.declares);
      if (refutation !== undefined) return refutation;
    }
    return undefined;
  };
}

interface Reading {
  readonly document: ProvedDocument;
  readonly contract?: Contract;
  readonly failure?: string;
  /** All files that were read. */
  readonly paths: ReadonlySet<string>;
}

async function read(document: ProvedDocument, tree: FileTree, options: ReadOptions): Promise<Reading> {
  const paths = new Set<string>();
  const recording: FileTree = { ...tree, read: (path) => tree.read((paths.add(path), path)) };
  try {
    return { document, paths, contract: await readContract(recording, document.path, options) };
  } catch (error) {
    if (error instanceof InterlockError) return { document, paths, failure: error.detail };
    throw error;
  }
}

async function refute(
  base: Contract,
  head: Contract,
  { path, profile }: ProvedDocument,
  declares: readonly string[],
): Promise<string | undefined> {
  const errors = (contract: Contract): number => contract.findings.filter(({ severity }) => severity === 'error').length;
  if (errors(head) > errors(base))
    return `${path} would have an error more: ${head.findings.find(({ severity }) => severity === 'error')?.message}`;
  const { changes, notChecked } = await compare(base, head, { ...(profile && { profile }) });
  const change = changes.find(({ ruleId, verdict }) => !declares.includes(ruleId) || verdict === 'breaking' || verdict === 'unproven');
  if (change) return `it would change ${path} (${change.ruleId}): ${change.message}`;
  const [unchecked] = notChecked;
  return unchecked && `whether ${path} stays the same cannot be checked: ${unchecked.reason}`;
}
