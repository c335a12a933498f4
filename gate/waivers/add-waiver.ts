import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { formatPlace, InterlockError } from '../../errors.ts';
import { addDays, judgeWaivers, readWaivers, TIERS, waivedContracts, writeWaiver } from '../../policies/index.ts';
import type { Finding } from '../../registry/contract/index.ts';
import { memoryTree, openWorkspace, type Waiver, type Workspace } from '../../registry/workspace/index.ts';
import { checkAgainst } from '../check-against.ts';
import { checkWorkspace } from '../check-workspace.ts';
import { type Sought, waivableFindings } from './waivable-findings.ts';

/** What to waive, and on what terms. */
export interface WaiverRequest extends Pick<Waiver, 'class' | 'reason' | 'owner' | 'approver'> {
  readonly sought: Sought;
  /** ISO date; the last that the criticality allows when absent. */
  readonly expires?: string | undefined;
  /** ISO date that counts as today, the first day of the waiver. */
  readonly asOf: string;
  /** Git ref to compare with, when the finding is about a change. */
  readonly against?: string | undefined;
}

/** A waiver that was written. */
export interface AddedWaiver {
  /** Path of its file, as places print it. */
  readonly file: string;
  readonly waiver: Waiver;
  /** What it covers. */
  readonly findings: readonly Finding[];
}

/**
 * Writes a waiver for what the gate finds now: looks the findings up, and refuses what is not there, may not be waived or is waived already,
 * and terms that the gate would refuse.
 *
 * Throws WAIVER_REFUSED, FILE_UNWRITABLE, and what checking throws.
 */
export async function addWaiver(workspace: Workspace, request: WaiverRequest): Promise<AddedWaiver> {
  const { asOf, against, sought } = request;
  const before = against === undefined ? undefined : await openWorkspace(workspace.folder, { ref: against });
  const report = await (against === undefined ? checkWorkspace(workspace, { asOf }) : checkAgainst(workspace, { asOf, ref: against }));
  const findings = waivableFindings(report.findings, sought, workspace.tree.label);
  const contracts = waivedContracts(workspace, before);
  const waiver = draft(findings, request, (id) => TIERS[contracts.get(id)!.criticality].waiverDays);
  const path = await freePath(workspace, waiver);
  const comments = findings.slice(0, MOST_COMMENTS).map(({ ruleId, place, message }) => `${ruleId} at ${formatPlace(place)}: ${message}`);
  const text = writeWaiver(waiver, comments);
  const { files, failures } = await readWaivers({ tree: memoryTree({ [path]: text }), config: workspace.config });
  if (failures[0]) throw new InterlockError('WAIVER_REFUSED', failures[0].detail);
  const [fault] = judgeWaivers({ files, failures }, { asOf, contracts, folder: workspace.config.waivers }).findings;
  if (fault) throw new InterlockError('WAIVER_REFUSED', fault.message);
  await write(workspace, path, text);
  return { file: workspace.tree.label + path, waiver, findings };
}

/** Findings that a new file names in its comments. */
const MOST_COMMENTS = 5;

function draft(findings: readonly Finding[], request: WaiverRequest, longest: (contractId: string) => number): Waiver {
  const { sought, class: kind, reason, owner, approver, asOf } = request;
  const [{ ruleId: rule, contractId, fingerprint }] = findings as [Finding];
  const contract = contractId!;
  return {
    rule,
    contract,
    ...(sought.place ? { place: sought.place } : { fingerprint: fingerprint! }),
    class: kind,
    reason,
    owner,
    approver,
    created: asOf,
    expires: request.expires ?? addDays(asOf, longest(contract)),
  };
}

async function freePath({ tree, config }: Workspace, { contract, rule }: Waiver): Promise<string> {
  const name = `${contract}-${rule}`.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  for (let number = 1; ; number += 1) {
    const path = posix.join(config.waivers, `${name}${number === 1 ? '' : `-${number}`}.yaml`);
    if (!(await tree.read(path))) return path;
  }
}

async function write({ folder, tree }: Workspace, path: string, text: string): Promise<void> {
  const target = join(folder, path);
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, { flag: 'wx' });
  } catch (cause) {
    const place = { file: tree.label + path };
    throw new InterlockError('FILE_UNWRITABLE', `cannot be written: ${(cause as Error).message}`, { place, cause });
  }
}
