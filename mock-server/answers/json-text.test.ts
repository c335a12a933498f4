import { assert, json, object, property, string, array, oneof, record } from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { jsonText, knownJsonText } from './json-text.ts';

const known = (value: object): object => {
  jsonText(value);
  return value;
};

describe('the JSON text of a value', () => {
  it.each<readonly [string, unknown]>([
    ['nothing', null],
    ['a text', 'ä"\n'],
    ['no list', { items: [1, 2], next: undefined }],
    ['an empty list', []],
    ['a list', [known({ id: 1 }), known({ id: 'ä' })]],
    ['a list with what has no text yet', [known({ id: 1 }), { id: 2 }, null, undefined, 3, 'x']],
    ['an envelope', { items: [known({ id: 1 })], next: undefined, total: 1, page: { size: 2 }, 'a "name"': null }],
    ['an envelope of several lists', { a: [known({ id: 1 })], b: [], c: [known({ id: 2 }), known({ id: 3 })] }],
    ['a list of lists', [[known({ id: 1 })]]],
    ['a member called __proto__', JSON.parse('{"__proto__":[],"items":[]}')],
  ])('is that of JSON.stringify: %s', (_, value) => {
    expect(knownJsonText(value)).toBe(JSON.stringify(value));
  });

  it('is that of JSON.stringify, whatever the items and the envelope', () => {
    const items = array(object(), { maxLength: 4 });
    const envelope = record({ items, total: oneof(json(), string()), [`"`]: string() }, { requiredKeys: [] });
    assert(
      property(oneof(items, envelope), (value) => {
        for (const item of 'items' in value ? (value.items ?? []) : Array.isArray(value) ? value : []) known(item);
        expect(knownJsonText(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('is put together from those of the items, without writing these again', () => {
    const items = [known({ id: 1 }), known({ id: 2 })];
    const stringify = vi.spyOn(JSON, 'stringify');
    try {
      expect(knownJsonText(items)).toBe('[{"id":1},{"id":2}]');
      expect(stringify).not.toHaveBeenCalled();
    } finally {
      stringify.mockRestore();
    }
  });
});
