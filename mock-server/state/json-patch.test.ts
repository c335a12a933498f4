import { describe, expect, it } from 'vitest';
import { applyJsonPatch } from './json-patch.ts';

const resource = { a: 1, lines: [{ n: 1 }, { n: 2 }], 'x/y': 0, deep: { b: { c: 1 } } };
const apply = (...patch: readonly unknown[]): unknown => {
  const outcome = applyJsonPatch(resource, patch);
  return 'problem' in outcome ? outcome.problem.code : outcome.value;
};

describe('applyJsonPatch', () => {
  it.each([
    ['adds a member', { op: 'add', path: '/b', value: null }, { ...resource, b: null }],
    ['puts a member in the place of another', { op: 'add', path: '/a', value: 2 }, { ...resource, a: 2 }],
    ['adds an item before another', { op: 'add', path: '/lines/1', value: 7 }, { ...resource, lines: [{ n: 1 }, 7, { n: 2 }] }],
    ['adds an item at the end', { op: 'add', path: '/lines/-', value: 7 }, { ...resource, lines: [...resource.lines, 7] }],
    ['removes a member', { op: 'remove', path: '/lines/0/n' }, { ...resource, lines: [{}, { n: 2 }] }],
    ['removes an item', { op: 'remove', path: '/lines/0' }, { ...resource, lines: [{ n: 2 }] }],
    ['replaces by an escaped name', { op: 'replace', path: '/x~1y', value: 9 }, { ...resource, 'x/y': 9 }],
    ['replaces the whole', { op: 'replace', path: '', value: [1] }, [1]],
    ['moves', { op: 'move', from: '/deep/b', path: '/lines/0' }, { ...resource, deep: {}, lines: [{ c: 1 }, ...resource.lines] }],
    ['moves to where it is', { op: 'move', from: '/a', path: '/a' }, resource],
    ['copies', { op: 'copy', from: '/deep', path: '/lines/1/d' }, { ...resource, lines: [{ n: 1 }, { n: 2, d: resource.deep }] }],
    ['tests', { op: 'test', path: '/deep', value: { b: { c: 1 } } }, resource],
    ['tests the whole', { op: 'test', path: '', value: { toString: 1 } }, 'PATCH_CONFLICT'],
    ['tests another value', { op: 'test', path: '/a', value: '1' }, 'PATCH_CONFLICT'],
    ['tests what is not there', { op: 'test', path: '/b', value: null }, 'PATCH_CONFLICT'],
    ['removes what is not there', { op: 'remove', path: '/b' }, 'PATCH_CONFLICT'],
    ['removes the whole', { op: 'remove', path: '' }, 'PATCH_CONFLICT'],
    ['adds below nothing', { op: 'add', path: '/b/c', value: 1 }, 'PATCH_CONFLICT'],
    ['adds below a scalar', { op: 'add', path: '/a/c', value: 1 }, 'PATCH_CONFLICT'],
    ['adds beyond the end', { op: 'add', path: '/lines/3', value: 1 }, 'PATCH_CONFLICT'],
    ['replaces beyond the end', { op: 'replace', path: '/lines/-', value: 1 }, 'PATCH_CONFLICT'],
    ['sets the length of a list', { op: 'replace', path: '/lines/length', value: 4_294_967_295 }, 'PATCH_CONFLICT'],
    ['copies what every object inherits', { op: 'copy', from: '/toString', path: '/b' }, 'PATCH_CONFLICT'],
    ['reaches a prototype', { op: 'add', path: '/__proto__/polluted', value: 1 }, 'PATCH_CONFLICT'],
    ['reaches a constructor', { op: 'add', path: '/constructor/prototype/polluted', value: 1 }, 'PATCH_CONFLICT'],
    ['moves into itself', { op: 'move', from: '/deep', path: '/deep/b' }, 'PATCH_CONFLICT'],
    ['has another operation', { op: 'constructor', path: '/a' }, 'PATCH_MALFORMED'],
    ['has no value', { op: 'add', path: '/a' }, 'PATCH_MALFORMED'],
    ['has a bad escape', { op: 'remove', path: '/a~2' }, 'PATCH_MALFORMED'],
    ['has no pointer', { op: 'remove', path: 'a' }, 'PATCH_MALFORMED'],
    ['is no object', null, 'PATCH_MALFORMED'],
  ])('%s', (_, operation, want) => {
    const before = structuredClone(resource);
    expect(apply(operation)).toEqual(want);
    expect(resource).toEqual(before);
  });

  it('gives a member named __proto__ to the object alone', () => {
    const outcome = apply({ op: 'add', path: '/__proto__', value: { x: 1 } }) as object;
    expect(Object.keys(outcome)).toContain('__proto__');
    expect(Object.getPrototypeOf(outcome)).toBe(Object.prototype);
  });

  it.each([
    ['copies that double', Array.from({ length: 40 }, (_, index) => ({ op: 'copy', from: '', path: `/c${index}` }))],
    ['nesting without end', [{ op: 'add', path: `/a${'/a'.repeat(500)}`, value: 1 }]],
  ])('refuses %s', (_, patch) => {
    expect(apply(...patch)).toBe('PATCH_TOO_LARGE');
  });

  it('changes nothing when a later operation cannot be applied', () => {
    const before = structuredClone(resource);
    const patch = [
      { op: 'add', path: '/deep/b/d', value: 1 },
      { op: 'remove', path: '/lines/0' },
      { op: 'remove', path: '/c' },
    ];
    expect(apply(...patch)).toBe('PATCH_CONFLICT');
    expect(resource).toEqual(before);
  });

  it('refuses what is no list of operations', () => {
    expect(applyJsonPatch(resource, {})).toMatchObject({ problem: { status: 400 } });
  });
});
