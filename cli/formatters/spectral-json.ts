import type { SpectralDiagnostic } from '../../policies/index.ts';

/** The findings of Spectral as `spectral lint --format json` prints them: lines and columns count from 0, no final line break. */
export function formatSpectralJson(diagnostics: readonly SpectralDiagnostic[]): string {
  const printed = diagnostics.map(({ code, path, message, severity, range, source }) => ({ code, path, message, severity, range, source }));
  return JSON.stringify(printed, null, '\t');
}
