import type { IFunctionResult, RulesetFunction, RulesetFunctionContext } from '@stoplight/spectral-core';
import { type ApiDocument, apiDocument } from './api-document.ts';
import { type DocumentFiles, DocumentNode } from './document-node.ts';

/** What a rule found, and where. */
export interface Fault {
  readonly message: string;
  /** Stands at its own place, the place of the reference when it is one. For what is referred to, give its `target`. */
  readonly node: DocumentNode;
}

/**
 * A rule's function over a whole document: `given: $`, `resolved: false`. Documents are walked as they are written and references
 * followed, so that nothing is expanded and every finding stands where the fault is, also in a file that the document refers to.
 */
export function documentRule(find: (document: ApiDocument) => readonly Fault[]): RulesetFunction {
  return (_target, _options, context) => find(openDocument(context)).map(placedResult);
}

/** As `documentRule`, for a rule that takes its time. */
export function asyncDocumentRule(find: (document: ApiDocument) => Promise<readonly Fault[]>): RulesetFunction {
  return async (_target, _options, context) => (await find(openDocument(context))).map(placedResult);
}

const opened = new WeakMap<RulesetFunctionContext['documentInventory'], ApiDocument>();

function openDocument(context: RulesetFunctionContext): ApiDocument {
  let document = opened.get(context.documentInventory);
  if (!document) {
    acceptPlaces(context);
    document = apiDocument(DocumentNode.root(filesOf(context), context.document.source ?? ''));
    opened.set(context.documentInventory, document);
  }
  return document;
}

function filesOf({ document, documentInventory: { referencedDocuments } }: RulesetFunctionContext): DocumentFiles {
  return {
    read: (file) =>
      (file === (document.source ?? '') ? document : (referencedDocuments[file] ?? referencedDocuments[encodeURI(file)]))?.data,
  };
}

/** First segment of a path that names its file too. */
const MARK = '\0file:';

function placedResult({ message, node }: Fault): IFunctionResult {
  const { source, path } = node.place;
  return {
    message,
    path: [MARK + source, ...path.map((key) => (typeof key === 'string' ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key))],
  };
}

/** Spectral finds the file of a result by following references of resolved documents. Ours say which file they stand in. */
function acceptPlaces({ document: linted, documentInventory: inventory }: RulesetFunctionContext): void {
  const find = inventory.findAssociatedItemForPath.bind(inventory);
  inventory.findAssociatedItemForPath = (path, isResolved) => {
    const [first, ...rest] = path;
    if (typeof first !== 'string' || !first.startsWith(MARK)) return find(path, isResolved);
    const source = first.slice(MARK.length);
    const document = source === (linted.source ?? '') ? linted : inventory.referencedDocuments[source];
    return document ? { document, path: rest, missingPropertyPath: rest } : find(rest, isResolved);
  };
}
