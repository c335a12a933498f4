import { expect, test } from 'vitest';
import { compileSchema, summarise, takesBody } from '../document-under-test.ts';

test.each<[name: string, schema: object, value: unknown, want: readonly string[]]>([
  ['contains in fewer items', { prefixItems: [{ type: 'string' }], contains: {} }, [], ['invalid-body']],
  ['uniqueItems in fewer items', { prefixItems: [{}, {}, { type: 'string' }], uniqueItems: true }, [1, 1], ['invalid-body']],
  ['an item of the prefix', { prefixItems: [{}, { type: 'string' }] }, [1, 1], ['invalid-body /1']],
])('prefixItems and %s', async (_, schema, value, want) => {
  expect(summarise(takesBody(await compileSchema(schema), value))).toEqual(want);
});
