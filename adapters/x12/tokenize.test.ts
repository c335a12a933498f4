import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildInterchange } from '../../test/scenarios/x12/build-interchange.ts';
import { tokenize, tokenizeStream, type Segment } from './index.ts';

const folder = new URL('../../test/scenarios/x12/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.835'));

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function stream(bytes: Uint8Array, size: number): Promise<readonly Segment[]> {
  const all: Segment[] = [];
  for await (const segments of tokenizeStream(inChunks(bytes, size), 'test.835')) all.push(...segments);
  return all;
}

const plain = (segments: readonly Segment[]) => segments.map(({ id, elements, offset, length }) => ({ id, elements, offset, length }));

test('segments have id, elements, offset and length; the terminator belongs to none', () => {
  const segments = plain(tokenize(readFileSync(new URL('C21.835', folder)), 'C21.835'));
  expect(segments[1]).toEqual({
    id: 'GS',
    elements: ['HP', 'PAYER', 'PROVIDER', '20260131', '0605', '1', 'X', '005010X221A1'],
    offset: 106,
    length: 51,
  });
  expect(segments.filter(({ id }) => id === 'ISA').map(({ elements }) => [elements.length, elements[15]])).toEqual([
    [16, ':'],
    [16, '>'],
  ]);
});

test('components are parted by what ISA16 declares', () => {
  const plb = tokenize(readFileSync(new URL('C03.835', folder)), 'C03.835').find(({ id }) => id === 'PLB');
  expect(plb?.components(3)).toEqual(['L6', 'INT']);
});

describe.for(files)('%s', (name) => {
  const bytes = readFileSync(new URL(name, folder));
  test('segments and padding are all there is', () => {
    let at = 0;
    for (const { offset, length } of tokenize(bytes, name)) {
      expect(bytes.subarray(at, offset).toString().trim()).toBe('');
      at = offset + length + 1;
    }
    expect(bytes.subarray(at).toString().trim()).toBe('');
  });

  test.for([1, 2, 7, 105, 106, 107, 512])('a stream in chunks of %i bytes gives the same', async (size) => {
    expect(plain(await stream(bytes, size))).toEqual(plain(tokenize(bytes, name)));
  });
});

describe('bytes that stop being X12', () => {
  const good = buildInterchange();
  test.for([
    ['no ISA', 'hello', 'an ISA segment is expected here (byte 0)'],
    ['after an interchange', `${good}hello`, `an ISA segment is expected here (byte ${good.length})`],
    ['an ISA of the wrong length', good.replace('PAYER     ', 'PAYER'), 'ISA06 has 10 of 15 characters (byte 35)'],
    ['the end inside a segment', good.slice(0, -1), `the file ends inside a segment (byte ${good.length - 1})`],
    ['a segment without end', good.slice(0, 200).padEnd(3 << 20, 'A'), 'no segment terminator within 1048576 bytes'],
  ] as const)('%s', async ([, text, message]) => {
    await expect(stream(Buffer.from(text), 1 << 16)).rejects.toMatchObject({
      code: 'X12_MALFORMED',
      detail: expect.stringContaining(message),
    });
  });
});
