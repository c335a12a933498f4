import { describe, expect, it } from 'vitest';
import { ResourceStore } from './resource-store.ts';

describe('removals', () => {
  it('take what lies below with them, and nothing beside', () => {
    const store = new ResourceStore();
    for (const path of ['/orders/A/lines', '/orders/A/lines/L/notes', '/orders/AB/lines']) store.put(path, 'x', {}, 0);
    store.put('/orders', 'A', {}, 0);
    store.remove('/orders', 'A');
    expect([...store.paths()]).toEqual(['/orders/AB/lines', '/orders']);
    store.put('/orders/A/lines', 'y', {}, 0);
    store.remove('/orders', 'A');
    expect(store.count('/orders/A/lines')).toBe(0);
    expect(store.before(1).count('/orders/A/lines')).toBe(1);
    expect(store.before(3).count('/orders/A/lines/L/notes')).toBe(1);
  });

  it('of what was never there leave nothing but what they removed', () => {
    const store = new ResourceStore();
    for (let index = 0; index < 11_000; index++) store.remove(`/orders/${index}/lines`, 'L');
    expect([...store.paths()]).toEqual([]);
    expect(store.snapshot()).toMatchObject({ collections: {} });
    expect(store.snapshot().removed).toHaveLength(10_000);
    expect([0, 1000, 10_999].map((index) => store.isTouched(`/orders/${index}/lines`))).toEqual([false, true, true]);
    expect(store.wasRemoved('/orders/10999/lines', 'L')).toBe(true);
    store.put('/orders/10999/lines', 'L', {}, 0);
    expect(store.wasRemoved('/orders/10999/lines', 'L')).toBe(false);
  });
});
