export type {
  Audience,
  ContractMetadata,
  Criticality,
  DataClassification,
  Environment,
  Layer,
  Lifecycle,
  Mode,
  Owner,
  ServiceLevelObjective,
  Use,
} from './contract-metadata.ts';
export { CONFIG_FILE, findWorkspaceFolder } from './find-workspace-folder.ts';
export { gitTree } from './git-tree.ts';
export { memoryTree } from './memory-tree.ts';
export { didYouMean } from './did-you-mean.ts';
export { openWorkspace, type OpenOptions } from './open-workspace.ts';
export { readSettings, type Settings } from './settings-file.ts';
export { parseSource, type SourceDocument } from './source-document.ts';
export { verifyLock } from './verify-lock.ts';
export type { Workspace, WorkspaceContract } from './workspace.ts';
export type { WorkspaceConfig } from './workspace-config.ts';
