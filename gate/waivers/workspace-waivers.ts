import { isDeepStrictEqual } from 'node:util';
import {
  applyWaivers,
  judgeWaivers,
  listRulePages,
  readWaivers,
  unusedWaivers,
  type LoadedRuleset,
  type WaiverFile,
} from '../../policies/index.ts';
import { type Finding, withFingerprints } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { isAboutChanges, RULES_ABOUT_CHANGES } from './change-rules.ts';
import { waivedContracts } from './waived-contracts.ts';

/** What the waivers of a workspace are weighed by. */
export interface WaiverTerms {
  /** ISO date that counts as today. */
  readonly asOf: string;
  /** What the workspace is compared with: it says who may approve, and how long a waiver may last at least as strictly as now. */
  readonly before?: Workspace | undefined;
}

/** What was looked at, when all is done. */
export interface Examined {
  readonly findings: readonly Finding[];
  readonly rulesets: readonly LoadedRuleset[];
  /** Ids of contracts of which not all could be looked at. */
  readonly notChecked: ReadonlySet<string>;
}

/** The waivers of a workspace, judged. */
export interface WorkspaceWaivers {
  /** Of every file that can be read, sound or not, in the order of their paths. */
  readonly files: readonly WaiverFile[];
  /** Those that count. */
  readonly sound: readonly WaiverFile[];
  /** Ids of contracts for which something is waived that was not when the workspace was as it is compared with, or otherwise. */
  readonly changed: ReadonlySet<string>;
  /** The findings with their fingerprints, and with the waivers that cover them. Give together all that one check finds of a contract. */
  apply<F extends Finding>(findings: readonly F[]): readonly F[];
  /** What is wrong with the waivers themselves, and which cover nothing. */
  judge(examined: Examined): Promise<readonly Finding[]>;
}

/**
 * Reads and judges the waivers of a workspace. Who may approve is what contract.yaml says there, or before, when the workspace is compared
 * with something: a change can't choose its judges. How long they may last goes by the graver of both criticalities.
 */
export async function workspaceWaivers(workspace: Workspace, { asOf, before }: WaiverTerms): Promise<WorkspaceWaivers> {
  const { tree, config } = workspace;
  const contracts = waivedContracts(workspace, before);
  const { files, failures } = await readWaivers(workspace);
  const isAboutGone = ({ waiver }: WaiverFile): boolean => waiver.rule === 'contract-removed' && !contracts.has(waiver.contract);
  const judged = judgeWaivers(
    { files: files.filter((file) => !isAboutGone(file)), failures },
    { asOf, contracts, folder: tree.label + config.waivers },
  );
  const known = before === undefined ? [] : (await readWaivers(before)).files;
  const isKnown = (file: WaiverFile): boolean => known.some(({ id, waiver }) => id === file.id && isDeepStrictEqual(waiver, file.waiver));
  return {
    files,
    sound: judged.sound,
    changed: new Set(before === undefined ? [] : files.filter((file) => !isKnown(file)).map(({ waiver }) => waiver.contract)),
    apply: (findings) => applyWaivers(findings, judged.sound, tree.label),
    async judge({ findings, rulesets, notChecked }) {
      const unused = unusedWaivers([...judged.sound, ...(before ? files.filter(isAboutGone) : [])], {
        findings,
        label: tree.label,
        rules: await knownRules(rulesets),
        isLookedAt: ({ waiver }) => (before !== undefined || !isAboutChanges(waiver.rule)) && !notChecked.has(waiver.contract),
        isSpent: (file) => isAboutChanges(file.waiver.rule) && (isKnown(file) || isAboutGone(file)),
      });
      return withFingerprints([...judged.findings, ...unused], tree.label);
    },
  };
}

async function knownRules(rulesets: readonly LoadedRuleset[]): Promise<ReadonlySet<string>> {
  return new Set([...rulesets.flatMap(({ ruleset }) => Object.keys(ruleset.rules)), ...(await listRulePages()), ...RULES_ABOUT_CHANGES]);
}
