import { describe, expect, it } from 'vitest';
import { formatPlace } from '../../errors.ts';
import { memoryTree, type Workspace, workspaceOf } from '../../registry/workspace/index.ts';
import { loosenedRules } from './loosened-rules.ts';
import { loosenedSettings } from './loosened-settings.ts';

type Files = Readonly<Record<string, unknown>>;

const METADATA = {
  id: 'a',
  owner: { team: 't', contact: 't@hospital.example' },
  title: 'A',
  layer: 'system',
  system: 'erp',
  criticality: 1,
  mode: 'api',
  audience: 'company',
  dataClassification: 'I',
  lifecycle: 'draft',
  slo: { availabilityPercent: 99.5 },
  runbook: 'runbook.md',
  environments: [{ name: 'test', url: 'https://erp.test.hospital.example' }],
};

const title = (more: string, then = 'truthy'): string =>
  `rules:\n  title:\n    given: $.info.title\n    then: { function: ${then} }\n    ${more}\n`;
const scripted = (more = ''): string => `functions: [check]\n${title(`severity: error${more}`, 'check')}`;
const CHECK = {
  'rules/functions/check.js': "import { a } from './a.js';\nexport default a;\n",
  'rules/functions/a.js': 'export const a = 1;\n',
};

async function workspace(files: Files, label: string): Promise<Workspace> {
  const shared = { 'contracts/a/contract.yaml': METADATA, 'contracts/a/openapi.yaml': {}, 'interlock.config.yaml': '' };
  const opened = await workspaceOf({ ...memoryTree({ ...shared, ...files }), label }, '/ws');
  return label === '' ? opened : { ...opened, ref: label.slice(0, -1) };
}

async function loosened(before: Files, now: Files): Promise<readonly string[]> {
  const [then, today] = [await workspace(before, 'main:'), await workspace(now, '')];
  const found = [...(await loosenedSettings(then, today)), ...(await loosenedRules(then, today))];
  return found.map(({ message, place, before: former, criticalities }) =>
    [formatPlace(place), former ? formatPlace(former) : 'nowhere', criticalities.join(''), message].join(' | '),
  );
}

const config = (text: string, more: Files = {}): Files => ({ 'interlock.config.yaml': text, ...more });
const rules = (text: string, more: Files = {}): Files => config('rulesets: [rules/team.yaml]\n', { 'rules/team.yaml': text, ...more });

describe('what is loosened', () => {
  it.each<readonly [string, Files, Files, readonly string[]]>([
    ['nothing', config(''), config(''), []],
    ['nothing by a rule that is graver', rules(title('severity: warn')), rules(title('severity: error')), []],
    [
      'nothing by a rule more',
      rules(title('severity: warn')),
      rules(`${title('severity: warn')}  more: { given: $, then: { function: truthy } }\n`),
      [],
    ],
    ['nothing by other words', rules(title('severity: warn')), rules(title("severity: warn\n    description: 'It has a title'")), []],
    [
      'a rule over the landscape',
      config('landscapeRules: { land-orphan-event: error }\n'),
      config('landscapeRules:\n  land-orphan-event: hint\n'),
      [
        "interlock.config.yaml:2:3 | main:interlock.config.yaml:1:19 | 0123 | the rule 'land-orphan-event': error → hint at criticality 0, 1, 2 and 3",
      ],
    ],
    [
      'a rule over the landscape that was as its page says',
      config(''),
      config('landscapeRules: { land-slo-chain: off }\n'),
      [
        "interlock.config.yaml:1:19 | main:interlock.config.yaml:1:1 | 012 | the rule 'land-slo-chain': error → off at criticality 0 and 1, warning → off at criticality 2",
      ],
    ],
    [
      'what may be read, and where breaks only warn',
      config('allowedHosts: [a.example]\nnonProduction: [test]\n'),
      config('allowedHosts: [b.example, a.example]\nnonProduction: [test, live]\n'),
      [
        "interlock.config.yaml:1:16 | main:interlock.config.yaml:1:16 | 0123 | 'b.example' came to allowedHosts: documents may refer to it now",
        "interlock.config.yaml:2:23 | main:interlock.config.yaml:2:1 | 0123 | 'live' came to nonProduction: a break that is felt only there does not fail now",
      ],
    ],
    [
      "the severity of a team's rule",
      rules(title('severity: error')),
      rules(title('severity: info')),
      ["rules/team.yaml:2:3 | main:rules/team.yaml:2:3 | 0123 | the rule 'title': error → hint at criticality 0, 1, 2 and 3"],
    ],
    [
      "the tiers of a team's rule",
      rules(title('severity: error\n    x-criticality: [error, error, warn, off]')),
      rules(title("severity: error\n    x-criticality: [error, warn, warn, 'off']")),
      ["rules/team.yaml:2:3 | main:rules/team.yaml:2:3 | 1 | the rule 'title': error → warning at criticality 1"],
    ],
    [
      'a rule that is gone',
      rules(`${title('severity: warn')}  more: { given: $, then: { function: truthy } }\n`),
      rules(title('severity: warn')),
      ["interlock.config.yaml:1:1 | main:rules/team.yaml:6:3 | 0123 | the rule 'more': warning → off at criticality 0, 1, 2 and 3"],
    ],
    [
      'one of ours that a team switches off',
      rules('extends: interlock\n'),
      rules('extends: interlock\nrules:\n  idem-key: off\n'),
      [
        "rules/team.yaml:3:3 | main:interlock.config.yaml:1:1 | 012 | the rule 'idem-key': error → off at criticality 0 and 1, warning → off at criticality 2",
      ],
    ],
    [
      'a rule that asks something else',
      rules(title('severity: error')),
      rules(title('severity: error', 'defined').replace('$.info.title', '$.info.x')),
      [
        "rules/team.yaml:2:3 | main:rules/team.yaml:2:3 | 0123 | the rule 'title' is written otherwise than it was (given, then): it may find less",
      ],
    ],
    [
      'single files',
      rules(title('severity: error')),
      rules(`${title('severity: error')}overrides: [{ files: ['a/**'], rules: { title: off } }]\n`),
      [
        "rules/team.yaml | nowhere | 0123 | the ruleset 'rules/team.yaml' judges single files otherwise than it did (overrides): it may find less there",
      ],
    ],
    ['nothing by code that is the same', rules(scripted(), CHECK), rules(scripted(), CHECK), []],
    [
      'code that rules run, also by importing it',
      rules(scripted(), CHECK),
      rules(scripted(), { ...CHECK, 'rules/functions/a.js': 'export const a = 2;\n' }),
      [
        "rules/functions/a.js | main:rules/functions/a.js | 0123 | 'rules/functions/a.js' is not what it was, and rules run it: they may find less",
      ],
    ],
    [
      'a ruleset in JavaScript that is used no more',
      config('rulesets: [rules/team.js]\n', { 'rules/team.js': 'export default {};\n' }),
      rules(title('severity: warn')),
      [
        "interlock.config.yaml:1:1 | main:rules/team.js | 0123 | the ruleset 'rules/team.js' is no more among those that contracts are judged by: what it found may not be found",
      ],
    ],
    [
      'rules that only running could show',
      rules(title('severity: warn')),
      config('rulesets: [rules/team.js]\n', { 'rules/team.js': 'export default {};\n' }),
      [
        "interlock.config.yaml:1:1 | main:rules/team.yaml:2:3 | 0123 | the rule 'title' is in no ruleset that can be read without running it: it may find less, or nothing",
      ],
    ],
    [
      'rulesets that cannot be read any more',
      rules('rules: 1\n'),
      rules(title('severity: warn')),
      [
        expect.stringMatching(
          /^interlock\.config\.yaml:1:1 \| main:rules\/team\.yaml.* \| 0123 \| the rulesets of main cannot be read, so it can't be seen/,
        ) as string,
      ],
    ],
  ])('%s', async (_, before, now, found) => {
    expect(await loosened(before, now)).toEqual(found);
  });

  it('all of ours, where a team puts its own in their place', async () => {
    const found = await loosened(config(''), rules(title('severity: error')));
    expect(found.length).toBeGreaterThan(50);
    expect(found).toContainEqual(expect.stringContaining("the rule 'idem-key': error → off at criticality 0 and 1"));
    expect(found.every((line) => line.startsWith('interlock.config.yaml:1:1 | '))).toBe(true);
  });
});
