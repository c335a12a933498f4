import { posix } from 'node:path';
import type { Finding } from '../../registry/contract/index.ts';
import { metadataRules } from './contract-format.ts';
import { type LintRequest, lintDocument } from './lint-document.ts';
import { builtInRuleset } from './load-ruleset.ts';

/** A `contract.yaml`, and the document that it is about. */
export interface MetadataRequest extends LintRequest {
  /** Path of the OpenAPI or AsyncAPI document in the tree; undefined when there is none. */
  readonly document: string | undefined;
}

/** Lints a `contract.yaml` by the rules of a ruleset that are about it. Throws what `lintDocument` throws. */
export async function lintMetadata({ document, ...request }: MetadataRequest): Promise<readonly Finding[]> {
  const ruleset = metadataRules(request.ruleset ?? (await builtInRuleset()));
  if (!ruleset) return [];
  const folder = posix.dirname(request.path);
  const files = (await request.tree.list(folder === '.' ? '' : folder)).map((path) => posix.relative(folder, path)).sort();
  const members = { files, ...(document !== undefined && { document: { $ref: posix.relative(folder, document) } }) };
  return lintDocument({ ...request, ruleset, members });
}
