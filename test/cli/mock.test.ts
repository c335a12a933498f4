import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { packagePath } from '../../package-root.ts';

it('mocks the workspace until it is interrupted, and then ends well', async () => {
  const child = spawn(process.execPath, [packagePath('bin', 'dev.ts'), 'mock'], {
    cwd: packagePath('test', 'cli', 'workspaces', 'minimal'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  try {
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(line).toMatch(/^1 contract mocked at http:\/\/127\.0\.0\.1:\d+\/<contract id>: appointments\n$/);
    const url = /http:\S+:\d+/.exec(line)![0];
    const answer = await fetch(`${url}/appointments/appointments/7f1c9a52-6a3e-4a55-9f0e-0c8f1f6a2b11`);
    expect(answer.status).toBe(401);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
});
