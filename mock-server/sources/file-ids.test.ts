import { expect, it } from 'vitest';
import { fileIds } from './file-ids.ts';

it.each<[string, { given: readonly string[]; want: readonly string[] }]>([
  ['takes the name of the file', { given: ['/apis/claims.yaml', '/apis/payers.v2.json'], want: ['claims', 'payers.v2'] }],
  ['takes the name of the folder for a file called by what it is', { given: ['/apis/claims/openapi.yaml'], want: ['claims'] }],
  [
    'puts folders in front where names meet',
    { given: ['/v1/claims.yaml', '/v2/claims.yaml', '/v2/x.yaml'], want: ['v1-claims', 'v2-claims', 'x'] },
  ],
  ['tells one folder by format', { given: ['/x/openapi.yaml', '/y/x/openapi.yaml'], want: ['x', 'y-x'] }],
  ['keeps to what a path segment may hold', { given: ['/apis/my claims (draft).yaml'], want: ['my-claims-draft'] }],
])('%s', (_, { given, want }) => {
  expect([...fileIds(given).values()]).toEqual(want);
});

it('names all files differently', () => {
  const files = ['/a/b/c.yaml', '/b/c.yaml', '/c.yaml', '/a/c/openapi.yaml'];
  expect(new Set(fileIds(files).values()).size).toBe(files.length);
});
