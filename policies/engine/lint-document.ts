import type { FileTree, Finding, ReadOptions } from '../../registry/contract/index.ts';
import type { Criticality } from '../../registry/workspace/index.ts';
import { diagnoseDocument } from './diagnose-document.ts';
import { findingOfDiagnostic } from './finding-of-diagnostic.ts';
import type { LoadedRuleset } from './loaded-ruleset.ts';
import { builtInRuleset } from './load-ruleset.ts';
import type { RulesetRun, SpectralDiagnostic } from './run-ruleset.ts';
import { severityAt } from './severity-at.ts';
import { sortFindings } from './sort-findings.ts';
import { VIRTUAL_ROOT } from './source-root.ts';

/** A document, how strictly to judge it, and what may be read for it: the tree, and the hosts that are allowed. */
export interface LintRequest extends ReadOptions {
  readonly tree: FileTree;
  /** Path of the OpenAPI or AsyncAPI document in the tree. */
  readonly path: string;
  /** Where the tree stands on disk: patterns of files in a ruleset are matched by it. */
  readonly root?: string;
  /** Default: the built-in ruleset. */
  readonly ruleset?: LoadedRuleset;
  /** Of the contract that the document belongs to. A document of no contract is judged as criticality 1, and a hint says so. */
  readonly criticality?: Criticality;
  /** Members that rules see at the top of the document besides those in its text. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Criticality of a document that belongs to no contract. */
const ASSUMED_CRITICALITY: Criticality = 1;

/**
 * Lints one document by a Spectral ruleset. Nothing is read outside of the tree, but from allowed hosts. Findings stand in the file where the fault is, also in
 * files that the document refers to; sorted by place, then rule.
 *
 * Throws what `diagnoseDocument` throws. A `$ref` that points at nothing is a finding, and so is a rule whose function failed.
 */
export async function lintDocument(request: LintRequest): Promise<readonly Finding[]> {
  const ruleset = request.ruleset ?? (await builtInRuleset());
  const { diagnostics, failures } = await diagnoseDocument({ ...request, ruleset });
  const weighed = weighDiagnostics(diagnostics, ruleset, request.criticality);
  const findings = [...findingsOfDiagnostics({ diagnostics: weighed, failures }, request)];
  if (ruleset.isBuiltIn && request.criticality === undefined) findings.push(criticalityAssumed(request.tree.label + request.path));
  return sortFindings(findings);
}

/** Diagnostics with the severity that the criticality gives them, without those that it switches off. */
export function weighDiagnostics(
  diagnostics: readonly SpectralDiagnostic[],
  ruleset: LoadedRuleset,
  criticality: Criticality = ASSUMED_CRITICALITY,
): readonly SpectralDiagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const severity = severityAt(ruleset, diagnostic, criticality);
    return severity === undefined ? [] : [{ ...diagnostic, severity }];
  });
}

/** The findings of a run, in its order; then the rules that were not checked. */
export function findingsOfDiagnostics(
  { diagnostics, failures }: Pick<RulesetRun, 'failures'> & { readonly diagnostics: readonly SpectralDiagnostic[] },
  { tree, path, root = VIRTUAL_ROOT, criticality = ASSUMED_CRITICALITY }: FindingContext,
): readonly Finding[] {
  const findings = diagnostics.map((diagnostic) => findingOfDiagnostic(diagnostic, { label: tree.label, path, root }));
  return [...findings, ...[...failures].map(([rule, reason]) => ruleNotChecked(rule, reason, tree.label + path, criticality))];
}

type FindingContext = Pick<LintRequest, 'tree' | 'path' | 'root'> & { readonly criticality?: Criticality | undefined };

function criticalityAssumed(file: string): Finding {
  return {
    ruleId: 'criticality-assumed',
    severity: 'hint',
    message: `this document belongs to no contract of a workspace; it is judged as criticality ${ASSUMED_CRITICALITY}`,
    place: { file, line: 1, column: 1 },
    pointer: '',
  };
}

/** What a rule was not able to look at may hide a fault: it fails where the gate does. */
function ruleNotChecked(rule: string, reason: string, file: string, criticality: Criticality): Finding {
  return {
    ruleId: 'rule-not-checked',
    severity: 'error',
    ...(criticality > 1 && { severity: 'warning' as const }),
    message: `the rule '${rule}' was not checked: ${reason}`,
    place: { file, line: 1, column: 1 },
    pointer: '',
  };
}
