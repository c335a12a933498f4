import { CHANGE_RULES } from '../../registry/compatibility/index.ts';
import { type ChangePage, readChangePage } from './change-page.ts';
import { renderChangePage } from './render-change-page.ts';
import { renderChangesIndex } from './render-changes-index.ts';

/** The pages of docs/changes as they must be, by path from the repository's root: one for each change rule that has one, and the index. */
export async function changeDocs(): Promise<ReadonlyMap<string, string>> {
  const pages: ChangePage[] = [];
  for (const ruleId of Object.keys(CHANGE_RULES)) pages.push(await readChangePage(ruleId));
  const written = pages.filter(({ text }) => text !== '');
  return new Map([
    ['docs/changes/README.md', renderChangesIndex(written)],
    ...written.map((page): [string, string] => [`docs/changes/${page.ruleId}.md`, renderChangePage(page)]),
  ]);
}
