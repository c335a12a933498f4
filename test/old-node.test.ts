import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';

it('refuses to run on a Node that is too old, in one sentence', (context) => {
  const old = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find(isTooOld);
  context.skip(old === undefined, 'needs a Node older than 22 on the PATH');
  const { status, stdout, stderr } = spawnSync(old!, [packagePath('bin', 'interlock.js'), '--version'], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^error {2}USAGE {2}Interlock runs on Node 22 or later, this is Node \d+\.\d+\.\d+; .+\n$/),
  });
});

function isTooOld(node: string): boolean {
  const major = /^v(\d+)/.exec(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  return major !== undefined && Number(major) < 22;
}
