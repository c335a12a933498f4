export { bundleDocument } from './bundle/bundle-document.ts';
export type { Consumer, ContractUse, UsedOperation } from './consumer.ts';
export { type Commit, commitsSince } from './commits-since.ts';
export { contractDigest } from './contract-digest.ts';
export type {
  Audience,
  CompatibilityProfile,
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
export { readContractFolder } from './find-contracts.ts';
export { CONFIG_FILE, findWorkspaceFolder } from './find-workspace-folder.ts';
export { type FrozenVersion, frozenPath, frozenVersion, frozenVersions, newestFrozen } from './frozen-versions.ts';
export { repositoryFolder, textDiff } from './git-repository.ts';
export { type GitTree, gitTree } from './git-tree.ts';
export { renamesSince } from './renames-since.ts';
export { memoryTree } from '../contract/index.ts';
export { didYouMean } from './did-you-mean.ts';
export { openWorkspace, type OpenOptions, workspaceOf } from './open-workspace.ts';
export type { FieldMapping, Mapping, OperationMapping } from './mapping.ts';
export { readMapping } from './read-mapping.ts';
export { type DeclaredOperation, type DeclaredUse, declaredUses } from './declared-use.ts';
export type { ConsumerFile, ConsumerFiles } from './read-consumers.ts';
export { readLock } from './read-lock.ts';
export { compareVersions, parseVersion, type SemanticVersion, type VersionStep, versionStep } from './semantic-version.ts';
export { readSettings, type Settings } from './settings-file.ts';
export { parseSource, type SourceDocument } from './source-document.ts';
export { validateWaiver } from './settings-schemas.ts';
export { settingsValidator } from './settings-validator.ts';
export { verifyLock } from './verify-lock.ts';
export { lockHash, lockVersion } from './write-lock.ts';
export type { WaivedPlace, Waiver, WaiverClass } from './waiver.ts';
export type { Workspace, WorkspaceContract } from './workspace.ts';
export type { WorkspaceConfig } from './workspace-config.ts';
