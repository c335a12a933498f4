import { relative, resolve, sep } from 'node:path';
import { InterlockError } from '../../errors.ts';
import {
  compileContract,
  folderTree,
  loggedTree,
  readContract,
  ReadLog,
  type CompiledContract,
  type Contract,
  type FileTree,
} from '../contract/index.ts';
import { type ContractFolder, listMetadataFiles, readContractFolder, refuseDuplicateIds } from './find-contracts.ts';
import { type ConsumerFiles, readConsumers } from './read-consumers.ts';
import { CONFIG_FILE } from './find-workspace-folder.ts';
import { gitTree } from './git-tree.ts';
import { didYouMean } from './did-you-mean.ts';
import { validateConfig } from './settings-schemas.ts';
import { readSettings } from './settings-file.ts';
import type { Workspace, WorkspaceContract } from './workspace.ts';
import type { WorkspaceConfig } from './workspace-config.ts';

export interface OpenOptions {
  /** Read the files as they are in this commit, branch or tag, instead of those on disk. */
  readonly ref?: string;
  /** Folder that places are printed relative to. Default: the working directory. */
  readonly cwd?: string;
}

/**
 * Opens the workspace in a folder: reads its `interlock.config.yaml`, finds its contracts and reads each one's `contract.yaml`. The
 * contracts' documents are read when asked for.
 *
 * Throws FILE_NOT_FOUND when the folder has no `interlock.config.yaml`; WORKSPACE_INVALID with file:line:column for a file that does not
 * fit its schema, a contract without exactly one document, two contracts of one id, or a configured folder without contracts; GIT_FAILED
 * for a ref that cannot be read.
 */
export async function openWorkspace(folder: string, options: OpenOptions = {}): Promise<Workspace> {
  const root = resolve(folder);
  const tree = options.ref === undefined ? folderTree(root, printedPrefix(root, options.cwd)) : await gitTree(root, options.ref);
  const workspace = await workspaceOf(tree, root);
  return options.ref === undefined ? workspace : { ...workspace, ref: options.ref };
}

/** Opens the workspace that a tree of files is; `folder` is where it would stand on disk. Throws what `openWorkspace` throws of its files. */
export async function workspaceOf(files: FileTree, folder: string): Promise<Workspace> {
  const reads = new ReadLog();
  const tree = loggedTree(files, reads);
  const config = await readConfig(tree);
  const metadataFiles = await listMetadataFiles(tree, config.contracts);
  const folders = await Promise.all(metadataFiles.map((file) => readContractFolder(tree, file)));
  refuseDuplicateIds(folders);
  const contracts = folders.map((contractFolder) => workspaceContract(tree, config, contractFolder)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map(contracts.map((contract) => [contract.id, contract]));
  let consumers: Promise<ConsumerFiles> | undefined;
  return {
    folder,
    tree,
    reads,
    config,
    contracts,
    consumers: () => (consumers ??= readConsumers(tree, config)),
    contract(id) {
      const contract = byId.get(id);
      if (contract) return contract;
      const ids = [...byId.keys()];
      throw new InterlockError(
        'CONTRACT_UNKNOWN',
        `no contract has the id '${id}'${didYouMean(id, ids) || `; there are ${ids.join(', ') || 'none'}`}`,
      );
    },
  };
}

const NON_PRODUCTION = ['local', 'dev', 'development', 'ci', 'test', 'testing', 'qa', 'sandbox', 'staging', 'uat', 'preview', 'demo'];

async function readConfig(tree: FileTree): Promise<WorkspaceConfig> {
  if (!(await tree.read(CONFIG_FILE))) {
    throw new InterlockError('FILE_NOT_FOUND', `there is no ${CONFIG_FILE} here: a workspace is a folder that has one (it may be empty)`, {
      place: { file: tree.label + CONFIG_FILE },
    });
  }
  const { value, locate } = await readSettings(tree, CONFIG_FILE, validateConfig);
  for (const [index, pattern] of (value?.contracts ?? []).entries()) {
    if ((await listMetadataFiles(tree, [pattern])).length > 0) continue;
    throw new InterlockError('WORKSPACE_INVALID', `there is no contract.yaml in '${pattern}' or in any folder below it`, {
      place: locate(`/contracts/${index}`),
    });
  }
  return {
    contracts: value?.contracts ?? ['contracts'],
    allowedHosts: value?.allowedHosts ?? [],
    limits: value?.limits ?? {},
    rulesets: value?.rulesets ?? [],
    lock: value?.lock ?? 'contracts/registry.lock',
    consumers: value?.consumers ?? 'contracts/consumers',
    canonical: value?.canonical ?? 'contracts/canonical',
    landscapeRules: value?.landscapeRules ?? {},
    nonProduction: value?.nonProduction ?? NON_PRODUCTION,
    inDocumentIgnores: value?.inDocumentIgnores ?? false,
    waivers: value?.waivers ?? 'policies/waivers',
  };
}

function workspaceContract(tree: FileTree, config: WorkspaceConfig, found: ContractFolder): WorkspaceContract {
  let contract: Promise<Contract> | undefined;
  let compiled: Promise<CompiledContract> | undefined;
  const reads = new ReadLog();
  const { allowedHosts, limits } = config;
  const read = () => (contract ??= readContract(loggedTree(tree, reads), found.document, { allowedHosts, limits, fetch: reads.fetch }));
  return {
    id: found.metadata.value.id,
    folder: found.folder,
    metadata: found.metadata.value,
    metadataFile: found.metadataFile,
    document: found.document,
    ...(found.behaviour !== undefined && { behaviour: found.behaviour }),
    reads,
    read,
    compile: () => (compiled ??= read().then(compileContract)),
    locateMetadata: (pointer) => found.metadata.locate(pointer),
  };
}

function printedPrefix(root: string, cwd = process.cwd()): string {
  const prefix = relative(cwd, root).split(sep).join('/');
  return prefix === '' ? '' : `${prefix}/`;
}
