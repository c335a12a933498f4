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

const VERDICTS = ['breaking', 'unproven', 'warning', 'compatible'] as const satisfies readonly Change['verdict'][];

/**
 * A page of docs/changes with all that follows from code made anew: its heading and table from the rule, and below each example its
 * verdicts and what `interlock diff` prints. The rest is as it was written.
 */
export function renderChangePage({ ruleId, text, examples }: ChangePage): string {
  const { area, kind, action, direction, title } = CHANGE_RULES[ruleId as keyof typeof CHANGE_RULES] as ChangeRule;
  const written = text.replace(/^# .*\n\n*/, '').replace(/^(?:\|.*\n)+\n*/, '');
  const remaining = [...examples];
  const body = written.replaceAll(new RegExp(`${EXAMPLE.source}${RESULT.source}`, 'gm'), (matched: string) => {
    const example = matched.replace(new RegExp(`(?<=^\`\`\`\\n)${RESULT.source}$`), '');
    return `${example}\n${renderOutcomes(remaining.shift()!.outcomes)}\n`;
  });
  const table = markdownTable(['Area', 'Kind', 'Action', 'May break'], [[area, kind, action, BREAKS_IN[direction]]]);
  return `# ${ruleId}: ${title.charAt(0).toLowerCase()}${title.slice(1)}\n\n${table}\n\n${body}`;
}

/** What stands below an example: a table, a line, and a fence `text`. */
const RESULT = /(?:\n\|[^]*?\n```text\n[^]*?\n```\n)?/;

function renderOutcomes(outcomes: readonly ChangeOutcome[]): string {
  const shown = gravest(outcomes);
  const place = shown.place === undefined ? '' : `With the schema in ${FLOWS[shown.place]}, `;
  const profile = shown.profile === 'wire' ? '' : ` --profile ${shown.profile}`;
  return [
    verdictTable(outcomes),
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
function verdictTable(outcomes: readonly ChangeOutcome[]): string {
  const directions = [...new Set(outcomes.flatMap(({ place, changes }) => place ?? changes.map(({ direction }) => direction)))];
  const column = (profile: string) => directions.map((direction) => verdictIn(outcomes, profile, direction));
  const columns = Map.groupBy(PROFILES, (profile) => column(profile).join());
  const names = [...columns.values()].map((profiles) => (columns.size === 1 ? 'Verdict in every profile' : profiles.join(', ')));
  return markdownTable(
    ['In', ...names],
    directions.map((direction) => [
      `${FLOWS[direction]} (\`${direction}\`)`,
      ...[...columns.values()].map(([profile]) => verdictIn(outcomes, profile as string, direction)),
    ]),
  );
}

/** The gravest verdict of a profile in a direction. */
export function verdictIn(
  outcomes: readonly ChangeOutcome[],
  profile: string,
  direction: Change['direction'],
): Change['verdict'] | 'no change' {
  const changes = outcomes
    .filter((outcome) => outcome.profile === profile && (outcome.place === undefined || outcome.place === direction))
    .flatMap((outcome) => outcome.changes.filter((change) => change.direction === direction));
  return VERDICTS.find((verdict) => changes.some((change) => change.verdict === verdict)) ?? 'no change';
}
