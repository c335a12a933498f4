/** A loop of 005010X221A1. */
export type LoopName = 'heading' | 'payer' | 'payee' | 'headerNumber' | 'claim' | 'service' | 'summary';

/** What may stand in a loop after the segment that opens it. */
export interface Loop {
  /** As people and the guide call it. */
  readonly title: string;
  /** Segment id → its place in the order of the loop, and how often it may come. */
  readonly segments: Readonly<Record<string, { readonly order: number; readonly most: number }>>;
  /** Loops that may begin after this one. */
  readonly next: readonly LoopName[];
}

const any = (order: number) => ({ order, most: Number.POSITIVE_INFINITY });
const once = (order: number) => ({ order, most: 1 });

/** The 835 of 005010X221A1 as loops: which segments may stand where, in which order, how often. */
export const LOOPS = {
  heading: {
    title: 'the heading',
    segments: { BPR: once(20), TRN: once(40), CUR: once(50), REF: any(60), DTM: any(70) },
    next: ['payer'],
  },
  payer: { title: 'loop 1000A (payer)', segments: { N3: once(100), N4: once(110), REF: any(120), PER: any(130) }, next: ['payee'] },
  payee: {
    title: 'loop 1000B (payee)',
    segments: { N3: once(100), N4: once(110), REF: any(120), RDM: once(140) },
    next: ['headerNumber', 'summary'],
  },
  headerNumber: { title: 'loop 2000 (LX)', segments: { TS3: once(50), TS2: once(70) }, next: ['claim', 'headerNumber', 'summary'] },
  claim: {
    title: 'loop 2100 (claim)',
    segments: {
      CAS: any(200),
      NM1: any(300),
      MIA: once(330),
      MOA: once(350),
      REF: any(400),
      DTM: any(500),
      PER: any(600),
      AMT: any(620),
      QTY: any(640),
    },
    next: ['service', 'claim', 'headerNumber', 'summary'],
  },
  service: {
    title: 'loop 2110 (service line)',
    segments: { DTM: any(800), CAS: any(900), REF: any(1000), AMT: any(1100), QTY: any(1200), LQ: any(1300) },
    next: ['service', 'claim', 'headerNumber', 'summary'],
  },
  summary: { title: 'the summary (PLB)', segments: {}, next: ['summary'] },
} as const satisfies Record<LoopName, Loop>;

/** The loop that a segment opens, if it opens one. */
export function loopOpenedBy(id: string, qualifier: string): LoopName | undefined {
  switch (id) {
    case 'N1':
      return qualifier === 'PR' ? 'payer' : qualifier === 'PE' ? 'payee' : undefined;
    case 'LX':
      return 'headerNumber';
    case 'CLP':
      return 'claim';
    case 'SVC':
      return 'service';
    case 'PLB':
      return 'summary';
    default:
      return undefined;
  }
}
