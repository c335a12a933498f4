import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../package-root.ts';
import { runInterlock } from './run-interlock.ts';
import type { Scenario } from './scenario.ts';

const SCENARIOS = packagePath('test', 'cli', 'scenarios');

describe.concurrent('the command line', { timeout: 120_000 }, () => {
  it.each(readdirSync(SCENARIOS))('%s', async (file) => {
    const scenario = load(readFileSync(join(SCENARIOS, file), 'utf8')) as Scenario;
    const folder = await mkdtemp(join(tmpdir(), 'interlock-scenario-'));
    try {
      await lay(scenario, folder);
      const outcome = await runInterlock(scenario.command.split(' '), folder);
      expect(outcome).toEqual({ exit: scenario.exit, stdout: scenario.stdout ?? '', stderr: scenario.stderr ?? '' });
      expect(outcome.stdout + outcome.stderr, 'a stack trace').not.toMatch(/^\s+at .+:\d+:\d+/m);
      for (const [path, text] of Object.entries(scenario.writes ?? {})) expect(await readFile(join(folder, path), 'utf8')).toBe(text);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function lay({ workspace, files = {} }: Scenario, folder: string): Promise<void> {
  if (workspace !== undefined) await cp(packagePath('test', 'cli', 'workspaces', workspace), folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    if (text === null) await rm(join(folder, path));
    else await writeFile(join(folder, path), text);
  }
}
