import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';

/** Rooms whose findings are rules of no ruleset: what they report is explained by docs/findings.md. */
const ROOMS = [
  join('registry', 'contract'),
  join('registry', 'workspace'),
  join('policies', 'engine'),
  join('policies', 'ignores'),
  join('policies', 'waivers'),
  'gate',
  'mock-server',
];

const REPORTED = /(?:\breport\(\s*|\bruleId: )'([a-z0-9-]+)',?\s*(?:'(error|warning|hint)'|severity: '(error|warning|hint)')/g;
const EXPLAINED = /^\| `([a-z0-9-]+)` +\| (error|warning|hint) +\|/gm;

/** `id severity` of every finding that the sources of a room report. */
function reportedBy(room: string): readonly string[] {
  return readdirSync(packagePath(room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(packagePath(room, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(REPORTED)].map(([, id, called, written]) => `${id} ${called ?? written}`));
}

it('docs/findings.md explains every finding of reading, locking, linting and comparing, and no other', () => {
  const page = readFileSync(packagePath('docs', 'findings.md'), 'utf8');
  const explained = [...page.matchAll(EXPLAINED)].map(([, id, severity]) => `${id} ${severity}`);
  const reported = new Set(ROOMS.flatMap(reportedBy));
  expect(reported.size).toBeGreaterThan(30);
  expect(explained.toSorted()).toEqual([...reported].toSorted());
});

it('every finding is written so that the test above sees it', () => {
  const written = ROOMS.flatMap((room) =>
    readdirSync(packagePath(room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [...readFileSync(packagePath(room, file), 'utf8').matchAll(/\blog\.report\(|\bruleId: '/g)]),
  );
  expect(ROOMS.flatMap(reportedBy)).toHaveLength(written.length);
});
