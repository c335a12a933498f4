import type { ISpectralDiagnostic } from '@stoplight/spectral-core';
import { InterlockError } from '../../errors.ts';
import { DEFAULT_READ_LIMITS, type FileTree, type Finding, type ReadOptions } from '../../registry/contract/index.ts';
import type { Criticality } from '../../registry/workspace/index.ts';
import { asyncApiDiagnostics } from './async-api-diagnostics.ts';
import { type LintedDocument, findingOfDiagnostic } from './finding-of-diagnostic.ts';
import { type LoadedRuleset, builtInRuleset } from './load-ruleset.ts';
import { readSource } from './read-source.ts';
import { runRuleset } from './run-ruleset.ts';
import { severityAt } from './severity-at.ts';
import { sortFindings } from './sort-findings.ts';
import { loadSpectral } from './spectral.ts';
import { treeReader } from './tree-reader.ts';
import { virtualSource } from './virtual-root.ts';

/** A document, how strictly to judge it, and what may be read for it: the tree, and the hosts that are allowed. */
export interface LintRequest extends ReadOptions {
  readonly tree: FileTree;
  /** Path of the OpenAPI or AsyncAPI document in the tree. */
  readonly path: string;
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
 * Throws FILE_NOT_FOUND, DOCUMENT_MALFORMED, DOCUMENT_TOO_LARGE for the document and what it refers to; REFERENCE_FORBIDDEN for a `$ref`
 * out of the tree; RULESET_INVALID when the ruleset cannot be run. A `$ref` that points at nothing is a finding, and so is a rule whose function failed.
 */
export async function lintDocument(request: LintRequest): Promise<readonly Finding[]> {
  const { tree, path } = request;
  const access = {
    allowedHosts: request.allowedHosts ?? [],
    limits: { ...DEFAULT_READ_LIMITS, ...request.limits },
    fetch: request.fetch ?? fetch,
  };
  const text = await readSource(tree, path, access.limits);
  if (text === undefined)
    throw new InterlockError('FILE_NOT_FOUND', `there is no file '${tree.label}${path}'`, { place: { file: tree.label + path } });
  const ruleset = request.ruleset ?? (await builtInRuleset());
  const reader = treeReader(tree, path, access);
  const document = { text, source: virtualSource(path), ...(request.members && { members: request.members }) };
  const { diagnostics, failures } = await runRuleset(await loadSpectral(), ruleset, document, reader);
  const refusal = reader.refusal();
  if (refusal) throw placeRefusal(refusal, diagnostics, { label: tree.label, path });
  if (ruleset.isBuiltIn && isAsyncApi3(text)) diagnostics.push(...(await asyncApiDiagnostics(path, text, reader)));
  const criticality = request.criticality ?? ASSUMED_CRITICALITY;
  const findings = diagnostics.flatMap((diagnostic) => {
    const severity = severityAt(ruleset, diagnostic, criticality);
    return severity === undefined ? [] : [findingOfDiagnostic({ ...diagnostic, severity }, { label: tree.label, path })];
  });
  for (const [rule, reason] of failures) findings.push(ruleNotChecked(rule, reason, tree.label + path, criticality));
  if (ruleset.isBuiltIn && request.criticality === undefined) findings.push(criticalityAssumed(tree.label + path));
  return sortFindings(findings);
}

/** AsyncAPI 2 has no checks in the parser that spectral:asyncapi lacks. */
function isAsyncApi3(text: string): boolean {
  return /^[\s{,]*["']?asyncapi["']?\s*:\s*["']?3\./m.test(text);
}

/** Spectral's own finding about the `$ref` knows the file, and in the document itself the line. */
function placeRefusal(refusal: InterlockError, diagnostics: readonly ISpectralDiagnostic[], document: LintedDocument): InterlockError {
  const diagnostic = diagnostics.find(({ code, message }) => code === 'invalid-ref' && message.includes(refusal.detail));
  if (!diagnostic || refusal.code !== 'REFERENCE_FORBIDDEN') return refusal;
  const { place } = findingOfDiagnostic(diagnostic, document);
  const isHere = place.file === document.label + document.path;
  return new InterlockError(refusal.code, refusal.detail, { place: isHere ? place : { file: place.file }, cause: refusal });
}

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
