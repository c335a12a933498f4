import { stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { InterlockError } from '../errors.ts';
import { type LoadedRuleset, lintContract, lintDocument, loadRuleset, waiversInForce } from '../policies/index.ts';
import { type Finding, folderTree, readContract, withFingerprints } from '../registry/contract/index.ts';
import type { Workspace } from '../registry/workspace/index.ts';

/** What to lint, and by what. */
export interface LintRequest {
  /** Ids of contracts of the workspace, or paths of documents; none means every contract of the workspace. */
  readonly targets: readonly string[];
  readonly workspace: Workspace | undefined;
  /** Path of a Spectral ruleset to lint by, instead of those that the workspace configures. */
  readonly ruleset?: string | undefined;
  /** ISO date that counts as today: waivers end. */
  readonly asOf: string;
  /** Folder that paths are relative to. */
  readonly cwd: string;
}

/**
 * Lints contracts by id and documents by path. A document that belongs to a contract of the workspace is judged as that contract, any
 * other as a document of its own, which may refer to files of its folder (or of the workspace, when it lies in one). The workspace's waivers
 * let findings stand, unless a ruleset is named.
 *
 * Throws CONTRACT_UNKNOWN for what is neither id nor file, FILE_NOT_FOUND for a path that does not exist, and what reading and linting throw.
 */
export async function lintTargets({ targets, workspace, ruleset, asOf, cwd }: LintRequest): Promise<readonly Finding[]> {
  const rulesets = ruleset === undefined ? undefined : [await loadRuleset(cwd, ruleset)];
  const waivers = workspace && ruleset === undefined ? await waiversInForce(workspace, { asOf }) : undefined;
  const apply = (found: readonly Finding[]): readonly Finding[] => waivers?.apply(found) ?? withFingerprints(found, workspace?.tree.label);
  const findings: Finding[] = [];
  for (const target of targets.length > 0 ? targets : (workspace?.contracts.map(({ id }) => id) ?? [])) {
    const path = resolve(cwd, target);
    const contract = workspace?.contracts.find(({ id, document }) => id === target || resolve(workspace.folder, document) === path);
    if (workspace && contract) findings.push(...apply(await lintContract(workspace, contract, rulesets)));
    else if (await isFile(path)) findings.push(...apply(await lintLooseDocument(path, workspace, rulesets, cwd)));
    else refuseTarget(target, workspace);
  }
  return findings;
}

async function lintLooseDocument(
  path: string,
  workspace: Workspace | undefined,
  rulesets: readonly LoadedRuleset[] = [],
  cwd: string,
): Promise<readonly Finding[]> {
  const home = workspace && path.startsWith(workspace.folder + sep) ? workspace : undefined;
  const tree = home?.tree ?? folderTree(dirname(path), printedPrefix(cwd, dirname(path)));
  const name = home ? relative(home.folder, path).split(sep).join('/') : basename(path);
  const { findings } = await readContract(tree, name, home && { allowedHosts: home.config.allowedHosts, limits: home.config.limits });
  if (rulesets.length === 0) return [...findings, ...(await lintDocument({ tree, path: name }))];
  const linted = await Promise.all(rulesets.map((loaded) => lintDocument({ tree, path: name, ruleset: loaded })));
  return [...findings, ...linted.flat()];
}

/** Throws what says best that a target names nothing. */
function refuseTarget(target: string, workspace: Workspace | undefined): never {
  const looksLikePath = /[/\\.]/.test(target);
  if (looksLikePath || !workspace) {
    throw new InterlockError(
      'FILE_NOT_FOUND',
      workspace ? 'there is no such file' : 'there is no such file, and no workspace here whose contract it could be',
      {
        place: { file: target },
      },
    );
  }
  workspace.contract(target);
  throw new InterlockError('CONTRACT_UNKNOWN', `no contract has the id '${target}'`);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function printedPrefix(cwd: string, folder: string): string {
  const prefix = relative(cwd, folder).split(sep).join('/');
  return prefix === '' ? '' : `${prefix}/`;
}
