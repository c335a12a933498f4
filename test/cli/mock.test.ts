import { expect, it } from 'vitest';
import { packagePath } from '../../package-root.ts';
import { runMock } from './running-mock.ts';

it('mocks the workspace until it is interrupted, and then ends well', async () => {
  const { announcement, url, interrupt } = await runMock([], packagePath('test', 'cli', 'workspaces', 'minimal'));
  expect(announcement).toMatch(/^1 contract mocked at http:\/\/127\.0\.0\.1:\d+\/<contract id>: appointments\n$/);
  const answer = await fetch(`${url}/appointments/appointments/7f1c9a52-6a3e-4a55-9f0e-0c8f1f6a2b11`);
  expect(answer.status).toBe(401);
  expect(await interrupt()).toEqual({ exit: 0, stdout: '' });
});
