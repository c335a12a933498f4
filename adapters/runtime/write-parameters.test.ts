import { describe, expect, it } from 'vitest';
import type { HttpOperation, Parameter } from '../../registry/contract/index.ts';
import { writeUrl } from './write-parameters.ts';

const location = { file: 'x.yaml', pointer: '' };

function operation(path: string, ...parameters: Partial<Parameter>[]): HttpOperation {
  return {
    path,
    parameters: parameters.map((parameter) => ({
      required: false,
      deprecated: false,
      explode: parameter.in === 'query' && parameter.style === 'form',
      allowReserved: false,
      allowEmptyValue: false,
      examples: [],
      direction: 'input',
      schema: true,
      location,
      ...parameter,
    })),
  } as unknown as HttpOperation;
}

describe('writeUrl', () => {
  const table: readonly [string, { readonly of: HttpOperation; readonly path?: object; readonly query?: object; readonly want: string }][] =
    [
      ['encodes a path value as one segment', { of: operation('/xs/{id}'), path: { id: 'a/b ?ü' }, want: '/xs/a%2Fb%20%3F%C3%BC' }],
      ['label', { of: operation('/x{v}', { name: 'v', in: 'path', style: 'label' }), path: { v: [1, 2] }, want: '/x.1,2' }],
      [
        'matrix',
        { of: operation('/x{v}', { name: 'v', in: 'path', style: 'matrix', explode: true }), path: { v: [1, 2] }, want: '/x;v=1;v=2' },
      ],
      [
        'leaves out what is undefined',
        { of: operation('/xs', { name: 'a', in: 'query', style: 'form' }), query: { a: undefined, b: 1 }, want: '/xs?b=1' },
      ],
      [
        'form exploded',
        { of: operation('/xs', { name: 'a', in: 'query', style: 'form' }), query: { a: ['x', 'y&'] }, want: '/xs?a=x&a=y%26' },
      ],
      [
        'form together',
        { of: operation('/xs', { name: 'a', in: 'query', style: 'form', explode: false }), query: { a: ['x', 'y'] }, want: '/xs?a=x,y' },
      ],
      [
        'pipes',
        { of: operation('/xs', { name: 'a', in: 'query', style: 'pipeDelimited' }), query: { a: ['x', 'y'] }, want: '/xs?a=x%7Cy' },
      ],
      [
        'deepObject',
        {
          of: operation('/xs', { name: 'f', in: 'query', style: 'deepObject' }),
          query: { f: { a: 1, b: undefined } },
          want: '/xs?f%5Ba%5D=1',
        },
      ],
      [
        'content',
        {
          of: operation('/xs', { name: 'f', in: 'query', mediaType: 'application/json' }),
          query: { f: { a: 1 } },
          want: '/xs?f=%7B%22a%22%3A1%7D',
        },
      ],
    ];
  it.each(table)('%s', (_, { of, path, query, want }) => {
    expect(writeUrl(of, { ...path }, { ...query })).toBe(want);
  });
});
