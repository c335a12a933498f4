import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';

const run = promisify(execFile);

/** Folders of a checkout that are no source. */
const NOT_SOURCE = new Set(['node_modules', 'dist', 'coverage', '.git', '.interlock', 'oclif.manifest.json']);

/** What npm says when the registry cannot be reached: then installing says nothing about the package. */
const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENOTCACHED|network/;

describe('the packed package', { timeout: 300_000 }, () => {
  let folder: string;
  let user: string;
  let offline = false;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interlock-packaging-'));
    const tarball = await pack(join(folder, 'source'));
    user = join(folder, 'user');
    await cp(packagePath('test', 'cli', 'workspaces', 'minimal'), user, { recursive: true });
    offline = !(await install(tarball, user));
    if (offline && process.env['INTERLOCK_CI']) throw new Error('the package registry cannot be reached');
  }, 300_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('says its version', async (context) => {
    context.skip(offline, 'needs a package registry, or a filled npm cache');
    const { version } = JSON.parse(await readFile(packagePath('package.json'), 'utf8')) as { version: string };
    expect((await interlock('--version')).stdout).toContain(`/${version} `);
  });

  it('checks a small workspace', async (context) => {
    context.skip(offline, 'needs a package registry, or a filled npm cache');
    expect((await interlock('check')).stdout).toMatch(/^pass {2}appointments {2}/m);
  });

  it('lints by a ruleset in JavaScript', async (context) => {
    context.skip(offline, 'needs a package registry, or a filled npm cache');
    await writeFile(
      join(user, 'rules.mjs'),
      `import { pattern } from '@stoplight/spectral-functions';
export default { rules: { 'my-title': { given: '$.info.title', then: { function: pattern, functionOptions: { match: '^My' } } } } };`,
    );
    const { stdout } = await interlock('lint', 'contracts/appointments/openapi.yaml', '--ruleset', 'rules.mjs');
    expect(stdout).toMatch(/openapi.yaml:\d+:\d+ +warning +my-title/);
  });

  it('has types for what it exports', async (context) => {
    context.skip(offline, 'needs a package registry, or a filled npm cache');
    const { exports } = JSON.parse(await readFile(packagePath('package.json'), 'utf8')) as { exports: Record<string, unknown> };
    const modules = Object.keys(exports).filter((name) => !name.endsWith('.json'));
    const lines = modules.map(
      (name, index) => `import * as face${index} from '@interlock-health/interlock${name.slice(1)}';\nvoid face${index};\n`,
    );
    await writeFile(join(user, 'faces.mts'), lines.join(''));
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--skipLibCheck', '--types', '', 'faces.mts'];
    await run(process.execPath, [packagePath('node_modules', 'typescript', 'bin', 'tsc'), ...options], { cwd: user });
    expect((await run(process.execPath, ['faces.mts'], { cwd: user })).stderr).toBe('');
  });

  /** Packs a copy of the sources, so that the build of this checkout is left alone while other tests use it. */
  async function pack(source: string): Promise<string> {
    await cp(packagePath(), source, { recursive: true, filter: (path) => path === packagePath() || !NOT_SOURCE.has(basename(path)) });
    await symlink(packagePath('node_modules'), join(source, 'node_modules'));
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: source, maxBuffer: 2 ** 26 });
    const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ filename: string }];
    return join(folder, filename);
  }

  async function install(tarball: string, into: string): Promise<boolean> {
    try {
      await run('npm', ['install', tarball, '--prefix', into, '--prefer-offline', '--no-audit', '--no-fund'], { cwd: into });
      return true;
    } catch (error) {
      if (OFFLINE.test(String(error))) return false;
      throw error;
    }
  }

  function interlock(...args: readonly string[]): Promise<{ stdout: string }> {
    return run(process.execPath, [join(user, 'node_modules', '.bin', 'interlock'), ...args], { cwd: user });
  }
});
