import type { ReadLimits, Severity } from '../contract/index.ts';

/** What `interlock.config.yaml` says, defaults filled in. Published as `schemas/interlock.config.schema.json`; the two agree by test. */
export interface WorkspaceConfig {
  /** Folders, or globs of folders (`*` within a name, `**` across), in which contracts stand. Relative to the workspace. Default `contracts`. */
  readonly contracts: readonly string[];
  /** Hosts from which `$ref` may load, exact names. Default none: a contract reads nothing from the network. */
  readonly allowedHosts: readonly string[];
  /** Bounds on documents, where they differ from the defaults. */
  readonly limits: Partial<ReadLimits>;
  /** Spectral rulesets of the workspace, applied by default instead of ours. */
  readonly rulesets: readonly string[];
  /** Path of the lock file of frozen versions. Default `contracts/registry.lock`. */
  readonly lock: string;
  /** Folder of the files that say what applications use. Default `contracts/consumers`. */
  readonly consumers: string;
  /** Folder of the canonical entities. Default `contracts/canonical`. */
  readonly canonical: string;
  /** Severities of rules over the whole landscape, where they differ from their pages, by rule. */
  readonly landscapeRules: Readonly<Record<string, Severity | 'off'>>;
  /** Names of environments in which a break hurts no business: what is used only there warns. Default `dev`, `development`, `test` and the like. */
  readonly nonProduction: readonly string[];
  /** May objects of a document name rules, by `x-lint-ignore`, that are to find nothing in them? Default no. */
  readonly inDocumentIgnores: boolean;
  /** Folder of the waivers. Default `policies/waivers`. */
  readonly waivers: string;
}
