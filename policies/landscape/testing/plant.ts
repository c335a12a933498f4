import type { Finding } from '../../../registry/contract/index.ts';
import type { Workspace } from '../../../registry/workspace/index.ts';
import { checkLandscape } from '../check-landscape.ts';
import type { Edit } from './edits.ts';
import { workspaceWith } from './example-landscape.ts';
import { generateLandscape } from './generate-landscape.ts';

/** Where something must be found: a file, and texts that lines begin with, each after the one before; the last is the line. */
export type Spot = readonly [path: string, ...lines: string[]];

/** A finding that must be there. */
export interface Expected {
  readonly rule: string;
  readonly severity?: Finding['severity'];
  /** Part of its message. */
  readonly says: string;
  readonly at: Spot;
  /** The evidence on the other side, all of it. */
  readonly related: readonly Spot[];
}

/** A finding as a test compares it: places as `path:line`. */
export interface Found {
  readonly rule: string;
  readonly severity?: Finding['severity'];
  readonly message: string;
  readonly at: string;
  readonly related: readonly string[];
}

/** Plants faults in a landscape, one at a time, and tells what all rules find then and what was expected. */
export interface Plantation {
  readonly files: Readonly<Record<string, string>>;
  judge(
    edits: readonly Edit[],
    expected?: readonly Expected[],
  ): Promise<{ readonly found: readonly Found[]; readonly wanted: readonly Found[] }>;
}

const AS_OF = '2026-06-01';

/** How long making one may take on a busy machine. */
export const PLANTATION_TIMEOUT_MILLISECONDS = 120_000;

/** A landscape of 200 contracts to plant faults in. Contracts that a fault doesn't touch are read once for all of them. */
export async function plantation(): Promise<Plantation> {
  const files = await generateLandscape({ contracts: 200 });
  const clean = await workspaceWith(files);
  const falseFindings = await checkLandscape(clean, AS_OF);
  if (falseFindings.length > 0) throw new Error(`the landscape is not clean: ${falseFindings[0]!.message}`);
  return {
    files,
    async judge(edits, expected = []) {
      const planted = { ...files };
      for (const edit of edits) edit(planted);
      const findings = await checkLandscape(await reusing(clean, planted, files), AS_OF);
      const isTold = expected.some(({ severity }) => severity !== undefined);
      return {
        found: findings.map(({ ruleId, severity, message, place, related = [] }) => ({
          rule: ruleId,
          ...(isTold && { severity }),
          message,
          at: `${place.file}:${place.line}`,
          related: related.map((each) => `${each.place.file}:${each.place.line}`),
        })),
        wanted: expected.map(({ says, at, related, ...rest }, index) => ({
          ...rest,
          message: findings[index]?.message.includes(says) === true ? findings[index].message : says,
          at: spotted(planted, at),
          related: related.map((spot) => spotted(planted, spot)),
        })),
      };
    },
  };
}

/** The planted workspace, with the contracts of the clean one where no file of theirs, nor a shared one, has changed. */
async function reusing(
  clean: Workspace,
  planted: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): Promise<Workspace> {
  const changed = [...new Set([...Object.keys(planted), ...Object.keys(files)])].filter((path) => planted[path] !== files[path]);
  const workspace = await workspaceWith(planted);
  if (changed.some((path) => /^contracts\/(?:canonical|conventions)\//.test(path))) return workspace;
  const known = new Map(clean.contracts.map((contract) => [contract.folder, contract]));
  const contracts = workspace.contracts.map((contract) => {
    const same = known.get(contract.folder);
    return same && !changed.some((path) => path.startsWith(`${contract.folder}/`)) ? same : contract;
  });
  return { ...workspace, contracts };
}

/** `path:line` of a spot. Throws when there is no such line, so that no spot is wrong unseen. */
function spotted(files: Readonly<Record<string, string>>, [path, ...steps]: Spot): string {
  const lines = files[path]?.split('\n') ?? [];
  let line = -1;
  for (const step of steps) {
    line = lines.findIndex((text, index) => index > line && text.trim().replace(/^- /, '').startsWith(step));
    if (line < 0) throw new Error(`no line of ${path} begins with ${steps.join(' … ')}`);
  }
  return `${path}:${line + 1}`;
}
