import { describe, expect, it } from 'vitest';
import { announcementOf, readContract } from '../../registry/contract/index.ts';
import { type Criticality, memoryTree } from '../../registry/workspace/index.ts';
import { operationByKey, whyNotYet } from './sunset.ts';

describe('whyNotYet', () => {
  it.each<[string, boolean, string | undefined, Criticality, string, string | undefined]>([
    ['never deprecated', false, '2020-01-01', 3, '2026-01-01', 'never announced'],
    ['without a date', true, undefined, 3, '2026-01-01', 'without a date'],
    ['no date', true, 'soon', 3, '2026-01-01', "'soon' is no date"],
    ['before the sunset', true, '2026-01-02', 3, '2026-01-01', 'may go from 2026-01-02 on'],
    ['on the day at criticality 3', true, '2026-01-01', 3, '2026-01-01', undefined],
    ['within the grace', true, '2026-01-01', 2, '2026-01-30', 'may go from 2026-01-31 on'],
    ['after the grace', true, '2026-01-01', 2, '2026-01-31', undefined],
    ['90 days at criticality 1', true, '2026-01-01', 1, '2026-03-31', '2026-04-01'],
    ['180 days at criticality 0', true, '2026-01-01', 0, '2026-06-29', '2026-06-30'],
    ['an HTTP date', true, 'Thu, 01 Jan 2026 23:59:59 GMT', 3, '2026-01-01', undefined],
  ])('%s', (_name, isDeprecated, sunset, criticality, asOf, reason) => {
    const found = whyNotYet({ isDeprecated, sunset }, { criticality, asOf });
    if (reason === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(reason);
  });
});

it.each<[string, object]>([
  ['x-sunset', { 'x-sunset': '2026-01-01' }],
  ['a header with a constant', { responses: { 200: { description: 'ok', headers: { sunset: { schema: { const: '2026-01-01' } } } } } }],
  [
    'a header with an example',
    { responses: { 200: { description: 'ok', headers: { Sunset: { schema: { type: 'string' }, example: '2026-01-01' } } } } },
  ],
])('reads the sunset from %s', async (_name, given) => {
  const document = {
    openapi: '3.1.0',
    info: { title: 't', version: '1.0.0' },
    paths: { '/a': { get: { deprecated: true, responses: {}, ...given } } },
  };
  const contract = await readContract(memoryTree({ 'a.json': JSON.stringify(document) }), 'a.json');
  expect(announcementOf(operationByKey(contract, 'GET /a')!)).toEqual({ isDeprecated: true, sunset: '2026-01-01' });
});
