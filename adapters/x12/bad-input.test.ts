import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BODY, bodyWith, buildInterchange, isaOf } from '../../test/scenarios/x12/build-interchange.ts';
import { readRemittanceFile, type RemittanceFile, type TransactionRead } from './index.ts';

const read = (text: string | Uint8Array): RemittanceFile =>
  readRemittanceFile(typeof text === 'string' ? Buffer.from(text) : text, 'test.835');
const brief = (transaction: TransactionRead) => (transaction.kind === 'remittance' ? 'remittance' : transaction.fault.code);
const codes = (text: string | Uint8Array) => read(text).transactions.map(brief);
const firstFault = (text: string) => {
  const transaction = read(text).transactions.find(({ kind }) => kind === 'quarantined');
  return transaction?.kind === 'quarantined' ? transaction : undefined;
};

test('the interchange that these tests break is good', () => {
  expect(codes(buildInterchange())).toEqual(['remittance']);
});

describe('ordinary input', () => {
  const good = buildInterchange();
  const named = (bytes: Uint8Array) =>
    Buffer.concat([Buffer.from(good.slice(0, good.indexOf('DOE'))), bytes, Buffer.from(good.slice(good.indexOf('DOE')))]);
  test.for<readonly [string, string | Uint8Array]>([
    ['a byte order mark', `\u{feff}${good}`],
    ['CRLF after every terminator', good.replaceAll('~', '~\r\n')],
    ['LF after every terminator', good.replaceAll('~', '~\n')],
    ['indented segments', good.replaceAll('~', '~\n  \t')],
    ['NUL padding and a DOS end-of-file mark', `${good}\r\n\0\0\0\u001a`],
    ['newlines before and after', `\r\n\n${good}\n\n\n`],
    ['a line feed as terminator', buildInterchange({ terminator: '\n' })],
    ['a line feed as terminator, none at the end', buildInterchange({ terminator: '\n' }).trimEnd()],
    ['a line feed as terminator, blank lines at the end', `${buildInterchange({ terminator: '\n' })}\n\n`],
    ['a carriage return as terminator, each with a line feed', buildInterchange({ terminator: '\r' }).replaceAll('\r', '\r\n')],
    ['a name in UTF-8', named(Buffer.from('MÜLLER ', 'utf8'))],
    ['a name in Latin-1', named(Buffer.from('MÜLLER ', 'latin1'))],
    ['the guide without its errata', buildInterchange({ guide: '005010X221' })],
    ['ISA11 U, as 4010 has it', good.replace('*^*', '*U*')],
    ['a TA1 before the group', good.replace('GS*', 'TA1*000000009*260130*0600*A*000~GS*')],
  ])('%s', ([, input]) => {
    expect(codes(input)).toEqual(['remittance']);
  });
});

test('text is decoded as UTF-8 where it is, else as Latin-1', () => {
  const text = buildInterchange({ sets: [bodyWith('CLP', 'CLP*PÄ1*1*200*80*20*12*ICN1*11*1')] });
  for (const encoding of ['utf8', 'latin1'] as const) {
    const [transaction] = read(Buffer.from(text, encoding)).transactions;
    expect(transaction?.kind === 'remittance' && transaction.remittance.claims[0]?.patientControlNo).toBe('PÄ1');
  }
});

describe('not X12', () => {
  test.for([
    ['an empty file', '', 'the file is empty'],
    ['only padding', ' \r\n\0', 'the file is empty'],
    ['JSON', '{"ISA": true}', 'an X12 interchange begins with an ISA segment'],
    ['a word that begins like one', 'ISABELLA', 'an X12 interchange begins with an ISA segment'],
    ['UTF-16', '\u{feff}ISA*00*', 'UTF-16'],
  ] as const)('%s counts as one, quarantined', ([name, text, message]) => {
    const { transactions } = read(Buffer.from(text, name === 'UTF-16' ? 'utf16le' : 'utf8'));
    expect(transactions).toMatchObject([{ kind: 'quarantined', fault: { code: 'NOT_X12', message: expect.stringContaining(message) } }]);
  });
});

describe('envelopes', () => {
  const good = buildInterchange();
  const two = buildInterchange({ sets: [BODY, bodyWith('TRN', 'TRN*1*EFT2*1999999999')] });
  const TA1 = (note: string) => `TA1*000000001*260131*0605*R*${note}~`;
  test.for<readonly [string, string, readonly string[], string, string?]>([
    ['IEA02', good.replace('IEA*1*000000001', 'IEA*1*000000002'), ['INTERCHANGE_REJECTED'], "IEA02 is '000000002'", TA1('001')],
    ['IEA01', good.replace('IEA*1*', 'IEA*2*'), ['INTERCHANGE_REJECTED'], "IEA01 says '2' functional groups but 1", TA1('021')],
    ['GE01', two.replace('GE*2*1', 'GE*1*1'), ['GROUP_REJECTED', 'GROUP_REJECTED'], "GE01 says '1' transaction sets but 2"],
    ['GE02', good.replace('GE*1*1', 'GE*1*7'), ['GROUP_REJECTED'], "GE02 is '7' but GS06 is '1'"],
    ['SE01', two.replace('SE*20*0001', 'SE*21*0001'), ['TRANSACTION_REJECTED', 'remittance'], "SE01 says '21' segments but 20"],
    ['SE02', two.replace('SE*20*0002', 'SE*20*0003'), ['remittance', 'TRANSACTION_REJECTED'], "SE02 is '0003' but ST02 is '0002'"],
    ['ST02 twice', two.replaceAll('*0002~', '*0001~'), ['remittance', 'TRANSACTION_REJECTED'], 'already used'],
    ['GE missing', good.replace('GE*1*1~', ''), ['GROUP_REJECTED'], 'before the GE segment'],
    ['SE missing', two.replace('SE*20*0001~', ''), ['TRANSACTION_TRUNCATED', 'remittance'], 'before the SE segment'],
    ['IEA missing', good.replace('IEA*1*000000001~', ''), ['INTERCHANGE_REJECTED'], 'the file ends before the IEA segment', TA1('023')],
    ['GS missing', good.replace(/GS[^~]*~/, ''), ['INTERCHANGE_REJECTED'], 'outside of every functional group', TA1('022')],
    [
      'a segment between ISA and GS',
      good.replace('GS*', 'XX*1~GS*'),
      ['INTERCHANGE_REJECTED'],
      'a segment XX stands between envelopes',
      TA1('022'),
    ],
    [
      'a segment between ST and SE',
      two.replace('ST*835*0002', 'XX*1~ST*835*0002'),
      ['GROUP_REJECTED', 'GROUP_REJECTED'],
      'between transaction sets',
    ],
    ['a wrong group for an 835', buildInterchange({ functionalId: 'HC' }), ['GROUP_REJECTED'], "GS01 is 'HC'"],
    ['another guide', buildInterchange({ guide: '004010X091A1' }), ['TRANSACTION_UNSUPPORTED'], "GS08 is '004010X091A1'"],
    [
      'another set',
      buildInterchange({ setId: '820', functionalId: 'RA' }),
      ['TRANSACTION_UNSUPPORTED'],
      "transaction set '820' is not an 835",
    ],
    ['an interchange with nothing in it', `${isaOf('000000001')}IEA*0*000000001~`, ['TRANSACTION_UNSUPPORTED'], 'holds no transaction set'],
    ['text after the last interchange', `${good}and so on`, ['remittance', 'INTERCHANGE_REJECTED'], 'outside of every interchange'],
    ['text before the first interchange', `dear sir, ${good}`, ['NOT_X12', 'remittance'], 'something else at byte 0'],
    ['ISA13', good.replaceAll('000000001', '00000000A'), ['INTERCHANGE_REJECTED'], 'ISA13', 'TA1*000000000*260131*0605*R*018~'],
    ['ISA12', good.replace('*00501*', '*5.0.1*'), ['INTERCHANGE_REJECTED'], 'ISA12', TA1('017')],
    ['ISA16 a letter', good.replace('*T*:~', '*T*A~'), ['INTERCHANGE_REJECTED'], 'component separator', TA1('027')],
    ['terminator a letter', good.replace('*T*:~', '*T*:A'), ['INTERCHANGE_REJECTED'], 'segment terminator', TA1('004')],
  ])('%s', ([, text, want, message, acknowledgement]) => {
    expect(codes(text)).toEqual(want);
    const fault = firstFault(text)?.fault;
    expect(fault?.message).toContain(message);
    expect(fault?.acknowledgement).toBe(acknowledgement);
  });

  test('an interchange with no IEA ends where the next one begins, whatever that delimits with', () => {
    const other = buildInterchange().replaceAll('*', '|').replaceAll('~', "'").replaceAll(':', '>');
    expect(codes(good.replace('IEA*1*000000001~', '') + other)).toEqual(['INTERCHANGE_REJECTED', 'remittance']);
    expect(codes(good.slice(0, 400) + other)).toEqual(['TRANSACTION_TRUNCATED', 'remittance']);
    expect(codes(good.slice(0, 400) + good)).toEqual(['TRANSACTION_TRUNCATED', 'remittance']);
    expect(codes(good.slice(0, 60) + good)).toEqual(['INTERCHANGE_REJECTED', 'remittance']);
  });

  test('an unknown set keeps the 835s beside it', () => {
    const mixed = two.replace('ST*835*0001', 'ST*999*0001');
    expect(codes(mixed)).toEqual(['TRANSACTION_UNSUPPORTED', 'remittance']);
  });

  test('money at risk is told for what is refused, in its own currency', () => {
    const sets = [bodyWith('CUR', 'CUR*PR*CAD')];
    expect(firstFault(buildInterchange({ sets }).replace('IEA*1', 'IEA*9'))?.payment).toEqual({
      amount: '90.00',
      currency: 'CAD',
      traceNo: 'EFT1',
      payerTin: '1999999999',
    });
  });
});

describe('an ISA of the wrong length', () => {
  const good = buildInterchange();
  test.for<readonly [string, string, string, number]>([
    ['a trimmed element', good.replace('ZZ*PAYER          *', 'ZZ*PAYER*'), 'ISA06 has 5 of 15 characters', 35],
    ['a padded element', good.replace('ZZ*PAYER ', 'ZZ*PAYER  '), 'ISA06 has more than 15 characters', 35],
    ['an element left out', good.replace('*260131', ''), 'ISA09 has 4 of 6 characters', 70],
    ['a short control number', good.replace('*000000001*0*T', '*1*0*T'), 'ISA13 has 1 of 9 characters', 90],
  ])('%s is named with its offset; what it held is counted and valued', ([, text, message, offset]) => {
    expect(read(text).transactions).toMatchObject([
      {
        kind: 'quarantined',
        fault: {
          code: 'INTERCHANGE_REJECTED',
          message: `the ISA segment is not 106 bytes long: ${message}`,
          offset,
          segment: { index: 1, id: 'ISA' },
        },
        payment: { amount: '90.00', currency: 'USD' },
      },
    ]);
  });

  test('the next interchange stands', () => {
    expect(codes(good.replace('PAYER          *', 'PAYER*') + good)).toEqual(['INTERCHANGE_REJECTED', 'remittance']);
    expect(codes(`ISA*00*nothing to see${good}`)).toEqual(['INTERCHANGE_REJECTED', 'remittance']);
  });
});

describe('cut off at any byte', () => {
  const folder = new URL('../../test/scenarios/x12/', import.meta.url);
  const files: readonly (readonly [string, Buffer])[] = [
    ...['C01.835', 'C05.835', 'C21.835'].map((name) => [name, readFileSync(new URL(name, folder))] as const),
    ['two sets', Buffer.from(buildInterchange({ sets: [BODY, bodyWith('TRN', 'TRN*1*EFT2*1999999999')] }))],
    ['two sets by lines', Buffer.from(buildInterchange({ sets: [BODY, bodyWith('TRN', 'TRN*1*EFT2*1999999999')], terminator: '\n' }))],
    ['the example', readFileSync(new URL('../../examples/remittance.835', import.meta.url))],
  ];

  test.for(files)('%s: nothing is read that the whole file does not hold, nothing is lost', ([, whole]) => {
    const all = readRemittanceFile(whole, 'whole.835');
    const ends = all.interchanges.map(({ end }) => end);
    const good = all.transactions.filter(({ kind }) => kind === 'remittance').map((each) => each.evidence.sha256);
    for (let length = 0; length < whole.length; length += 1) {
      const { transactions } = readRemittanceFile(whole.subarray(0, length), 'cut.835');
      expect(transactions.length).toBeGreaterThanOrEqual(1);
      expect(transactions.length).toBeLessThanOrEqual(all.transactions.length);
      for (const transaction of transactions) {
        if (transaction.kind === 'quarantined') {
          if (transaction.payment)
            expect(['90.00', '480.00', '870.00', '900.00', '1364.87', '700.00']).toContain(transaction.payment.amount);
        } else {
          expect(good).toContain(transaction.evidence.sha256);
          const lastNewline = whole.at(-1) === 0x0a ? 1 : 0;
          expect(ends.some((end) => end - lastNewline <= length && transaction.evidence.end < end)).toBe(true);
        }
      }
    }
  });
});
