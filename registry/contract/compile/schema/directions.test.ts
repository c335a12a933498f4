import { describe, expect, test } from 'vitest';
import { compileSchema, givesBody, summarise, takesBody } from '../document-under-test.ts';

const account = {
  type: 'object',
  required: ['id', 'name', 'pin'],
  properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' }, pin: { type: 'string', writeOnly: true } },
  additionalProperties: false,
};

describe('readOnly on the way in, writeOnly on the way out', () => {
  test.each<[string, 'in' | 'out', unknown, unknown]>([
    ['a request needs no id', 'in', { name: 'a', pin: '1' }, 'accepted'],
    ['an id in a request is not judged', 'in', { id: 'x', name: 'a', pin: '1' }, 'accepted'],
    ['a request needs the pin', 'in', { name: 'a' }, ['invalid-body']],
    ['a closed request takes nothing else', 'in', { name: 'a', pin: '1', more: 1 }, ['invalid-body /more']],
    ['a response needs the id', 'out', { name: 'a' }, ['invalid-body']],
    ['a response needs no pin', 'out', { id: 1, name: 'a' }, 'accepted'],
    ['a pin in a response is not judged', 'out', { id: 1, name: 'a', pin: 5 }, 'accepted'],
    ['the id of a response is judged', 'out', { id: 'x', name: 'a' }, ['invalid-body /id']],
  ])('%s', async (_, direction, value, want) => {
    const compiled = await compileSchema({ $ref: '#/components/schemas/Account' }, { Account: account });
    expect(summarise(direction === 'in' ? takesBody(compiled, value) : givesBody(compiled, value))).toEqual(want);
  });

  const schemas = {
    Account: account,
    Identity: { type: 'string', readOnly: true },
    Plain: { properties: { id: { type: 'integer' } } },
    Named: { type: 'object', required: ['id', 'name'], properties: { name: { type: 'string' } } },
    Node: {
      type: 'object',
      required: ['id', 'next'],
      properties: { id: { type: 'integer', readOnly: true }, next: { anyOf: [{ $ref: '#/components/schemas/Node' }, { type: 'null' }] } },
    },
  };
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  test.each<[string, unknown, unknown, unknown]>([
    ['in items', { type: 'array', items: ref('Account') }, [{ name: 'a', pin: '1' }], 'accepted'],
    ['in a recursive schema', ref('Node'), { next: { next: null } }, 'accepted'],
    ['by reference', { required: ['id'], properties: { id: ref('Identity') } }, {}, 'accepted'],
    ['by reference in allOf', { required: ['id'], properties: { id: { allOf: [ref('Identity')] } } }, {}, 'accepted'],
    ['required by another part of allOf', { allOf: [ref('Named'), { properties: { id: { readOnly: true } } }] }, { name: 'a' }, 'accepted'],
    ['required elsewhere without the annotation', { properties: { one: ref('Named') } }, { one: { name: 'a' } }, ['invalid-body /one']],
    [
      'declared again by a schema that is referred to',
      { allOf: [ref('Plain'), { properties: { id: { readOnly: true } } }] },
      { id: 'not an integer' },
      'accepted',
    ],
    [
      'closed by unevaluatedProperties',
      { allOf: [{ properties: { id: { readOnly: true } } }], unevaluatedProperties: false },
      { id: 1 },
      'accepted',
    ],
    [
      'closed in another part of allOf',
      { allOf: [{ properties: { a: {} }, additionalProperties: false }, { properties: { id: { readOnly: true } } }] },
      { a: 1, id: 2 },
      'accepted',
    ],
    ['a name in dependentRequired', { properties: { id: { readOnly: true } }, dependentRequired: { a: ['id'] } }, { a: 1 }, 'accepted'],
    [
      'alternatives that differ in it alone',
      {
        oneOf: [
          { required: ['a'], properties: { a: { readOnly: true } } },
          { required: ['b'], properties: { b: {} } },
        ],
      },
      { b: 1 },
      'accepted',
    ],
    [
      'a condition is asked as it stands',
      { if: { required: ['id'] }, then: { required: ['more'] }, properties: { id: { readOnly: true } } },
      { id: 1 },
      ['invalid-body'],
    ],
  ])('%s', async (_, schema, value, want) => {
    expect(summarise(takesBody(await compileSchema(schema, schemas), value))).toEqual(want);
  });

  test('a contract without the annotations has one view', async () => {
    const compiled = await compileSchema({ type: 'object', required: ['id'] });
    expect([summarise(takesBody(compiled, {})), summarise(givesBody(compiled, {}))]).toEqual([['invalid-body'], ['invalid-body']]);
  });
});
