import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { packagePath } from '../../package-root.ts';
import { scratchFolder } from '../../test/database-template.ts';
import { lockDirectory } from './directory-lock.ts';

const HOLDER = `
  import { lockDirectory } from ${JSON.stringify(packagePath('storage', 'embedded', 'directory-lock.ts'))};
  lockDirectory(process.argv[1]);
  console.log('locked');
  setInterval(() => {}, 60_000);`;

it('keeps a second process out until the first is gone, even by kill -9', async () => {
  const { folder, remove } = scratchFolder();
  onTestFinished(remove);
  const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void holder.kill('SIGKILL'));
  const errors: Buffer[] = [];
  holder.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const [line] = (await once(createInterface(holder.stdout), 'line')) as [string];
  expect(line).toBe('locked');

  expect(() => lockDirectory(folder)).toThrow(
    expect.objectContaining({
      code: 'DATABASE_LOCKED',
      detail: `the data directory ${folder} is in use by process ${holder.pid}; end that process first, name another directory, or let both use one PostgreSQL server`,
    }),
  );
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(Buffer.concat(errors).toString(), 'no warning of an experimental SQLite').toBe('');
  lockDirectory(folder).release();
});

it('keeps a second database of the same process out', () => {
  const { folder, remove } = scratchFolder();
  onTestFinished(remove);
  const lock = lockDirectory(folder);
  expect(() => lockDirectory(folder)).toThrow(`is in use by process ${process.pid}`);
  lock.release();
  lockDirectory(folder).release();
});

it('says when the directory cannot be written', () => {
  expect(() => lockDirectory('/dev/null/data')).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
});
