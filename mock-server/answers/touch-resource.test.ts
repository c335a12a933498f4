import { expect, it } from 'vitest';
import type { Schema } from '../../registry/contract/index.ts';
import { touchResource } from './complete-resource.ts';

const text = (format: string) => ({ type: 'string', format });
const number = { type: 'integer' };
const readOnly = true;

it.each<[string, Record<string, Schema>, Record<string, unknown>, Record<string, unknown>]>([
  [
    'instants of the last change',
    { updatedAt: text('date-time'), last_modified: text('date-time'), lastModifiedDateTime: text('date-time') },
    {},
    { updatedAt: '2026-03-01T08:00:00Z', last_modified: '2026-03-01T08:00:00Z', lastModifiedDateTime: '2026-03-01T08:00:00Z' },
  ],
  [
    'days of it, where the resource has one',
    { updatedDate: text('date'), changedOn: text('date') },
    { updatedDate: '2020-01-01' },
    { updatedDate: '2026-03-01' },
  ],
  [
    'versions',
    { version: number, rowVersion: { ...number, readOnly }, revision: { ...number, readOnly } },
    { version: 1, rowVersion: 4, revision: 9 },
    { version: 2, rowVersion: 5, revision: 10 },
  ],
  [
    'no other number, and none that senders may write but version',
    { revision: number, amount: { ...number, readOnly } },
    { revision: 1, amount: 2 },
    { revision: 1, amount: 2 },
  ],
  ['no other instant', { createdAt: text('date-time') }, { createdAt: 'then' }, { createdAt: 'then' }],
])('moves %s', (_, properties, given, want) => {
  const touched = touchResource(
    { schemas: new Map() } as never,
    new Map(Object.entries(properties)),
    given,
    new Set(),
    Date.UTC(2026, 2, 1, 8),
  );
  expect(touched).toEqual(want);
});

it('leaves what the sender set', () => {
  const properties = new Map([['version', number]]);
  expect(touchResource({ schemas: new Map() } as never, properties, { version: 7 }, new Set(['version']), 0)).toEqual({ version: 7 });
});
