import { basename, dirname, posix, relative, resolve, sep } from 'node:path';
import { type FixScope, FixFiles, mend, type Mending } from '../../policies/index.ts';
import { type Finding, folderTree, type ReadOptions } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { type ProvedDocument, proofOf } from './prove-fix.ts';

/** What linting found, and what of. */
export interface FixRequest {
  readonly findings: readonly Finding[];
  /** As given to `lintTargets`. */
  readonly targets: readonly string[];
  readonly workspace: Workspace | undefined;
  readonly cwd: string;
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
export async function fixTargets({ findings: all, targets, workspace, cwd }: FixRequest): Promise<readonly FixedDocument[]> {
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
  for (const target of targets) {
    const path = resolve(cwd, target);
    const { scope, folder, documents, options } = looseScope(path, workspace, cwd);
    const found = findings.filter(({ contractId, place }) => contractId === undefined && place.file === scope.tree.label + scope.document);
    if (found.length === 0) continue;
    const isHome = folder === workspace?.folder;
    const mending = await mend(found, new FixFiles(scope, isHome ? changed : new Map()), proofOf(documents, options));
    if (isHome) changed = mending.files.changed;
    fixed.push({ ...mending, folder });
  }
  return fixed;
}

interface LooseScope {
  readonly scope: FixScope;
  readonly folder: string;
  readonly documents: readonly ProvedDocument[];
  readonly options: ReadOptions;
}

/** A document of no contract may use the conventions of the workspace that it lies in; files that refer to it are looked for there alone. */
function looseScope(path: string, workspace: Workspace | undefined, cwd: string): LooseScope {
  if (workspace && path.startsWith(workspace.folder + sep)) {
    const { config, tree, folder } = workspace;
    const document = relative(folder, path).split(sep).join('/');
    const scope = { tree, document, folders: foldersOf(workspace), canonical: config.canonical };
    const documents = [...workspace.contracts.map((contract) => ({ path: contract.document })), { path: document }];
    return { scope, folder, documents, options: { allowedHosts: config.allowedHosts, limits: config.limits } };
  }
  const folder = dirname(path);
  const prefix = relative(cwd, folder).split(sep).join('/');
  const scope = { tree: folderTree(folder, prefix === '' ? '' : `${prefix}/`), document: basename(path), folders: [] };
  return { scope, folder, documents: [{ path: scope.document }], options: {} };
}

/** Folders whose files may refer to a contract, by `$ref` or by the names of its operations. */
function foldersOf({ config, contracts }: Workspace): readonly string[] {
  const mappings = contracts.flatMap(({ metadata }) =>
    (metadata.uses ?? []).flatMap(({ mapping }) => (mapping === undefined ? [] : [posix.dirname(mapping)])),
  );
  return [...new Set([...config.contracts, config.consumers, ...mappings])].map((folder) => (folder === '.' ? '' : folder));
}
