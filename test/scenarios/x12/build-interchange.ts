/** What a test changes about a well-formed interchange. */
export interface InterchangeChange {
  /** Segments of each transaction set, without ST and SE. */
  readonly sets?: readonly (readonly string[])[];
  readonly setId?: string;
  readonly functionalId?: string;
  readonly guide?: string;
  readonly terminator?: string;
}

/** ISA of 106 bytes with `*`, `^`, `:` and a terminator. */
export function isaOf(controlNo: string, terminator = '~'): string {
  return `ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260131*0605*^*00501*${controlNo}*0*T*:${terminator}`;
}

/** An interchange whose envelopes are all right, counts and control numbers included. */
export function buildInterchange({
  sets = [BODY],
  setId = '835',
  functionalId = 'HP',
  guide = '005010X221A1',
  terminator = '~',
}: InterchangeChange = {}): string {
  const transactions = sets.map((segments, index) => {
    const controlNo = String(index + 1).padStart(4, '0');
    return [`ST*${setId}*${controlNo}`, ...segments, `SE*${segments.length + 2}*${controlNo}`];
  });
  const rest = [
    `GS*${functionalId}*PAYER*PROVIDER*20260131*0605*1*X*${guide}`,
    ...transactions.flat(),
    `GE*${sets.length}*1`,
    'IEA*1*000000001',
  ];
  return isaOf('000000001', terminator) + rest.map((segment) => segment + terminator).join('');
}

/** A small balanced 835: one claim with one line, one provider adjustment. */
export const BODY: readonly string[] = [
  'BPR*I*90*C*ACH*CCP*01*999999992*DA*123456*1999999999**01*999988880*DA*98765*20260202',
  'TRN*1*EFT1*1999999999',
  'CUR*PR*USD',
  'DTM*405*20260131',
  'N1*PR*ACME PAYER',
  'N1*PE*REGIONAL HEALTH*XX*1999999984',
  'LX*1',
  'CLP*PA1*1*200*80*20*12*ICN1*11*1',
  'CAS*OA*23*10',
  'NM1*QC*1*DOE*JANE',
  'MOA***MA01*MA18',
  'DTM*232*20260105',
  'SVC*HC:99213:25*200*90**1',
  'DTM*472*20260104',
  'CAS*CO*45*80*2.50*253*10',
  'CAS*PR*1*20',
  'LQ*HE*N130',
  'PLB*1999999984*20261231*L6:INT*-12.34*WO:X*2.34',
];

/** `BODY` with the first segment that begins with `start` replaced; no replacement removes it. */
export function bodyWith(start: string, ...replacement: readonly string[]): readonly string[] {
  const at = BODY.findIndex((segment) => segment.startsWith(start));
  if (at < 0) throw new Error(`no segment begins with ${start}`);
  return BODY.toSpliced(at, 1, ...replacement);
}
