import type { Format } from '@stoplight/spectral-core';
import type { LoadedRuleset } from './loaded-ruleset.ts';

/** Name by which rulesets call the format of `contract.yaml`. */
export const CONTRACT_FORMAT = 'interlock-contract';

const SPECIFICATIONS = ['openapi', 'asyncapi', 'swagger', 'arazzo', 'rules'];
const MEMBERS = ['owner', 'layer', 'system', 'criticality', 'mode', 'audience', 'dataClassification', 'slo', 'runbook'];

/**
 * The metadata of a contract, `contract.yaml`, as a format of Spectral's. Rules on it also see `document`, the OpenAPI or AsyncAPI document
 * that it is about, and `files`, the names of the files beside it.
 */
export const contractFormat: Format = Object.assign(
  (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    return !SPECIFICATIONS.some((key) => key in value) && MEMBERS.some((key) => key in value);
  },
  { displayName: 'contract.yaml' },
);

/** The part of a ruleset that is about `contract.yaml`; undefined when there is none. */
export function metadataRules(loaded: LoadedRuleset): LoadedRuleset | undefined {
  const rules = metadataRulesOf(loaded.ruleset);
  if (Object.keys(rules).length === 0) return undefined;
  const ruleset = {
    rules,
    fromSource(source: string | null) {
      const { formats, parserOptions, rules: forSource } = loaded.ruleset.fromSource(source);
      return { formats, parserOptions, rules: metadataRulesOf({ rules: forSource }) };
    },
  } as unknown as LoadedRuleset['ruleset'];
  const isAboutWritten = Object.values(rules).every(({ resolved }) => !resolved);
  return { ...loaded, ruleset, isBuiltIn: false, isAboutWritten };
}

/** Has a ruleset nothing to say about documents? */
export function isAboutMetadataAlone({ ruleset }: LoadedRuleset): boolean {
  const rules = Object.values(ruleset.rules).filter(({ enabled }) => enabled);
  return rules.length > 0 && rules.every(({ formats }) => formats?.size === 1 && formats.has(contractFormat));
}

function metadataRulesOf({ rules }: Pick<LoadedRuleset['ruleset'], 'rules'>): LoadedRuleset['ruleset']['rules'] {
  return Object.fromEntries(Object.entries(rules).filter(([, rule]) => rule.formats?.has(contractFormat)));
}
