import { hashOf } from '../../registry/contract/index.ts';
import type { ReportContext } from './formatter.ts';

/**
 * What a report rests on, as one line to be compared with that of another run: `rests on 33 files, as of 2026-03-01, Interlock 0.1.0;
 * together sha256 …`, the hash being that of all files' hashes, the versions and the day. Undefined when the report doesn't know.
 */
export function describeInputs({ inputs, versions = {}, asOf }: ReportContext): string | undefined {
  if (!inputs) return undefined;
  const together = hashOf(JSON.stringify([[...inputs], versions, asOf]));
  const files = `${inputs.size} ${inputs.size === 1 ? 'file' : 'files'}`;
  const day = asOf === undefined ? '' : `, as of ${asOf}`;
  const version = versions['interlock'] === undefined ? '' : `, Interlock ${versions['interlock']}`;
  return `Rests on ${files}${day}${version}; together sha256 ${together}`;
}
