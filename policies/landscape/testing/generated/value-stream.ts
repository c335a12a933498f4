import { thing, type Thing } from './thing.ts';
import type { Domain } from './domain.ts';
import { eventOperation } from './event-document.ts';
import { ownField } from './field.ts';
import { folderOf, type PlannedContract, type PlannedUse } from './planned-contract.ts';
import type { Random } from './random.ts';

/** How many contracts a value stream has. */
export const STREAM_SIZE = 10;

/** What a value stream is made from. */
interface StreamRequest {
  readonly domain: Domain;
  /** Counts the streams of its domain, from 0. */
  readonly index: number;
  readonly random: Random;
  readonly makeThing: (domain: Domain) => Thing;
  /** The reference data of the domain's stream before, which this one reads, too. */
  readonly earlier: PlannedContract | undefined;
}

/** Ten contracts that belong together, and what links them. */
export interface ValueStream {
  readonly contracts: readonly PlannedContract[];
  readonly process: PlannedContract;
  readonly reference: PlannedContract;
  readonly eventProcess: PlannedContract;
  readonly experience: PlannedContract;
  /** The extract that analytics reads at night, or the gateway that partners call. */
  readonly edge: PlannedContract;
}

const SYSTEM_SLO = { availabilityPercent: 99.9, latencyP95Milliseconds: 300 };
const EVENT_SLO = { availabilityPercent: 99.9, deliveryWindowMinutes: 15 };

/**
 * A stream of work: a system where money moves (its operations and its events), one beside it, reference data, a process over them that tells
 * analytics, a process on events, what people see of it, and a nightly extract or a gateway for partners.
 */
export function valueStream({ domain, index, random, makeThing, earlier }: StreamRequest): ValueStream {
  const pick = (list: readonly string[], offset: number) => list[(index + offset) % list.length]!;
  const [main, beside, reference, told, outside] = [0, 1, 2, 3, 4].map(() => makeThing(domain)) as [Thing, Thing, Thing, Thing, Thing];
  const work = pick(domain.works, 0);
  const done = variant(main, work, random);
  const watched = { ...variant(told, 'watch', random), fields: told.fields };
  const seen = { ...main, ...named(main, 'overview'), fields: withoutPhi(main) };
  const sunk = { ...main, ...named(main, 'insight'), fields: withoutPhi(main) };
  const base = (slug: string, offset: number) => ({ id: slug, domain: domain.name, title: titled(slug), team: pick(domain.teams, offset) });
  const http = (version: '3.0.3' | '3.1.0', of: Thing, ...capabilities: ('list' | 'show' | 'create' | 'change')[]) =>
    ({ kind: 'http', version, thing: of, capabilities, movesMoney: false }) as const;
  const system = { layer: 'system', mode: 'api', slo: SYSTEM_SLO, uses: [] } as const;

  const ledger: PlannedContract = {
    ...base(main.plural.slug, 0),
    ...system,
    system: pick(domain.systems, 0),
    criticality: 0,
    document: { ...http('3.1.0', main, 'list', 'show', 'create', 'change'), movesMoney: true },
  };
  const operational: PlannedContract = {
    ...base(beside.plural.slug, 1),
    ...system,
    system: pick(domain.systems, 1),
    criticality: 1,
    document: http('3.0.3', beside, 'list', 'show', 'create'),
  };
  const referenceData: PlannedContract = {
    ...base(reference.plural.slug, 2),
    ...system,
    system: pick(domain.systems, 0),
    criticality: 2,
    document: http('3.1.0', reference, 'list', 'show'),
  };
  const events: PlannedContract = {
    ...base(`${main.slug}-events`, 0),
    ...system,
    mode: 'event',
    slo: EVENT_SLO,
    system: pick(domain.systems, 0),
    criticality: 1,
    document: { kind: 'event', version: '3.0.0', thing: main, action: 'send', happenings: ['recorded', 'changed'] },
  };
  const otherEvents: PlannedContract = {
    ...events,
    ...base(`${told.slug}-events`, 1),
    system: pick(domain.systems, 1),
    document: { kind: 'event', version: '2.6.0', thing: told, action: 'send', happenings: ['recorded'] },
  };
  const sink: PlannedContract = {
    ...base(sunk.plural.slug, 0),
    domain: 'analytics',
    team: 'analytics',
    layer: 'system',
    system: 'analytics-platform',
    criticality: 3,
    mode: 'event',
    slo: { availabilityPercent: 99, deliveryWindowMinutes: 1440 },
    uses: [],
    document: { kind: 'event', version: '3.0.0', thing: sunk, action: 'receive', happenings: ['settled'] },
  };
  const processId = `${main.slug}-${work}`;
  const mapped = (target: PlannedContract, operation: string, during?: string): PlannedUse => ({
    contract: target.id,
    operation,
    mapping: `${folderOf({ domain: domain.name, id: processId })}/mappings/${target.id}.yaml`,
    ...(during !== undefined && { during }),
  });
  const during = `create${done.pascal}`;
  const process: PlannedContract = {
    ...base(processId, 1),
    layer: 'process',
    system: 'integration-flows',
    criticality: 0,
    mode: 'api',
    slo: { availabilityPercent: 99.5, latencyP95Milliseconds: 2000 },
    uses: [
      mapped(events, eventOperation({ action: 'send', thing: main }, 'recorded')),
      mapped(events, eventOperation({ action: 'send', thing: main }, 'changed')),
      mapped(referenceData, `list${reference.plural.pascal}`, during),
      ...(earlier ? [mapped(earlier, `list${earlier.document.thing.plural.pascal}`, during)] : []),
      mapped(operational, `get${beside.pascal}`, during),
      mapped(ledger, `create${main.pascal}`, during),
      mapped(ledger, `get${main.pascal}`, `get${done.pascal}`),
      mapped(sink, eventOperation({ action: 'receive', thing: sunk }, 'settled')),
    ],
    document: { ...http('3.1.0', done, 'show', 'create'), movesMoney: true },
  };
  const eventProcess: PlannedContract = {
    ...base(`${told.slug}-watch`, 2),
    layer: 'process',
    system: 'integration-flows',
    criticality: 1,
    mode: 'event',
    slo: { availabilityPercent: 99.5, deliveryWindowMinutes: 60 },
    uses: [{ contract: otherEvents.id, operation: eventOperation({ action: 'send', thing: told }, 'recorded') }],
    document: { kind: 'event', version: index % 2 === 0 ? '3.0.0' : '2.6.0', thing: watched, action: 'send', happenings: ['flagged'] },
  };
  const experience: PlannedContract = {
    ...base(seen.slug, 2),
    layer: 'experience',
    system: `${domain.name}-portal`,
    criticality: 1,
    mode: 'api',
    slo: { availabilityPercent: 99, latencyP95Milliseconds: 3000 },
    uses: [{ contract: process.id, operation: `get${done.pascal}` }],
    document: http('3.1.0', seen, 'show'),
  };
  const edge: PlannedContract = {
    ...base(index % 2 === 0 ? `${outside.slug}-extract` : `${outside.slug}-gateway`, 0),
    ...(index % 2 === 0
      ? { layer: 'system', mode: 'batch', slo: { availabilityPercent: 99, deliveryWindowMinutes: 720 }, system: pick(domain.systems, 1) }
      : { layer: 'partner', mode: 'api', slo: SYSTEM_SLO, system: 'partner-gateway' }),
    criticality: 2,
    uses: [],
    document: http('3.0.3', { ...outside, fields: withoutPhi(outside) }, 'list', 'show'),
  };
  return {
    contracts: [ledger, operational, referenceData, events, otherEvents, process, eventProcess, experience, sink, edge],
    process,
    reference: referenceData,
    eventProcess,
    experience,
    edge,
  };
}

/** What a process makes of a thing: it names the thing, says when it was asked for, and has two of the thing's fields. */
function variant(of: Thing, work: string, random: Random): Thing {
  const made = thing(of.domain, `${of.title} ${work}`, []);
  const own = of.fields.filter(({ isCanonical }) => !isCanonical);
  const asked = ownField(`${made.camel}RequestedAt`, 'dateTime', random);
  const amount = ownField(`${of.camel}SettledAmount`, 'money', random);
  return { ...made, fields: [made.fields[0]!, ...own.slice(0, 3), asked, amount] };
}

/** A thing under a name that says from which side it is seen. */
function named(of: Thing, side: string): Omit<Thing, 'domain' | 'fields'> {
  const { slug, title, camel, pascal, plural } = thing(of.domain, `${of.title} ${side}`, []);
  return { slug, title, camel, pascal, plural };
}

function withoutPhi({ fields }: Thing): Thing['fields'] {
  return fields.filter(({ dataClass }) => dataClass !== 'P');
}

function titled(slug: string): string {
  const words = slug.replaceAll('-', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
}
