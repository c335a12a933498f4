import { posix } from 'node:path';
import { type FixScope, FixFiles, type LintTarget, mend, type Mending } from '../../policies/index.ts';
import type { Finding } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { proofOf } from './prove-fix.ts';

/** What linting found, and what of. */
export interface FixRequest {
  readonly findings: readonly Finding[];
  /** What was linted, as `lintTargets` reports it. */
  readonly targets: readonly LintTarget[];
  readonly workspace: Workspace | undefined;
}

/** What became of the findings of one document, and where its files are. */
export interface FixedDocument extends Mending {
  /** Absolute path of the folder that its paths are relative to. */
  readonly folder: string;
}

/**
 * Mends what linting found, where the fix is certain and proved to change nothing that passes on the wire; documents of one workspace
 * build on one another's fixes. A waived finding is left alone. Nothing is written.
 *
 * Throws what reading a file throws.
 */
export async function fixTargets({ findings: all, targets, workspace }: FixRequest): Promise<readonly FixedDocument[]> {
  const findings = all.filter(({ waiver }) => waiver === undefined);
  const fixed: FixedDocument[] = [];
  let changed: ReadonlyMap<string, string> = new Map();
  for (const contract of workspace?.contracts ?? []) {
    const found = findings.filter(({ contractId }) => contractId === contract.id);
    if (!workspace || found.length === 0) continue;
    const { config, tree, folder } = workspace;
    const scope = {
      tree,
      document: contract.document,
      contractId: contract.id,
      folders: foldersOf(workspace),
      canonical: config.canonical,
    };
    const documents = workspace.contracts.map(({ document, metadata: { profile } }) => ({ path: document, ...(profile && { profile }) }));
    const prove = proofOf(documents, { allowedHosts: config.allowedHosts, limits: config.limits });
    const mending = await mend(found, new FixFiles(scope, changed), prove);
    changed = mending.files.changed;
    fixed.push({ ...mending, folder });
  }
  for (const target of targets.filter(({ contract }) => !contract)) {
    const { root, access } = target;
    const home = workspace && root === workspace.folder ? workspace : undefined;
    const scope = looseScope(target, home);
    const found = findings.filter(({ contractId, place }) => contractId === undefined && place.file === scope.tree.label + scope.document);
    if (found.length === 0) continue;
    const documents = [...(home?.contracts ?? []).map(({ document }) => ({ path: document })), { path: scope.document }];
    const mending = await mend(found, new FixFiles(scope, home ? changed : new Map()), proofOf(documents, access));
    if (home) changed = mending.files.changed;
    fixed.push({ ...mending, folder: root });
  }
  return fixed;
}

/** A document of no contract may use the conventions of the workspace that it lies in; files that refer to it are looked for there alone. */
function looseScope({ tree, path }: LintTarget, home: Workspace | undefined): FixScope {
  if (!home) return { tree, document: path, folders: [] };
  return { tree, document: path, folders: foldersOf(home), canonical: home.config.canonical };
}

/** Folders whose files may refer to a contract, by `$ref` or by the names of its operations. */
function foldersOf({ config, contracts }: Workspace): readonly string[] {
  const mappings = contracts.flatMap(({ metadata }) =>
    (metadata.uses ?? []).flatMap(({ mapping }) => (mapping === undefined ? [] : [posix.dirname(mapping)])),
  );
  return [...new Set([...config.contracts, config.consumers, ...mappings])].map((folder) => (folder === '.' ? '' : folder));
}
