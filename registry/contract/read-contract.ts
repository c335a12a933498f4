import { InterlockError, type Place } from '../../errors.ts';
import { readAsyncApi } from './asyncapi/read-asyncapi.ts';
import type { Contract, Location } from './contract.ts';
import { distinctOperations } from './distinct-operations.ts';
import type { FileTree } from './file-tree.ts';
import { FindingLog } from './finding-log.ts';
import { isObject } from './load/is-object.ts';
import { readOpenApi } from './openapi/read-openapi.ts';
import type { ReadOptions } from './read-options.ts';
import type { Reading } from './reading.ts';
import { openDocuments } from './references/document-set.ts';
import { textMember } from './references/member-values.ts';
import { References } from './references/references.ts';
import { childNode, type SourceNode } from './references/source-node.ts';
import { declaredDialect, DIALECTS } from './schema/dialect.ts';
import { SchemaReader } from './schema/schema-reader.ts';
import { specificationOf } from './specification.ts';

/**
 * Reads an OpenAPI or AsyncAPI document, with every file that it refers to, as a Contract.
 *
 * @param path Of the document in the tree.
 * @throws InterlockError with the place: FILE_NOT_FOUND, FILE_UNREADABLE, DOCUMENT_MALFORMED, DOCUMENT_TOO_LARGE, SPECIFICATION_UNKNOWN,
 * SPECIFICATION_INVALID, REFERENCE_DANGLING, REFERENCE_FORBIDDEN, REFERENCE_CYCLE, SCHEMA_INVALID, OPERATION_DUPLICATE. What a draft may
 * lack is a finding instead.
 */
export async function readContract(tree: FileTree, path: string, options: ReadOptions = {}): Promise<Contract> {
  const documents = await openDocuments(tree, path, options);
  const specification = specificationOf(documents.root);
  const references = new References(documents);
  const log = new FindingLog(options);
  const schemas = new SchemaReader(references, log);
  const root: SourceNode = { document: documents.root, pointer: '', value: documents.root.value };
  const dialect = declaredDialect(documents.root) ?? DIALECTS.draft202012;
  const reading: Reading = { root, version: specification.version, dialect, references, schemas, log };
  const info = readInfo(reading);
  const parts = specification.format === 'openapi' ? readOpenApi(reading) : readAsyncApi(reading);
  const operations = distinctOperations(parts.operations, documents, log);

  const contract: Contract = {
    specification,
    ...info,
    ...parts,
    operations,
    schemas: schemas.finish(),
    findings: log.findings,
    locate({ file, pointer }: Location): Place {
      const document = documents.byFile(file);
      if (!document)
        throw new InterlockError('FILE_NOT_FOUND', `the contract at '${documents.root.file}' does not consist of this file`, {
          place: { file },
        });
      return document.placeOf(pointer);
    },
  };
  schemas.origins.keepWith(contract);
  return contract;
}

function readInfo({ root, log }: Reading): Pick<Contract, 'title' | 'version' | 'description'> {
  const info = childNode(root, 'info');
  if (!isObject(info.value))
    log.report('info-missing', 'warning', "the document needs 'info' with 'title' and 'version'", info.value === undefined ? root : info);
  const title = textMember(info.value, 'title');
  const version = textMember(info.value, 'version');
  const description = textMember(info.value, 'description');
  if (isObject(info.value)) {
    if (title === undefined) log.report('info-title-missing', 'warning', "'info' needs a 'title'", info);
    if (version === undefined) log.report('info-version-missing', 'warning', "'info' needs a 'version'", info);
  }
  return { title: title ?? '', version: version ?? '', ...(description === undefined ? {} : { description }) };
}
