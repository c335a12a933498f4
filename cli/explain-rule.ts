import type { Policy, RulePage } from '../policies/index.ts';

/** How a rule is held here, where that isn't what its page says: a line for under the page; undefined where it is. */
export function heldHere({ text }: RulePage, policy: Policy | undefined): string | undefined {
  const said = /^\| Severity at criticality 0 \/ 1 \/ 2 \/ 3 +\| (.*?) +\|$/m.exec(text)?.[1];
  if (said === undefined) return undefined;
  if (!policy) return 'Here it is off: the rulesets in use do not ask it.';
  const severity = severitiesOf(policy);
  if (severity === said) return undefined;
  const by = policy.ruleset.file === undefined ? '' : `, by ${policy.ruleset.file}`;
  return `Here it is ${severity}${by}.`;
}

/** What is known of a rule without a page. */
export function describeRule(policy: Policy): readonly string[] {
  const { ruleId, description, owner, formats, ruleset, documentationUrl, isFromSpectral } = policy;
  const known: readonly (readonly [string, string | undefined])[] = [
    ['Severity at criticality 0 / 1 / 2 / 3', severitiesOf(policy)],
    ['Applies to', formats.length === 0 ? undefined : formats.join(', ')],
    ['Owner', isFromSpectral ? undefined : owner],
    ['Ruleset', ruleset.file],
    ['Explained at', documentationUrl],
  ];
  return [
    `# ${ruleId}${description === '' ? '' : `: ${description}`}`,
    '',
    ...known.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])),
    ...(isFromSpectral
      ? []
      : ['', `It has no page yet: docs/rules/${ruleId}.md of the workspace. 'interlock policy test --help' says what examples look like.`]),
  ];
}

/** As pages write them: `error / error / warning / off`, or one for all. */
function severitiesOf({ severities, severity }: Policy): string {
  const words = severities?.join(' / ') ?? `${severity} at every criticality`;
  return words.replaceAll(/\bwarn\b/g, 'warning');
}
