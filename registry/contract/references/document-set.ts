import { InterlockError } from '../../../errors.ts';
import type { FileTree } from '../file-tree.ts';
import { parseDocument } from '../load/parse-document.ts';
import { DEFAULT_READ_LIMITS, type ReadLimits } from '../load/read-limits.ts';
import { SourceDocument, type DocumentOrigin } from '../load/source-document.ts';
import type { ReadOptions } from '../read-options.ts';
import { addressKey, documentAddress, type Refusal } from './document-address.ts';
import { fetchDocument, isAllowedUrl, type RemoteAccess } from './fetch-document.ts';
import { schemaResources, type SchemaResource } from './schema-resource.ts';

/**
 * A contract's document with every file that it refers to, directly or not, loaded. A file that could not be loaded is kept as the
 * failure it was, to be thrown where a reference needs it.
 */
export class DocumentSet {
  readonly root: SourceDocument;
  readonly limits: ReadLimits;
  readonly #documents: ReadonlyMap<string, SourceDocument | InterlockError>;
  readonly #byFile: ReadonlyMap<string, SourceDocument>;
  readonly #resources = new Map<SourceDocument, ReadonlyMap<unknown, SchemaResource>>();
  #byUri: Map<string, SchemaResource> | undefined;

  constructor(root: SourceDocument, documents: ReadonlyMap<string, SourceDocument | InterlockError>, limits: ReadLimits) {
    this.root = root;
    this.limits = limits;
    this.#documents = documents;
    this.#byFile = new Map(this.all().map((document) => [document.file, document]));
  }

  /** The documents that were loaded, the contract's own first. */
  all(): readonly SourceDocument[] {
    return [...this.#documents.values()].filter((document) => document instanceof SourceDocument);
  }

  /** The document of a printed file name. */
  byFile(file: string): SourceDocument | undefined {
    return this.#byFile.get(file);
  }

  /** The document that a reference names, relative to the document it stands in. */
  named(from: SourceDocument, part: string): SourceDocument | InterlockError | Refusal | undefined {
    const address = documentAddress(from.origin, part);
    return 'refused' in address ? address : this.#documents.get(addressKey(address));
  }

  /** The schema resources of a document. */
  resourcesOf(document: SourceDocument): ReadonlyMap<unknown, SchemaResource> {
    let resources = this.#resources.get(document);
    if (!resources) this.#resources.set(document, (resources = schemaResources(document)));
    return resources;
  }

  /** The schema resource, of any document, that has this absolute URI. */
  resourceByUri(uri: string): SchemaResource | undefined {
    this.#byUri ??= new Map(this.all().flatMap((document) => [...this.resourcesOf(document).values()].map((each) => [each.uri, each])));
    return this.#byUri.get(uri);
  }
}

/**
 * Loads a contract's document and the files that it refers to.
 *
 * @throws FILE_NOT_FOUND, FILE_UNREADABLE, DOCUMENT_MALFORMED, DOCUMENT_TOO_LARGE for the document itself.
 */
export async function openDocuments(tree: FileTree, path: string, options: ReadOptions): Promise<DocumentSet> {
  const limits = { ...DEFAULT_READ_LIMITS, ...options.limits };
  const access: RemoteAccess = { allowedHosts: options.allowedHosts ?? [], limits, fetch: options.fetch ?? fetch };
  const documents = new Map<string, SourceDocument | InterlockError>();

  async function load(address: DocumentOrigin): Promise<SourceDocument> {
    const file = address.kind === 'tree' ? tree.label + address.path : address.url;
    const bytes = address.kind === 'tree' ? await tree.read(address.path) : await fetchDocument(address.url, access);
    if (!bytes) throw new InterlockError('FILE_NOT_FOUND', 'the file does not exist', { place: { file } });
    return new SourceDocument(file, address, parseDocument(bytes, file, limits));
  }

  const rootAddress = documentAddress({ kind: 'tree', path: '' }, encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23'));
  if ('refused' in rootAddress) throw new InterlockError('FILE_NOT_FOUND', 'the path leaves the workspace', { place: { file: path } });
  const root = await load(rootAddress);
  documents.set(addressKey(rootAddress), root);
  const pending = [root];
  for (let document = pending.pop(); document !== undefined; document = pending.pop()) {
    for (const part of document.survey.references) {
      const address = documentAddress(document.origin, part);
      if ('refused' in address || documents.has(addressKey(address))) continue;
      if (address.kind === 'remote' && !isAllowedUrl(new URL(address.url), access.allowedHosts)) continue;
      const loaded = await loadOrFail(load, address, documents.size < limits.documents, limits);
      documents.set(addressKey(address), loaded);
      if (loaded instanceof SourceDocument) pending.push(loaded);
    }
  }
  return new DocumentSet(root, documents, limits);
}

async function loadOrFail(
  load: (address: DocumentOrigin) => Promise<SourceDocument>,
  address: DocumentOrigin,
  hasRoom: boolean,
  limits: ReadLimits,
): Promise<SourceDocument | InterlockError> {
  if (!hasRoom) return new InterlockError('DOCUMENT_TOO_LARGE', `the contract refers to more than ${limits.documents} files`);
  try {
    return await load(address);
  } catch (error) {
    if (error instanceof InterlockError) return error;
    throw error;
  }
}
