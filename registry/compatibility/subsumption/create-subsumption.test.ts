import { expect, test } from 'vitest';
import type { Schema } from '../../contract/index.ts';
import { createSubsumption } from './index.ts';
import { contractOfSchemas } from './testing/contract-of-schemas.ts';

test('a count of properties that only an alternative asks for is refused with a witness', () => {
  const sent: Schema = {
    type: 'object',
    properties: { k: true },
    anyOf: [
      { properties: { a: true }, required: ['k'] },
      { properties: { b: true }, required: ['k'] },
    ],
    oneOf: [{ minProperties: 2 }, { maxProperties: 0 }],
  };
  const taken: Schema = { type: 'object', properties: { k: true }, maxProperties: 1 };
  const engine = createSubsumption(contractOfSchemas([sent]), contractOfSchemas([taken]), { direction: 'event', profile: 'wire' });
  expect(engine.subsumes({ $ref: 'schema:0' }, { $ref: 'schema:0' })).toMatchObject({ answer: 'no' });
});
