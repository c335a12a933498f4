import { findImbalances, readRemittanceFile, tokenizeStream } from '../adapters/x12/index.ts';

const MEGABYTE = 1e6;
const SIZE_BYTES = 50 * MEGABYTE;
const CLAIMS_PER_SET = 2000;

// Reading a generated 835 of 50 MB beside the floor of any X12 reader: Buffer.indexOf over all segment terminators, in the same run.
const bytes = generate();
console.log(`${(bytes.length / MEGABYTE).toFixed(1)} MB of 835`);

const floor = measure('floor: Buffer.indexOf over all terminators', () => {
  let segments = 0;
  for (let at = bytes.indexOf(0x7e); at >= 0; at = bytes.indexOf(0x7e, at + 1)) segments += 1;
  return `${segments} segments`;
});
await measureStream(floor);
let file: ReturnType<typeof readRemittanceFile> | undefined;
measure(
  'readRemittanceFile: envelopes, grammar, amounts, evidence',
  () => {
    file = readRemittanceFile(bytes, 'generated.835');
    return `${file.transactions.length} transaction sets`;
  },
  floor,
);
measure(
  'findImbalances',
  () => {
    let imbalances = 0;
    for (const each of file?.transactions ?? []) {
      if (each.kind === 'quarantined') throw new Error(each.fault.message);
      imbalances += findImbalances(each.remittance, each.places).length;
    }
    return `${imbalances} imbalances`;
  },
  floor,
);

/** Best of three rounds, in milliseconds. */
function measure(name: string, run: () => string, floorMilliseconds?: number): number {
  let best = Number.POSITIVE_INFINITY;
  let result = '';
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    result = run();
    best = Math.min(best, performance.now() - start);
  }
  report(name, best, result, floorMilliseconds);
  return best;
}

async function measureStream(floorMilliseconds: number): Promise<void> {
  const start = performance.now();
  let segments = 0;
  let peakBytes = 0;
  const before = process.memoryUsage().heapUsed;
  for await (const chunk of tokenizeStream(inChunks(), 'generated.835')) {
    for (const segment of chunk) if (segment.id !== '') segments += 1;
    peakBytes = Math.max(peakBytes, process.memoryUsage().heapUsed - before);
  }
  const result = `${segments} segments, heap at most +${(peakBytes / MEGABYTE).toFixed(0)} MB`;
  report('tokenizeStream in chunks of 64 KiB, every id read', performance.now() - start, result, floorMilliseconds);
}

async function* inChunks(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1 << 16) yield bytes.subarray(at, at + (1 << 16));
}

function report(name: string, milliseconds: number, result: string, floorMilliseconds?: number): void {
  const speed = bytes.length / MEGABYTE / (milliseconds / 1000);
  const ratio = floorMilliseconds === undefined ? '' : `, ${(milliseconds / floorMilliseconds).toFixed(1)} × the floor`;
  console.log(`${name}: ${milliseconds.toFixed(0)} ms, ${speed.toFixed(0)} MB/s${ratio} (${result})`);
}

/** One interchange of as many balanced transaction sets as fit. */
function generate(): Buffer {
  const sets: string[] = [];
  let length = 0;
  while (length < SIZE_BYTES) {
    const controlNo = String(sets.length + 1).padStart(4, '0');
    const segments = [
      `ST*835*${controlNo}`,
      `BPR*I*${CLAIMS_PER_SET * 480}*C*ACH*CCP*01*999999992*DA*123456*1999999999**01*999988880*DA*98765*20260202`,
      `TRN*1*BENCH${controlNo}*1999999999`,
      'DTM*405*20260131',
      'N1*PR*ACME PAYER*XV*12345',
      'N1*PE*REGIONAL HEALTH*XX*1999999984',
      'LX*1',
    ];
    for (let claim = 0; claim < CLAIMS_PER_SET; claim += 1) {
      segments.push(
        `CLP*PA${claim}*1*1000*480*220*12*ICN${controlNo}${claim}*11*1`,
        `NM1*QC*1*TEST${claim}*PAT****MI*M${claim}`,
        'DTM*232*20260105',
        'SVC*HC:99214:25*600*280**1',
        'DTM*472*20260105',
        'CAS*CO*45*200',
        'CAS*PR*1*120',
        'AMT*B6*400',
        'SVC*HC:73721*400*200**1',
        'DTM*472*20260105',
        'CAS*CO*45*100',
        'CAS*PR*2*100',
        'LQ*HE*N130',
      );
    }
    segments.push(`SE*${segments.length + 1}*${controlNo}`);
    sets.push(`${segments.join('~')}~`);
    length += sets.at(-1)!.length;
  }
  const isa = 'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260131*0605*^*00501*000000001*0*T*:~';
  return Buffer.from(`${isa}GS*HP*PAYER*PROVIDER*20260131*0605*1*X*005010X221A1~${sets.join('')}GE*${sets.length}*1~IEA*1*000000001~`);
}
