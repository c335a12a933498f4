import { isDeepStrictEqual } from 'node:util';
import {
  listRulePages,
  type LoadedRuleset,
  readWaivers,
  unusedWaivers,
  type WaiverFile,
  type WaiversInForce,
  waiversInForce,
  type WaiverTerms,
} from '../../policies/index.ts';
import { type Finding, withFingerprints } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { isAboutChanges, RULES_ABOUT_CHANGES } from './change-rules.ts';

/** What was looked at, when all is done. */
export interface Examined {
  readonly findings: readonly Finding[];
  readonly rulesets: readonly LoadedRuleset[];
  /** Ids of contracts of which not all could be looked at. */
  readonly notChecked: ReadonlySet<string>;
}

/** The waivers of a workspace, as the gate takes them. */
export interface WorkspaceWaivers extends Pick<WaiversInForce, 'apply'> {
  /** Ids of contracts for which something is waived that was not when the workspace was as it is compared with, or otherwise. */
  readonly changed: ReadonlySet<string>;
  /** What is wrong with the waivers themselves, and which cover nothing. */
  judge(examined: Examined): Promise<readonly Finding[]>;
}

/**
 * The waivers that let findings stand when a workspace is checked, by itself or against what it was before. Those for changes are not
 * called unused where changes are not looked at, nor where the base has the change already.
 */
export async function workspaceWaivers(workspace: Workspace, terms: WaiverTerms): Promise<WorkspaceWaivers> {
  const { before } = terms;
  const ids = new Set([workspace, ...(before ? [before] : [])].flatMap(({ contracts }) => contracts.map(({ id }) => id)));
  const isAboutGone = ({ waiver }: WaiverFile): boolean => waiver.rule === 'contract-removed' && !ids.has(waiver.contract);
  const { files, sound, faults, apply } = await waiversInForce(workspace, terms, (file) => !isAboutGone(file));
  const known = before === undefined ? [] : (await readWaivers(before)).files;
  const isKnown = (file: WaiverFile): boolean => known.some(({ id, waiver }) => id === file.id && isDeepStrictEqual(waiver, file.waiver));
  return {
    apply,
    changed: new Set(before === undefined ? [] : files.filter((file) => !isKnown(file)).map(({ waiver }) => waiver.contract)),
    async judge({ findings, rulesets, notChecked }) {
      const unused = unusedWaivers([...sound, ...(before ? files.filter(isAboutGone) : [])], {
        findings,
        label: workspace.tree.label,
        rules: await knownRules(rulesets),
        isLookedAt: ({ waiver }) => (before !== undefined || !isAboutChanges(waiver.rule)) && !notChecked.has(waiver.contract),
        isSpent: (file) => isAboutChanges(file.waiver.rule) && (isKnown(file) || isAboutGone(file)),
      });
      return withFingerprints([...faults, ...unused], workspace.tree.label);
    },
  };
}

async function knownRules(rulesets: readonly LoadedRuleset[]): Promise<ReadonlySet<string>> {
  return new Set([...rulesets.flatMap(({ ruleset }) => Object.keys(ruleset.rules)), ...(await listRulePages()), ...RULES_ABOUT_CHANGES]);
}
