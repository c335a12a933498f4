import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../package-root.ts';
import { runInterlock } from './run-interlock.ts';
import type { Scenario } from './scenario.ts';

const run = promisify(execFile);
const SCENARIOS = packagePath('test', 'cli', 'scenarios');

describe.concurrent('the command line', { timeout: 120_000 }, () => {
  it.each(readdirSync(SCENARIOS))('%s', async (file) => {
    const scenario = load(readFileSync(join(SCENARIOS, file), 'utf8')) as Scenario;
    const folder = await mkdtemp(join(tmpdir(), 'interlock-scenario-'));
    try {
      await lay(scenario, folder);
      const outcome = await runInterlock(scenario.command.split(' '), folder, scenario.env);
      const stdout = scenario.prints ? outcome.stdout : (scenario.stdout ?? '');
      expect(outcome).toEqual({ exit: scenario.exit, stdout, stderr: scenario.stderr ?? '' });
      for (const line of scenario.prints ?? []) expect(outcome.stdout.split('\n')).toContainEqual(line);
      expect(outcome.stdout + outcome.stderr, 'a stack trace').not.toMatch(/^\s+at .+:\d+:\d+/m);
      for (const [path, text] of Object.entries(scenario.writes ?? {})) expect(await readFile(join(folder, path), 'utf8')).toBe(text);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function lay({ workspace, committed, files = {}, before = [], edits = {} }: Scenario, folder: string): Promise<void> {
  if (workspace !== undefined) await cp(packagePath('test', 'cli', 'workspaces', workspace), folder, { recursive: true });
  if (committed) {
    await layFiles(committed, folder);
    await run('git', ['init', '--quiet', '--initial-branch=main'], { cwd: folder });
    await commit(folder);
  }
  for (const command of before) {
    expect(await runInterlock(command.split(' '), folder), command).toMatchObject({ exit: 0, stderr: '' });
    if (committed) await commit(folder);
  }
  await layFiles(files, folder);
  for (const [path, replacements] of Object.entries(edits)) {
    let text = await readFile(join(folder, path), 'utf8');
    for (const [from, to] of replacements) {
      expect(text, path).toContain(from);
      text = text.replace(from, () => to);
    }
    await writeFile(join(folder, path), text);
  }
}

async function layFiles(files: Readonly<Record<string, string | null>>, folder: string): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    if (text === null) await rm(join(folder, path), { recursive: true });
    else await writeFile(join(folder, path), text);
  }
}

async function commit(folder: string): Promise<void> {
  const author = ['-c', 'user.name=Interlock', '-c', 'user.email=interlock@hospital.example', '-c', 'commit.gpgsign=false'];
  await run('git', ['add', '--all'], { cwd: folder });
  await run('git', [...author, 'commit', '--quiet', '--allow-empty', '--message', 'Work'], { cwd: folder });
}
