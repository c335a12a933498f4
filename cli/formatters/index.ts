import type { Formatter } from './formatter.ts';
import { formatJson } from './json.ts';
import { formatText } from './text.ts';

export type { Formatter, ReportContext } from './formatter.ts';

/** Every output format of a report, by the name that `--format` takes. */
export const FORMATTERS = { text: formatText, json: formatJson } as const satisfies Record<string, Formatter>;

/** Name of an output format. */
export type Format = keyof typeof FORMATTERS;
