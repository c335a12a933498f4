import { describe, expect, test } from 'vitest';
import type { Response } from '../../contract/index.ts';
import { responsesMissing, statusPairs } from './response-pairs.ts';

const responses = (...statuses: readonly string[]): readonly Response[] =>
  statuses.map((status) => ({ status, description: '', headers: [], content: [], location: { file: '', pointer: `/${status}` } }));

describe('statusPairs', () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['the same', ['200', '404'], ['200', '404'], ['200 200 200', '404 404 404']],
    ['a range reads an exact status', ['200'], ['2XX'], ['200 200 2XX']],
    ['of a range the exact ones and any other', ['2XX'], ['200', '2XX'], ['200 2XX 200', '299 2XX 2XX']],
    ['a range that is not declared', ['2XX'], ['200'], ['200 2XX 200', '299 2XX -']],
    ['default beside a success stands for errors', ['200', 'default'], ['200'], ['200 200 200', '499 default -']],
    ['default alone stands for all', ['default'], ['200'], ['200 default 200', '199 default -', '299 default -', '499 default -']],
    ['default reads whatever comes', ['204', '404'], ['default'], ['204 204 default', '404 404 default']],
    ['a range before default', ['404'], ['4XX', 'default'], ['404 404 4XX']],
  ])('%s', (_, sender, receiver, want) => {
    const pairs = statusPairs(responses(...sender), responses(...receiver), false);
    expect(pairs.map((pair) => `${pair.status} ${pair.sender.status} ${pair.receiver?.status ?? '-'}`)).toEqual(want);
  });

  test('where senders send anything that they may, default stands for all', () => {
    const pairs = statusPairs(responses('200', 'default'), responses('200'), true);
    expect(pairs.map(({ status, receiver }) => [status, receiver?.status])).toEqual([
      [200, '200'],
      [199, undefined],
      [299, undefined],
      [499, undefined],
    ]);
  });
});

test.each<[readonly string[], readonly string[], readonly string[]]>([
  [['200', '202'], ['200'], ['202']],
  [['2XX'], ['200'], []],
  [['200'], ['2XX'], []],
  [['200', '404', 'default'], ['200'], ['404', 'default']],
  [['404', 'default'], ['200'], ['404']],
  [['404'], ['200', 'default'], []],
  [['202'], ['200', 'default'], ['202']],
])('of %j, %j answers with none of %j', (own, others, want) => {
  expect(responsesMissing(responses(...own), responses(...others), false).map(({ status }) => status)).toEqual(want);
});
