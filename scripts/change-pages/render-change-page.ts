import { CHANGE_RULES, type Change, type ChangeRule } from '../../registry/compatibility/index.ts';
import { type ChangeOutcome, PROFILES } from './change-example.ts';
import { type ChangePage, EXAMPLE } from './change-page.ts';
import { markdownTable } from './markdown-table.ts';

/** What flows in a direction, in words. */
const FLOWS: Readonly<Record<Change['direction'], string>> = {
  request: 'what callers send',
  response: 'what callers get',
  'callback-request': 'what webhooks and callbacks send',
  'callback-response': 'what they are answered',
  publish: 'events that are received',
  subscribe: 'events that are sent',
};

const BREAKS_IN: Readonly<Record<ChangeRule['direction'], string>> = {
  input: 'what others send',
  output: 'what others get',
  both: 'what others send and get',
  none: 'nothing',
};

/** The gravest first. */
export const VERDICTS = ['breaking', 'unproven', 'warning', 'compatible'] as const satisfies readonly Change['verdict'][];

/**
 * A page of docs/changes with all that follows from code made anew: its heading and table from the rule, and below each example its
 * verdicts and what `interlock diff` prints. The rest is as it was written.
 */
export function renderChangePage({ ruleId, text, examples }: ChangePage): string {
  const { area, kind, action, direction, title } = CHANGE_RULES[ruleId as keyof typeof CHANGE_RULES] as ChangeRule;
  const written = text.replace(HEADING, '').replaceAll(RESULT, '');
  const results = examples.map(({ outcomes }) => renderOutcomes(ruleId, outcomes));
  const body = written.replaceAll(EXAMPLE, (example: string) => `${example}\n${results.shift()}\n`);
  const table = markdownTable(
    ['Area', 'Kind', 'Action', 'Breaks or warns in'],
    [[area, kind, action, area === 'codegen' ? 'generated code' : BREAKS_IN[direction]]],
  );
  return `# ${ruleId}: ${title.charAt(0).toLowerCase()}${title.slice(1)}\n\n${table}\n\n${body}`;
}

/** The title and the table below it. */
const HEADING = /^# .*\n+(?:(?:\|.*\n)+\n*)?/;

/** What stands below an example: a table, a line, and a fence `text`. */
const RESULT = /\n\| In [^]*?\n```text\n[^]*?\n```\n/g;

function renderOutcomes(ruleId: string, outcomes: readonly ChangeOutcome[]): string {
  const shown = gravest(outcomes);
  const place = shown.place === undefined ? '' : `With the schema in ${FLOWS[shown.place]}, `;
  const profile = shown.profile === 'wire' ? '' : ` --profile ${shown.profile}`;
  return [
    verdictTable(ruleId, outcomes),
    '',
    `${place}\`interlock diff --explain${profile}\` prints:`,
    '',
    '```text',
    shown.text,
    '```',
  ].join('\n');
}

/** The first outcome with a change of the gravest verdict, those with a witness before others. */
function gravest(outcomes: readonly ChangeOutcome[]): ChangeOutcome {
  const rank = ({ changes }: ChangeOutcome) =>
    Math.min(...changes.map(({ verdict, witness }) => VERDICTS.indexOf(verdict) * 2 + (witness ? 0 : 1)), VERDICTS.length * 2);
  return outcomes.reduce((best, outcome) => (rank(outcome) < rank(best) ? outcome : best));
}

/** A row for each direction, a column for profiles that agree in all of them. */
function verdictTable(ruleId: string, outcomes: readonly ChangeOutcome[]): string {
  const directions = [...new Set(outcomes.flatMap(({ place, changes }) => place ?? changes.map(({ direction }) => direction)))];
  const cell = (profile: string, direction: Change['direction']) => {
    const change = gravestChange(outcomes, profile, direction);
    if (change === undefined) return 'no change';
    return change.ruleId === ruleId ? change.verdict : `${change.verdict}, as [${change.ruleId}](${change.ruleId}.md)`;
  };
  const columns = Map.groupBy(PROFILES, (profile) => directions.map((direction) => cell(profile, direction)).join());
  const names = [...columns.values()].map((profiles) => (columns.size === 1 ? 'Verdict in every profile' : profiles.join(', ')));
  return markdownTable(
    ['In', ...names],
    directions.map((direction) => [
      `${FLOWS[direction]} (\`${direction}\`)`,
      ...[...columns.values()].map(([profile]) => cell(profile as string, direction)),
    ]),
  );
}

/** The gravest change of a profile in a direction. */
export function gravestChange(outcomes: readonly ChangeOutcome[], profile: string, direction: Change['direction']): Change | undefined {
  return outcomes
    .filter((outcome) => outcome.profile === profile && (outcome.place === undefined || outcome.place === direction))
    .flatMap((outcome) => outcome.changes.filter((change) => change.direction === direction))
    .toSorted((one, other) => VERDICTS.indexOf(one.verdict) - VERDICTS.indexOf(other.verdict))[0];
}
