import { posix } from 'node:path';
import { InterlockError } from '../../errors.ts';
import type { FileTree } from '../contract/index.ts';
import type { ContractMetadata } from './contract-metadata.ts';
import { folderPattern } from './folder-pattern.ts';
import { validateContractMetadata } from './settings-schemas.ts';
import { readSettings, type Settings } from './settings-file.ts';

/** A contract's folder: its metadata, read, and the paths of its files. */
export interface ContractFolder {
  readonly folder: string;
  readonly metadataFile: string;
  readonly metadata: Settings<ContractMetadata>;
  readonly document: string;
  readonly behaviour?: string;
}

/** Name of the file that makes a folder a contract's. */
const METADATA_FILE = 'contract.yaml';

const DOCUMENT_FILES = ['openapi', 'asyncapi'].flatMap((name) => ['yaml', 'yml', 'json'].map((extension) => `${name}.${extension}`));
const BEHAVIOUR_FILE = 'mock.yaml';

/** Paths of all `contract.yaml` in the folders that the patterns name, sorted. */
export async function listMetadataFiles(tree: FileTree, patterns: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns.map(folderPattern)) {
    for (const path of await tree.list(pattern.base)) {
      if (posix.basename(path) === METADATA_FILE && pattern.contains(path)) found.add(path);
    }
  }
  return [...found].sort();
}

/**
 * Reads the `contract.yaml` at a path and finds the contract's other files beside it.
 *
 * Throws WORKSPACE_INVALID when the metadata does not fit its schema, or when there is not exactly one document.
 */
export async function readContractFolder(tree: FileTree, metadataFile: string): Promise<ContractFolder> {
  const folder = posix.dirname(metadataFile);
  const metadata = await readSettings(tree, metadataFile, validateContractMetadata);
  const files = new Set((await tree.list(folder === '.' ? '' : folder)).filter((path) => posix.dirname(path) === folder));
  const documents = DOCUMENT_FILES.map((name) => posix.join(folder, name)).filter((path) => files.has(path));
  const [document, second] = documents;
  if (document === undefined || second !== undefined) {
    const found = document === undefined ? 'none' : documents.map((path) => posix.basename(path)).join(' and ');
    throw new InterlockError(
      'WORKSPACE_INVALID',
      `a contract has exactly one document beside its contract.yaml, openapi.yaml or asyncapi.yaml (or .yml, .json); found ${found}`,
      { place: { file: tree.label + metadataFile } },
    );
  }
  const behaviour = posix.join(folder, BEHAVIOUR_FILE);
  return { folder, metadataFile, metadata, document, ...(files.has(behaviour) && { behaviour }) };
}

/** Throws WORKSPACE_INVALID when two contracts carry the same id, with both places. */
export function refuseDuplicateIds(folders: readonly ContractFolder[]): void {
  const byId = new Map<string, ContractFolder>();
  for (const folder of folders) {
    const { id } = folder.metadata.value;
    const other = byId.get(id);
    if (other) {
      const otherPlace = other.metadata.locate('/id');
      throw new InterlockError(
        'WORKSPACE_INVALID',
        `the id '${id}' is already taken by ${otherPlace.file}:${otherPlace.line}; ids are unique`,
        {
          place: folder.metadata.locate('/id'),
        },
      );
    }
    byId.set(id, folder);
  }
}
