import { CHANGE_RULES, type Change } from '../../registry/compatibility/index.ts';
import { PROFILES } from './change-example.ts';
import type { ChangePage } from './change-page.ts';
import { markdownTable } from './markdown-table.ts';
import { gravestChange, VERDICTS } from './render-change-page.ts';

const INPUTS = ['request', 'publish', 'callback-response'] as const satisfies readonly Change['direction'][];
const OUTPUTS = ['response', 'subscribe', 'callback-request'] as const satisfies readonly Change['direction'][];

/** docs/changes/README.md: every change rule by area, with the gravest verdict that an example on its page gets each way. */
export function renderChangesIndex(pages: readonly ChangePage[]): string {
  const areas = Map.groupBy(pages, ({ ruleId }) => CHANGE_RULES[ruleId as keyof typeof CHANGE_RULES].area);
  const tables = [...areas].map(([area, members]) => `## ${area}\n\n${areaTable(members)}`);
  return `${[INTRODUCTION, ...tables].join('\n\n')}\n`;
}

const INTRODUCTION = `# Changes

Made from the change rules and the examples on their pages by \`npm run docs\`; edit those.

Each change between two versions of a contract is named by a rule. The name says what was done; whether it breaks is shown by a message, so
that one rule breaks in one place and not in another. _Others send_ requests, events that are received, answers to webhooks and callbacks;
_others get_ responses, events that are sent, and the calls of webhooks and callbacks. A dash says that the rule does not arise that way. The
profile is \`wire\` unless another is named; [compatibility](../compatibility.md) explains verdicts and profiles.`;

function areaTable(pages: readonly ChangePage[]): string {
  return markdownTable(
    ['Rule', 'What changed', 'Others send', 'Others get'],
    pages.map((page) => [
      `[${page.ruleId}](${page.ruleId}.md)`,
      CHANGE_RULES[page.ruleId as keyof typeof CHANGE_RULES].title,
      gravestIn(page, INPUTS),
      gravestIn(page, OUTPUTS),
    ]),
  );
}

function gravestIn({ ruleId, examples }: ChangePage, directions: readonly Change['direction'][]): string {
  for (const profile of PROFILES) {
    const verdicts = new Set(
      examples.flatMap(({ outcomes }) =>
        directions.flatMap((direction) => {
          const change = gravestChange(outcomes, profile, direction);
          return change?.ruleId === ruleId ? [change.verdict] : [];
        }),
      ),
    );
    const verdict = VERDICTS.find((each) => verdicts.has(each));
    if (verdict !== undefined) return profile === 'wire' ? verdict : `${verdict} in \`${profile}\``;
  }
  return '–';
}
