import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';
import { generatedDocs } from '../scripts/generated-docs.ts';

const pages = await generatedDocs();

describe('pages made from the code', () => {
  it.each([...pages])('%s is current (npm run docs)', (path, text) => {
    expect(existsSync(packagePath(path)) && readFileSync(packagePath(path), 'utf8')).toBe(text);
  });

  it('has no page of a command that is gone', () => {
    const written = readdirSync(packagePath('docs', 'commands')).toSorted();
    expect(written).toEqual(
      [...pages.keys()]
        .filter((path) => path.startsWith('docs/commands/'))
        .map((path) => basename(path))
        .toSorted(),
    );
  });
});
