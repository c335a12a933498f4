import { describe, expect, it } from 'vitest';
import { parsePrefer, readPreferences } from './prefer.ts';

describe('readPreferences', () => {
  it.each([
    [
      'code=404, example=missing, dynamic=true, seed=7, fault=timeout',
      '/x',
      { code: '404', example: 'missing', dynamic: true, seed: '7', fault: 'timeout' },
    ],
    ['code=404,code=500', '/x', { code: '404' }],
    ['Example="one, \\"two\\"; three"', '/x', { example: 'one, "two"; three' }],
    ['dynamic', '/x', { dynamic: true }],
    ['dynamic=false', '/x', { dynamic: false }],
    ['dynamic=perhaps, code=', '/x', {}],
    ['code = 201 ; note=x , seed = a', '/x', { code: '201', seed: 'a' }],
    ['respond-async, wait=10', '/x', {}],
    ['/, code=204, "', '/x', { code: '204' }],
    [undefined, '/x?__code=404&__example=a%20b&__dynamic=true&__seed=1', { code: '404', example: 'a b', dynamic: true, seed: '1' }],
    [undefined, '/x?__seed=%00x%0A&__example=%7F', { seed: 'x' }],
    ['code=500', '/x?__code=404', { code: '500' }],
    [undefined, '/__code=1', {}],
  ] as const)('reads %j of %s', (prefer, url, want) => {
    const { all: _, ...read } = readPreferences(prefer === undefined ? {} : { prefer }, url);
    expect(read).toEqual(want);
  });
});

describe('parsePrefer', () => {
  it('keeps parameters and the preferences that others know', () => {
    const { value, parameters } = parsePrefer('fault=slow; ms=200; Rate="0.5", wait=10').get('fault') ?? {};
    expect([value, ...(parameters ?? [])]).toEqual(['slow', ['ms', '200'], ['rate', '0.5']]);
  });

  it('reads a hostile field in no time', () => {
    const hostile = `${'a;'.repeat(20_000)}"`;
    const begin = process.cpuUsage().user;
    parsePrefer(hostile);
    parsePrefer(`a="${'\\'.repeat(40_000)}`);
    expect(process.cpuUsage().user - begin).toBeLessThan(500_000);
  });
});
