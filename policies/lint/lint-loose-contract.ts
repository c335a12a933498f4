import { type Finding, readContract } from '../../registry/contract/index.ts';
import { readContractFolder } from '../../registry/workspace/index.ts';
import { isAboutMetadataAlone } from '../engine/contract-format.ts';
import { type LintRequest, lintDocument } from '../engine/lint-document.ts';
import { lintMetadata } from '../engine/lint-metadata.ts';
import type { LoadedRuleset } from '../engine/loaded-ruleset.ts';

/**
 * Lints the contract of a `contract.yaml` that is in no workspace, or not among its contracts: the file, and the document beside it, by the
 * criticality that it names.
 *
 * Throws WORKSPACE_INVALID when the file does not fit its schema or there is not exactly one document, and what `lintDocument` throws.
 */
export async function lintLooseContract(
  { path, ...request }: Omit<LintRequest, 'ruleset' | 'criticality'>,
  rulesets: readonly LoadedRuleset[],
): Promise<readonly Finding[]> {
  const { document, metadata } = await readContractFolder(request.tree, path);
  const findings: Finding[] = [...(await readContract(request.tree, document, request)).findings];
  for (const ruleset of rulesets) {
    const judged = { ...request, ruleset, criticality: metadata.value.criticality };
    if (!isAboutMetadataAlone(ruleset)) findings.push(...(await lintDocument({ ...judged, path: document })));
    findings.push(...(await lintMetadata({ ...judged, path, document })));
  }
  return findings;
}
