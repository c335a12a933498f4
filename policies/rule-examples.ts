import { basename } from 'node:path';

/** An example on a rule's page: a document, or several files that belong together. */
export interface RuleExample {
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The file that is linted: `contract.yaml`, else `openapi.yaml` or `asyncapi.yaml`, else the first. */
  readonly path: string;
  /** What a bad example is found at fault with, from lines `# finding: …`: where, and a part of the message. */
  readonly findings: readonly ExampleFinding[];
}

/** A finding in an example. */
export interface ExampleFinding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

const FILE_LINE = /^# file: (.+)$/;
const FINDING = /# finding: (.*)$/;
const LINTED_FIRST = ['contract.yaml', 'openapi.yaml', 'asyncapi.yaml'];

/** The examples in the YAML blocks under a heading of a page. A line `# file: <path>` begins a file of an example that has several. */
export function examplesUnder(page: string, heading: string): readonly RuleExample[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, block = '']) => readExample(block));
}

function readExample(block: string): RuleExample {
  const files = filesOf(block);
  const paths = Object.keys(files);
  return {
    files,
    path: LINTED_FIRST.map((name) => paths.find((path) => basename(path) === name)).find((path) => path !== undefined) ?? paths[0] ?? '',
    findings: Object.entries(files).flatMap(([file, text]) =>
      text.split('\n').flatMap((line, index) => {
        const message = FINDING.exec(line)?.[1]?.trim();
        return message === undefined ? [] : [{ file, line: index + 1, message }];
      }),
    ),
  };
}

function filesOf(block: string): Readonly<Record<string, string>> {
  const lines = block.split('\n');
  if (!FILE_LINE.test(lines[0] ?? '')) return { [nameOf(block)]: block };
  const files: Record<string, string> = {};
  let path = '';
  for (const line of lines) {
    const begun = FILE_LINE.exec(line)?.[1]?.trim();
    if (begun === undefined) files[path] += `${line}\n`;
    else files[(path = begun)] = '';
  }
  return files;
}

function nameOf(document: string): string {
  if (/^["{\s]*asyncapi\b/m.test(document)) return 'asyncapi.yaml';
  return /^["{\s]*(?:openapi|swagger)\b/m.test(document) ? 'openapi.yaml' : 'contract.yaml';
}
