import { posix } from 'node:path';
import { childPointer } from '../../registry/contract/index.ts';
import { membersOf } from '../documents/members.ts';
import { behaviourNames } from './behaviour-names.ts';
import type { FileEdit } from './proposal.ts';
import type { FixFile, FixFiles } from './fix-files.ts';
import { listOf, memberOf, objectAt } from './target.ts';

/**
 * The edits by which whoever names an operation of the document's contract follows its new name: links of the document, the files of
 * consumers and mappings, `uses` of contracts, and the behaviour of the mock. Undefined where one can't be edited surely.
 */
export async function operationNameEdits(from: string, to: string, files: FixFiles): Promise<readonly FileEdit[] | undefined> {
  const edits: FileEdit[] = [];
  for (const file of await files.mentioning(from)) {
    const behaviour = isBehaviourOf(files.scope.document, file.path) ? behaviourNames(file.value, from) : { keys: [], texts: [] };
    for (const pointer of [...textPointers(file, from, files), ...linkPointers(file, from, files), ...behaviour.texts]) {
      const found = file.editable.find(pointer);
      const edit = found && file.editable.replaceText(found.value, to);
      if (!edit) return undefined;
      edits.push({ path: file.path, ...edit });
    }
    for (const pointer of behaviour.keys) {
      const found = file.editable.find(pointer);
      const edit = found && file.editable.renameKey(found, to);
      if (!edit) return undefined;
      edits.push({ path: file.path, ...edit });
    }
  }
  return edits;
}

/** The behaviour file of a document stands beside it: `mock.yaml`, or `claims.mock.yaml` for `claims.yaml`. */
function isBehaviourOf(document: string, path: string): boolean {
  return path === posix.join(posix.dirname(document), 'mock.yaml') || path === document.replace(/\.[^./]+$/, '.mock.yaml');
}

/** Pointers to what names the operation in a file of settings. */
function textPointers({ path, value }: FixFile, name: string, { scope: { contractId, document } }: FixFiles): readonly string[] {
  if (contractId === undefined) return [];
  const isNamed = (holder: unknown, key: string): boolean => memberOf(holder, key) === name;
  const uses = membersOf(objectAt({ uses: { ...listOf(memberOf(value, 'uses')) } }, 'uses')).flatMap(([index, use]) => {
    const isOfContract = memberOf(use, 'contract') === contractId;
    return [
      ...(isOfContract && isNamed(use, 'operation') ? [`/uses/${index}/operation`] : []),
      ...(path === posix.join(posix.dirname(document), 'contract.yaml') && isNamed(use, 'during') ? [`/uses/${index}/during`] : []),
      ...(isOfContract ? operationPointers(use, `/uses/${index}`, name) : []),
    ];
  });
  return memberOf(value, 'contract') === contractId ? [...uses, ...operationPointers(value, '', name)] : uses;
}

function operationPointers(holder: unknown, pointer: string, name: string): readonly string[] {
  return listOf(memberOf(holder, 'operations')).flatMap((operation, index) =>
    memberOf(operation, 'operation') === name ? [`${pointer}/operations/${index}/operation`] : [],
  );
}

/** Pointers to the `operationId`s of links (OpenAPI 3.1 §4.8.20) in the document. */
function linkPointers({ path, value }: FixFile, name: string, { scope: { document } }: FixFiles): readonly string[] {
  if (path !== document) return [];
  const found: string[] = [];
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      if (key === 'links') {
        for (const [link, target] of membersOf(child)) {
          if (memberOf(target, 'operationId') === name) found.push(`${childPointer(`${pointer}/links`, link)}/operationId`);
        }
      }
      visit(child, childPointer(pointer, key));
    }
  };
  visit(value, '');
  return found;
}
