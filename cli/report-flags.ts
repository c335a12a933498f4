import { custom, option } from '@oclif/core/flags';
import { InterlockError } from '../errors.ts';
import type { Finding } from '../registry/contract/index.ts';
import { FORMATTERS, type Format, type ReportContext } from './formatters/index.ts';
import { writeNamedFile } from './write-named-file.ts';

/** Names of the formats that every report has. */
export const FORMATS = Object.keys(FORMATTERS) as Format[];

/** Where a report goes besides standard output: `-o json=report.json`. */
export interface ReportOutput {
  readonly format: Format;
  readonly path: string;
}

/** Flags of every command that reports findings. */
export const reportFlags = {
  format: option({ options: FORMATS, default: 'text' as Format, description: 'Format of the report on standard output.' })(),
  output: custom<ReportOutput>({
    char: 'o',
    multiple: true,
    helpValue: 'format=path',
    description: `Also write the report to a file; may be given several times. Formats: ${FORMATS.join(', ')}.`,
    parse: async (text) => readReportOutput(text),
  })(),
};

/** Writes the report in every place that the flags name; without a format, to files only. Throws FILE_UNWRITABLE when a file cannot be written. */
export async function writeReport(
  flags: { readonly format: Format | undefined; readonly output?: readonly ReportOutput[] | undefined },
  findings: readonly Finding[],
  context: ReportContext,
): Promise<void> {
  if (flags.format !== undefined) process.stdout.write(FORMATTERS[flags.format](findings, context));
  for (const { format, path } of flags.output ?? []) await writeNamedFile(path, FORMATTERS[format](findings, context));
}

function readReportOutput(text: string): ReportOutput {
  const [name = '', ...rest] = text.split('=');
  const format = FORMATS.find((known) => known === name);
  const path = rest.join('=');
  if (format !== undefined && path !== '') return { format, path };
  throw new InterlockError('USAGE', `'-o ${text}' is not format=path, such as -o json=report.json; formats are ${FORMATS.join(', ')}`);
}
