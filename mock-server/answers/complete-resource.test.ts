import { expect, it } from 'vitest';
import type { Schema } from '../../registry/contract/index.ts';
import { compileText } from '../testing/serve.ts';
import { completeResource } from './complete-resource.ts';

const { contract } = await compileText('{ openapi: 3.1.0, info: { title: t, version: 1 }, paths: {} }');
const assigned = { sequence: 1, instantMs: Date.UTC(2026, 2, 1, 8), seed: 's' };
const text = (format: string) => ({ type: 'string', format, readOnly: true });

/** A resource of nothing, completed by the members of a schema. */
function complete(properties: Readonly<Record<string, Schema>>, given = {}, isNew = true): unknown {
  return completeResource(contract, { type: 'object', properties }, given, { ...assigned, isNew });
}

it('takes dates and instants that the system assigns from the clock, and later ones for what lies ahead', () => {
  const schema = {
    paidOn: text('date'),
    createdAt: text('date-time'),
    postingDate: text('date'),
    dueDate: text('date'),
    expiresAt: text('date-time'),
    birthDate: text('date'),
  };
  expect(complete(schema)).toEqual({
    paidOn: '2026-03-01',
    createdAt: '2026-03-01T08:00:00Z',
    postingDate: '2026-03-01',
    dueDate: '2026-04-02',
    expiresAt: '2027-04-05T08:00:00Z',
    birthDate: expect.stringMatching(/^19/),
  });
});

it.each<readonly [string, Schema, unknown]>([
  ['a text', { type: 'string', default: 'none' }, 'none'],
  ['false', { type: 'boolean', default: false }, false],
  ['null', { type: ['string', 'null'], default: null }, null],
  ['one of a list', { enum: ['a', 'b'], default: 'b' }, 'b'],
  ['a list', { type: 'array', default: [] }, []],
  ['not one of another type', { type: 'integer', default: 'one' }, undefined],
  ['not one that is not in the list', { enum: ['a'], default: 'b' }, undefined],
])('fills in a default that is %s', (_, schema, want) => {
  expect(complete({ it: schema })).toEqual(want === undefined ? {} : { it: want });
  expect(complete({ it: schema }, { it: 'sent' })).toEqual({ it: 'sent' });
  expect(complete({ it: schema }, {}, false)).toEqual({});
});

it('counts numbers like the example where their pattern is valid without the u flag alone', () => {
  const schema: Schema = { type: 'string', readOnly: true, pattern: String.raw`^PO\-\d{6}$`, examples: ['PO-400000'] };
  expect(complete({ orderNo: schema })).toEqual({ orderNo: 'PO-400001' });
});

it('fills in defaults of parts', () => {
  const line: Schema = { type: 'object', properties: { unit: { type: 'string', default: 'EA' } } };
  expect(complete({ lines: { type: 'array', items: line } }, { lines: [{}, { unit: 'KG' }] })).toEqual({
    lines: [{ unit: 'EA' }, { unit: 'KG' }],
  });
});
