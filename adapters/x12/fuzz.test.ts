import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BODY, bodyWith, buildInterchange } from '../../test/scenarios/x12/build-interchange.ts';
import { findImbalances, readRemittanceFile } from './index.ts';

const folder = new URL('../../test/scenarios/x12/', import.meta.url);
const seeds: readonly Buffer[] = [
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.835'))
    .map((name) => readFileSync(new URL(name, folder))),
  readFileSync(new URL('../../examples/remittance.835', import.meta.url)),
  Buffer.from(buildInterchange({ sets: [BODY, bodyWith('TRN', 'TRN*1*EFT2*1999999999'), BODY] }) + buildInterchange({ terminator: '\n' })),
];

/** Numbers from 0 up to, not including, a limit: mulberry32. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

const TEMPTING = Buffer.from("*~:^>|'\n\r\0 \u001aISAGSTE0123456789-.é", 'utf8');

function mutate(bytes: Buffer, random: (limit: number) => number): Buffer {
  let mutated = Buffer.from(bytes);
  for (let count = 1 + random(6); count > 0; count -= 1) {
    const at = random(mutated.length + 1);
    const to = Math.min(mutated.length, at + 1 + random(random(4) === 0 ? 200 : 4));
    const byte = random(3) === 0 ? random(256) : TEMPTING[random(TEMPTING.length)]!;
    switch (random(6)) {
      case 0:
        if (at < mutated.length) mutated[at] = byte;
        break;
      case 1:
        mutated = Buffer.concat([mutated.subarray(0, at), mutated.subarray(to)]);
        break;
      case 2:
        mutated = Buffer.concat([mutated.subarray(0, at), Buffer.from([byte]), mutated.subarray(at)]);
        break;
      case 3:
        mutated = Buffer.concat([mutated.subarray(0, to), mutated.subarray(at)]);
        break;
      case 4:
        mutated = mutated.subarray(0, at);
        break;
      default:
        mutated = Buffer.concat([mutated.subarray(0, at), seeds[random(seeds.length)]!.subarray(0, to), mutated.subarray(at)]);
    }
  }
  return mutated;
}

describe.for([1, 2, 3, 4])('seed %i: 1500 mutations', (seed) => {
  test('none throws, every transaction set has its own bytes, and what was read can be balanced', () => {
    const random = randomFrom(seed);
    let read = 0;
    let quarantined = 0;
    for (let round = 0; round < 1500; round += 1) {
      const bytes = mutate(seeds[random(seeds.length)]!, random);
      const file = readRemittanceFile(bytes, 'mutated.835');
      let end = 0;
      for (const interchange of file.interchanges) {
        expect(interchange.start).toBeGreaterThanOrEqual(end);
        expect(interchange.end).toBeGreaterThan(interchange.start);
        end = interchange.end;
      }
      end = 0;
      for (const transaction of file.transactions) {
        const { evidence } = transaction;
        expect(evidence.start).toBeGreaterThanOrEqual(end);
        expect(evidence.end).toBeGreaterThanOrEqual(evidence.start);
        expect(evidence.end).toBeLessThanOrEqual(bytes.length);
        end = evidence.end;
        if (transaction.kind === 'quarantined') {
          quarantined += 1;
          expect(transaction.fault.offset).toBeLessThanOrEqual(bytes.length);
          expect(transaction.fault.message).not.toMatch(/TEST\d|SAMPLE|DOE|JANE/);
          continue;
        }
        read += 1;
        expect(bytes.subarray(evidence.start).toString('latin1')).toMatch(/^ST.835/);
        findImbalances(transaction.remittance, transaction.places);
        for (const claim of transaction.remittance.claims) expect(bytes.subarray(claim.byteRange.start).toString('latin1')).toMatch(/^CLP/);
      }
      expect(file.transactions.length).toBeGreaterThanOrEqual(Math.max(1, file.interchanges.length));
    }
    expect(read).toBeGreaterThan(200);
    expect(quarantined).toBeGreaterThan(1000);
  });
});

test('hostile shapes take time in proportion to their size', () => {
  const size = 1 << 20;
  const repeat = (text: string) => Buffer.from(text.repeat(Math.ceil(size / text.length)).slice(0, size));
  const head = buildInterchange().slice(0, 400);
  const shapes = ['ISA', 'ISA*', 'ISA*GS*~', '~', '*', 'ST*835*0001~', 'GS*~', 'SE*~', '\n', head, `${head.slice(0, 106)}~`];
  for (const shape of shapes) {
    const start = performance.now();
    const { transactions } = readRemittanceFile(repeat(shape), 'hostile.835');
    expect(transactions.length).toBeGreaterThanOrEqual(1);
    expect(performance.now() - start, `one MiB of ${JSON.stringify(shape.slice(0, 20))}`).toBeLessThan(10_000);
  }
});
