import { describe, expect, it } from 'vitest';
import { takeAnyPage, takePage } from './page.ts';
import type { PageRequest } from './page.ts';
import type { StoredResource } from '../resource-store.ts';

const request = { turnedBy: undefined, limit: 100, offset: 200, firstPage: 1, afterSequence: undefined, order: [] };

/** Ten thousand resources, and how many of them were looked at. */
function tenThousand() {
  const seen = { count: 0 };
  function* resources(): Generator<StoredResource> {
    for (let index = 0; index < 10_000; index += 1) {
      seen.count += 1;
      yield { id: String(index), sequence: index + 1, changedMs: 0, etag: '', value: { account: index % 7 === 0 ? '1100' : '1200' } };
    }
  }
  return { resources: resources(), seen };
}

describe('a page of ten thousand resources', () => {
  it('looks at each once where they are filtered', () => {
    const { resources, seen } = tenThousand();
    let asked = 0;
    const page = takePage(resources, request, ({ account }) => {
      asked += 1;
      return account === '1100';
    });
    expect([page.total, page.items.length, seen.count, asked]).toEqual([1429, 100, 10_000, 10_000]);
  });

  it('looks at none behind it where they are not', () => {
    const { resources, seen } = tenThousand();
    const page = takeAnyPage(resources, request, 10_000);
    expect([page.total, page.items.length, seen.count]).toEqual([10_000, 100, 301]);
  });
});

describe('a page of all resources', () => {
  const stored = Array.from({ length: 7 }, (_, index) => ({
    id: String(index),
    sequence: 2 * index + 1,
    changedMs: 0,
    etag: '',
    value: { id: String(index), rank: -index },
  }));
  const asked = { turnedBy: undefined, limit: 3, offset: 0, firstPage: 1, afterSequence: undefined, order: [] };
  it.each<readonly [string, Partial<PageRequest>]>([
    ['the first', {}],
    ['one in the middle', { offset: 2 }],
    ['the last', { offset: 6 }],
    ['one behind the end', { offset: 9 }],
    ['one as large as all', { limit: 7 }],
    ['by a cursor', { afterSequence: 5 }],
    ['by a cursor of what is gone', { afterSequence: 6 }],
    ['by a cursor at the end', { afterSequence: 13 }],
    ['sorted', { order: [{ pointer: '/rank', descending: false }], offset: 2 }],
  ])('is that which a filter that passes all gives: %s', (_, request) => {
    const wanted = { ...asked, ...request };
    expect(takeAnyPage(stored, wanted, stored.length)).toEqual(takePage(stored, wanted, () => true));
  });

  it('does not look at what is behind it', () => {
    const looked: string[] = [];
    const resources = (function* () {
      for (const each of stored) {
        looked.push(each.id);
        yield each;
      }
    })();
    expect(takeAnyPage(resources, asked, stored.length).total).toBe(7);
    expect(looked).toEqual(['0', '1', '2', '3']);
  });
});
