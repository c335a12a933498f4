import type { ISpectralDiagnostic } from '@stoplight/spectral-core';
import { InterlockError } from '../../errors.ts';
import { DEFAULT_READ_LIMITS, type FileTree, type ReadOptions } from '../../registry/contract/index.ts';
import { asyncApiDiagnostics } from './async-api-diagnostics.ts';
import { type LintedDocument, findingOfDiagnostic } from './finding-of-diagnostic.ts';
import type { LoadedRuleset } from './loaded-ruleset.ts';
import { readLeniently, readSource } from './read-source.ts';
import { type RulesetRun, runRuleset } from './run-ruleset.ts';
import { VIRTUAL_ROOT, sourceIn } from './source-root.ts';
import { loadSpectral } from './spectral.ts';
import { treeReader } from './tree-reader.ts';

/** A document, and what may be read for it: the tree, and the hosts that are allowed. */
export interface DiagnoseRequest extends ReadOptions {
  readonly tree: FileTree;
  /** Path of the document in the tree. */
  readonly path: string;
  readonly ruleset: LoadedRuleset;
  /** Where Spectral is told that the tree stands: overrides are matched by it, and its findings name it. Default `/tree`. */
  readonly root?: string;
  /** What Spectral is told the document is called, when that is not its place below the root. */
  readonly source?: string;
  /** As `spectral lint` does it: JSON is read as YAML, and what is not well-formed or missing is a finding. */
  readonly isAsSpectral?: boolean;
  /** Members that rules see at the top of the document besides those in its text. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/**
 * Runs a ruleset on a document. Throws FILE_NOT_FOUND, DOCUMENT_MALFORMED, DOCUMENT_TOO_LARGE for the document and what it refers to;
 * REFERENCE_FORBIDDEN for a `$ref` out of the tree; RULESET_INVALID when the ruleset cannot be run.
 */
export async function diagnoseDocument(request: DiagnoseRequest): Promise<RulesetRun> {
  const { tree, path, ruleset, root = VIRTUAL_ROOT, isAsSpectral = false } = request;
  const limits = { ...DEFAULT_READ_LIMITS, ...request.limits };
  const text = await (isAsSpectral ? readLeniently : readSource)(tree, path, limits);
  if (text === undefined)
    throw new InterlockError('FILE_NOT_FOUND', `there is no file '${tree.label}${path}'`, { place: { file: tree.label + path } });
  const allowedHosts = request.allowedHosts ?? [];
  const reader = treeReader(tree, path, { allowedHosts, limits, fetch: request.fetch ?? fetch, root, isLenient: isAsSpectral });
  const source = request.source ?? sourceIn(root, path);
  const isJson = !isAsSpectral && /\.json$/i.test(path);
  const document = { text, source, isJson, ...(request.members && { members: request.members }) };
  const run = await runRuleset(await loadSpectral(), ruleset, document, { reader, ruleMilliseconds: limits.ruleMilliseconds });
  const refusal = reader.refusal();
  if (refusal) throw placeRefusal(refusal, run.diagnostics, { label: tree.label, path, root });
  if (ruleset.isBuiltIn && isAsyncApi3(text)) run.diagnostics.push(...(await asyncApiDiagnostics(source, text, reader)));
  return run;
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
