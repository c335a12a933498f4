import { describe, expect, it } from 'vitest';
import { takeAnyPage, takePage } from './page.ts';
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
