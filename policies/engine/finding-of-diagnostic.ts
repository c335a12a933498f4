import type { ISpectralDiagnostic } from '@stoplight/spectral-core';
import { childPointer, type Finding, type Severity } from '../../registry/contract/index.ts';
import { treePathOf } from './source-root.ts';

/** Spectral's severities by number: error, warn, info, hint. */
const SEVERITIES = ['error', 'warning', 'hint', 'hint'] as const satisfies readonly Severity[];

/** What a file is called in reports: prefix of a path in the tree, and the document that was linted. */
export interface LintedDocument {
  readonly label: string;
  readonly path: string;
  /** Where Spectral was told that the tree stands. */
  readonly root: string;
}

/** A finding from one of Spectral's diagnostics: lines and columns from 1, in the file where the fault stands. Paths in its message are those that places print. */
export function findingOfDiagnostic(diagnostic: ISpectralDiagnostic, document: LintedDocument): Finding {
  const { start, end } = diagnostic.range;
  const source = diagnostic.source ?? '';
  const file = /^https?:/i.test(source) ? source : document.label + (treePathOf(document.root, source) ?? document.path);
  return {
    ruleId: String(diagnostic.code),
    severity: SEVERITIES[diagnostic.severity] ?? 'hint',
    message: diagnostic.message.replaceAll(`'${document.root}/`, `'${document.label}`),
    place: { file, line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
    pointer: diagnostic.path.reduce<string>(childPointer, ''),
  };
}
