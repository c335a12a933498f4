import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';

const run = promisify(execFile);
const INTERLOCK = `'${process.execPath}' '${packagePath('bin', 'dev.ts')}'`;
const DOCUMENT = 'contracts/orders/openapi.yaml';

describe('git', { timeout: 120_000 }, () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interlock-driver-'));
    await cp(packagePath('test', 'cli', 'workspaces', 'versioned'), folder, { recursive: true });
    await writeFile(join(folder, 'notes.txt'), 'one\n');
    await git('init', '--quiet', '--initial-branch=main');
    await commit();
    await edit(DOCUMENT, "'204'", "'205'");
    await writeFile(join(folder, 'notes.txt'), 'two\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('shows what a change means for those who hold the contract, and text as text', async () => {
    const diff = await git('-c', `diff.external=${INTERLOCK} diff`, 'diff');
    expect(diff).toContain(`interlock diff a/${DOCUMENT} b/${DOCUMENT}\n`);
    expect(diff).toContain('needs a major version: 2 breaking');
    expect(diff).toContain('-one\n+two\n');
  });

  it('asks the driver that .gitattributes names, from a folder below too', async () => {
    await writeFile(join(folder, '.gitattributes'), 'openapi.yaml diff=interlock\n');
    const diff = await git('-C', 'contracts', '-c', `diff.interlock.command=${INTERLOCK} diff`, 'diff');
    expect(diff).toContain('needs a major version: 2 breaking');
    expect(diff).toContain('diff --git a/notes.txt b/notes.txt\n');
  });

  it('goes on when a contract cannot be read, and says so', async () => {
    await edit(DOCUMENT, '../shared/order.yaml', '../shared/gone.yaml');
    try {
      const diff = await git('-c', `diff.external=${INTERLOCK} diff`, 'diff');
      expect(diff).toContain('not checked: REFERENCE_DANGLING\n');
      expect(diff).toContain('+              schema: { $ref: ../shared/gone.yaml }');
      expect(diff).toContain('-one\n+two\n');
    } finally {
      await edit(DOCUMENT, '../shared/gone.yaml', '../shared/order.yaml');
    }
  });

  it('shows a contract that is new as text, even when it breaks the workspace', async () => {
    await cp(join(folder, 'contracts/orders'), join(folder, 'contracts/again'), { recursive: true });
    await git('add', '--intent-to-add', 'contracts/again');
    const diff = await git('-c', `diff.external=${INTERLOCK} diff`, 'diff', '--', 'contracts/again');
    expect(diff).toContain('+openapi: 3.1.0\n');
    await git('rm', '--quiet', '-r', '--cached', 'contracts/again');
    await rm(join(folder, 'contracts/again'), { recursive: true });
  });

  it('sees no change of layout through contract print', async () => {
    await writeFile(join(folder, '.gitattributes'), 'order.yaml diff=interlock-text\n');
    await writeFile(join(folder, 'contracts/shared/order.yaml'), '{ "additionalProperties": false, ' + asFlow());
    const driver = ['-c', `diff.interlock-text.textconv=${INTERLOCK} contract print`];
    expect(await git(...driver, 'diff', '--', 'contracts/shared')).not.toMatch(/^[-+]\s/m);
    expect(await git('diff', '--no-textconv', '--', 'contracts/shared')).toMatch(/^\+\{/m);
  });

  async function git(...args: readonly string[]): Promise<string> {
    const { DEBUG: _, ...env } = process.env;
    return (await run('git', [...args], { cwd: folder, env: { ...env, NODE_NO_WARNINGS: '1', GIT_PAGER: '' } })).stdout;
  }

  async function commit(): Promise<void> {
    await git('add', '--all');
    await git('-c', 'user.name=Interlock', '-c', 'user.email=interlock@hospital.example', 'commit', '--quiet', '--message', 'Work');
  }

  async function edit(path: string, from: string, to: string): Promise<void> {
    const text = await readFile(join(folder, path), 'utf8');
    expect(text).toContain(from);
    await writeFile(
      join(folder, path),
      text.replace(from, () => to),
    );
  }

  /** The rest of the order's schema as flow, members in another order. */
  function asFlow(): string {
    return 'properties: { status: { enum: [open, received], type: string }, orderId: { type: string } }, required: [orderId, status], type: object }\n';
  }
});
