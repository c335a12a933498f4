import { expect, test } from 'vitest';
import { compileSchema, summarise, takesBody } from '../document-under-test.ts';

type Samples = { readonly good: readonly unknown[]; readonly bad: readonly unknown[] };

const FORMATS: readonly [format: string, samples: Samples][] = [
  [
    'date',
    {
      good: ['2024-02-29', '0000-01-01'],
      bad: ['2023-02-29', '2024-13-01', '2024-00-10', '2024-1-1', '2024-04-31', '2024-01-01T00:00:00Z', ' 2024-01-01'],
    },
  ],
  [
    'date-time',
    {
      good: [
        '2024-02-29T23:59:59Z',
        '2024-02-29t23:59:59.123456z',
        '2024-01-01T00:00:00+14:00',
        '2016-12-31T23:59:60Z',
        '2016-12-31T15:59:60-08:00',
      ],
      bad: [
        '2024-02-30T00:00:00Z',
        '2024-01-01 00:00:00Z',
        '2024-01-01T00:00:00',
        '2024-01-01T24:00:00Z',
        '2024-01-01T12:00:60Z',
        '2024-01-01T00:00:00+0100',
        '2024-01-01T00:00:00.Z',
        '2024-01-01',
      ],
    },
  ],
  ['time', { good: ['23:59:60Z', '00:00:00+00:00', '12:00:00.5-08:00'], bad: ['12:00:00', '12:60:00Z', '22:59:60Z', '12:00Z'] }],
  ['duration', { good: ['P1D', 'PT1H30M', 'P2W', 'P1Y2M3DT4H', 'PT0.5S'], bad: ['P', 'PT', '1D', 'P1H', 'P1W2D'] }],
  [
    'uuid',
    {
      good: ['123e4567-e89b-12d3-a456-426614174000', '123E4567-E89B-12D3-A456-426614174000'],
      bad: ['123e4567e89b12d3a456426614174000', 'urn:uuid:123e4567-e89b-12d3-a456-426614174000', '123e4567-e89b-12d3-a456-42661417400g'],
    },
  ],
  [
    'uri',
    {
      good: ['https://example.com/a?b#c', 'urn:isbn:0451450523', 'mailto:a@b.example'],
      bad: ['/relative', 'example.com', 'https://exa mple.com', 'https://example.com/%zz', ''],
    },
  ],
  [
    'uri-reference',
    { good: ['/a/b?c', '../d', '#e', '', 'a/b:c', '?d:e', 'https://example.com'], bad: ['a b', '\\\\host', '%zz', '::1', '1a:b'] },
  ],
  ['iri', { good: ['https://exämple.com/ü'], bad: ['/relative', 'https://exä mple.com'] }],
  ['uri-template', { good: ['/a/{b}', '/a{?b,c*}'], bad: ['/a/{b', '/a/}b'] }],
  ['email', { good: ['jane.doe+x@example.com'], bad: ['jane', 'jane@', '@example.com', 'jane doe@example.com', 'jane@exam_ple.com'] }],
  ['idn-email', { good: ['jäne@exämple.com'], bad: ['jäne', 'j ne@exämple.com'] }],
  [
    'hostname',
    { good: ['example.com', 'localhost', 'xn--bcher-kva.example'], bad: ['-a.com', 'a..b', 'a_b.com', `${'a'.repeat(64)}.com`, ''] },
  ],
  ['ipv4', { good: ['127.0.0.1', '255.255.255.255'], bad: ['256.0.0.1', '1.2.3', '01.2.3.4', '1.2.3.4.5'] }],
  ['ipv6', { good: ['::1', '2001:db8::8a2e:370:7334', '::ffff:192.0.2.1'], bad: ['1::2::3', ':::', '12345::', '127.0.0.1'] }],
  ['byte', { good: ['', 'aGVsbG8=', 'aGVsbG8h'], bad: ['a', 'aGVsbG8', '@@@@', '@@@@\nabcd', 'aGVs bG8='] }],
  ['base64url', { good: ['aGVsbG8', 'a-_b'], bad: ['a+b/', 'a b'] }],
  ['decimal', { good: ['12.50', '-0.1', '7'], bad: ['12,50', '1e3', '', 'abc', '.'] }],
  ['json-pointer', { good: ['', '/a/b~1c'], bad: ['a', '/a~2'] }],
  ['regex', { good: ['^a+$'], bad: ['(', '['] }],
  ['int32', { good: [0, -2147483648, 2147483647], bad: [2147483648, -2147483649, 1.5] }],
  ['int64', { good: [9007199254740991, -1], bad: [1e19, 0.5] }],
  ['uint8', { good: [0, 255], bad: [-1, 256] }],
];

test.each(
  FORMATS.flatMap(([format, { good, bad }]) => [
    ...good.map((value) => [format, true, value] as const),
    ...bad.map((value) => [format, false, value] as const),
  ]),
)('%s: %s for %j', async (format, isGood, value) => {
  const verdict = takesBody(await compileSchema({ format }), value);
  expect(summarise(verdict)).toEqual(isGood ? 'accepted' : ['invalid-body']);
});

test.each([
  ['an unknown format is an annotation', { format: 'tin9' }, 'anything', 'accepted'],
  ['a string format says nothing of numbers', { format: 'date' }, 12, 'accepted'],
  ['a number format says nothing of strings', { format: 'int32' }, 'x', 'accepted'],
  ['a decimal pattern that fits', { type: 'string', pattern: '^-?(0|[1-9]\\d{0,14})\\.\\d{2}$' }, '-1234.50', 'accepted'],
  ['a decimal pattern that does not', { type: 'string', pattern: '^-?(0|[1-9]\\d{0,14})\\.\\d{2}$' }, '1234.5', ['invalid-body']],
  ['a pattern with Unicode properties', { pattern: '^\\p{L}+$' }, 'Łódź', 'accepted'],
  ['a pattern that is only valid without the u flag', { pattern: '^[\\w\\-]+\\_$' }, 'a-b_', 'accepted'],
  ['length in characters, not code units', { maxLength: 2 }, '😀😀', 'accepted'],
  ['cents are a multiple of 0.01', { multipleOf: 0.01 }, 19.99, 'accepted'],
  ['tenths of cents are not', { multipleOf: 0.01 }, 19.991, ['invalid-body']],
  ['large multiples', { multipleOf: 0.001 }, 1e20, 'accepted'],
  [
    'unique by value, not by member order',
    { uniqueItems: true },
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    ['invalid-body'],
  ],
  ['unique', { uniqueItems: true }, [1, '1', true, 'true', null, 'null'], 'accepted'],
  ['an object as const', { const: { a: [1] } }, { a: [1] }, 'accepted'],
  ['another object than const', { const: { a: [1] } }, { a: [2] }, ['invalid-body']],
  ['1.0 is an integer', { type: 'integer' }, 1.0, 'accepted'],
])('%s', async (_, schema, value, want) => {
  expect(summarise(takesBody(await compileSchema(schema), value))).toEqual(want);
});

test('comparing 50,000 objects takes no quadratic time', async () => {
  const compiled = await compileSchema({ uniqueItems: true });
  const items = Array.from({ length: 50_000 }, (_, index) => ({ index }));
  expect(summarise(takesBody(compiled, items))).toBe('accepted');
});
