import type { EventOperation } from '../../../registry/contract/index.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { nameOf } from '../model/called-operations.ts';
import type { Landscape, Member } from '../model/landscape.ts';

/**
 * Events that nobody takes, and events that are waited for and nobody sends. Silent while nobody in the landscape declares any use, while
 * something that may use them can't be read, for what is offered to partners or the public, and for drafts and what is retired.
 */
export const landOrphanEvent: LandscapeRule = {
  id: 'land-orphan-event',
  severities: ['error', 'warning', 'warning', 'hint'],
  find: (landscape: Landscape) => (landscape.isWhole && landscape.dependencies.length > 0 ? orphans(landscape) : []),
};

function* orphans({ members, dependencies }: Landscape): Iterable<LandscapeFinding> {
  const events = members.flatMap((member) => eventsOf(member).map((operation) => ({ member, operation })));
  const used = new Set(dependencies.flatMap(({ uses }) => uses.flatMap(({ operations }) => operations)));
  const wired = new Set(events.flatMap(({ operation }) => addressesOf(operation).map((address) => `${operation.action} ${address}`)));
  for (const { member, operation } of events) {
    if (used.has(operation) || !isClosed(member)) continue;
    const other = operation.action === 'send' ? 'receive' : 'send';
    const addresses = addressesOf(operation);
    if (addresses.length === 0 || addresses.some((address) => wired.has(`${other} ${address}`))) continue;
    yield orphan(member, operation);
  }
}

function orphan(member: Member, operation: EventOperation): LandscapeFinding {
  const { address, name } = operation.channel;
  const fault =
    operation.action === 'send'
      ? 'and no contract or consumer is declared to take it'
      : 'and no contract or consumer is declared to send it';
  return {
    criticality: member.metadata.criticality,
    message: `${member.id} ${operation.action === 'send' ? 'sends' : 'waits for'} ${nameOf(operation)} on ${address ?? name}, ${fault}`,
    place: member.contract!.locate(operation.location),
    pointer: operation.location.pointer,
    contractId: member.id,
    related: [{ message: 'the channel', place: member.contract!.locate(operation.channel.location) }],
    subject: [member.id, nameOf(operation)],
  };
}

function eventsOf({ contract }: Member): readonly EventOperation[] {
  return (contract?.operations ?? []).filter((operation) => operation.kind === 'event');
}

/** Everyone who may take part is part of the landscape, now. */
function isClosed({ metadata: { audience, lifecycle, layer } }: Member): boolean {
  return audience !== 'partner' && audience !== 'public' && layer !== 'partner' && (lifecycle === 'active' || lifecycle === 'deprecated');
}

/** Where it is sent, names of parameters left out; nowhere when that is known at run time only. */
function addressesOf({ channel: { address } }: EventOperation): readonly string[] {
  return address === null ? [] : [address.replaceAll(/\{[^{}]*\}/g, '{}')];
}
