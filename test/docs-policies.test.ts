import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';
import { runInterlock } from './cli/run-interlock.ts';

const page = await readFile(packagePath('docs', 'policies.md'), 'utf8');

/** The block of the page that has a text in it, without its fence. */
function block(fence: string, text: string): string {
  const blocks = [...page.matchAll(new RegExp(`^${fence}\\w+\\n([^]*?)^${fence}$`, 'gm'))].map(([, content = '']) => content);
  return blocks.find((content) => content.includes(text)) ?? '';
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-docs-'));
  await cp(packagePath('test', 'cli', 'workspaces', 'minimal'), folder, { recursive: true });
  const files = {
    'interlock.config.yaml': block('```', 'rulesets:'),
    'policies/team.yaml': block('```', 'extends: interlock'),
    'docs/rules/acme-contact.md': block('````', '## Bad'),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('docs/policies.md shows what its commands print on its own example', { timeout: 120_000 }, async () => {
  const parts = block('```', '$ interlock').split(/^\$ interlock (.*)\n/m);
  const shown = parts.slice(1).flatMap((command, index) => (index % 2 === 0 ? [{ command, output: parts[index + 2] ?? '' }] : []));
  expect(shown).toHaveLength(2);
  for (const { command, output } of shown) {
    const { exit, stdout } = await runInterlock(command.split(' '), folder);
    expect(exit).toBe(0);
    if (output.endsWith('…\n')) expect(stdout.startsWith(output.slice(0, -2)), stdout).toBe(true);
    else expect(stdout).toBe(output);
  }
});
