import { developmentPackage } from '../bin/development-package.ts';
import { readCommandManifest } from './command-manifest.ts';
import { renderCommandPage } from './render-command-page.ts';
import { renderErrorsPage } from './render-errors-page.ts';
import { renderRulesPage } from './render-rules-page.ts';

/** Every page of docs/ that is made from the code: path from the repository's root, and text. */
export async function generatedDocs(): Promise<ReadonlyMap<string, string>> {
  const { commands } = await readCommandManifest(developmentPackage());
  const pages = Object.values(commands).map((command): [string, string] => [
    `docs/commands/${command.id.replaceAll(':', '-')}.md`,
    renderCommandPage(command),
  ]);
  return new Map([['docs/errors.md', renderErrorsPage()], ['docs/rules/README.md', await renderRulesPage()], ...pages]);
}
