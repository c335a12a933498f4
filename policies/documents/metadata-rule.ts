import type { RulesetFunction } from '@stoplight/spectral-core';
import type { ApiDocument } from './api-document.ts';
import { describedApi } from './described-api.ts';
import type { DocumentNode } from './document-node.ts';
import { type Fault, documentRule } from './document-rule.ts';

/** A rule's function over a `contract.yaml`, which is given its root and the document that it is about. */
export function metadataRule(find: (metadata: DocumentNode, api: ApiDocument) => readonly Fault[]): RulesetFunction {
  return documentRule((document) => find(document.root, describedApi(document)));
}

/** A member of `contract.yaml`, or the whole of it where the member is missing: for places of faults. */
export function memberOrWhole(metadata: DocumentNode, key: string): DocumentNode {
  const member = metadata.at(key);
  return member.value === undefined ? metadata : member;
}
