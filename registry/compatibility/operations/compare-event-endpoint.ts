import type { ChannelParameter } from '../../contract/index.ts';
import { exampleAddress } from '../witness/example-address.ts';
import { proveOnEndpoint } from '../witness/prove-event.ts';
import { compareBindings } from './compare-bindings.ts';
import { proveLeftServer } from './compare-event-servers.ts';
import { compareMessages } from './compare-messages.ts';
import { compareReply } from './compare-reply.ts';
import { compareSchemas } from './compare-schemas.ts';
import { compareWords } from './compare-words.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import { aboutEndpoint } from './about-endpoint.ts';
import { type EventEndpoint, type EventPair, operationPairs } from './event-endpoint.ts';
import { eventSecurityDrafts } from './event-security.ts';
import { schemaDrafts } from './schema-drafts.ts';

/** Compares what an application does in one way on one address. */
export function compareEventEndpoint(comparing: Comparing, pair: EventPair): readonly Draft[] {
  const { base, head } = pair;
  const shared = aboutEndpoint(pair);
  if (base.operations.length === head.operations.length) {
    base.operations.forEach((operation, index) => compareWords(comparing, operation, head.operations[index]!));
  }
  const isDeprecated = (endpoint: EventEndpoint) => endpoint.operations.every(({ deprecated }) => deprecated);
  const operations = operationPairs(pair);
  return [
    ...(isDeprecated(head) && !isDeprecated(base)
      ? [{ ...shared, ruleId: 'operation-deprecated', weight: 'fits', message: 'the operation is deprecated', facts: null } satisfies Draft]
      : []),
    ...(comparing.profile === 'codegen' ? renamed(pair) : []),
    ...operations.flatMap((both) => {
      const places = { base: both.base.location, head: both.head.location };
      return eventSecurityDrafts(comparing, { ...shared, ...places }, pair, both.base.security, both.head.security);
    }),
    ...compareAddressParameters(comparing, pair),
    ...compareAvailability(comparing, pair),
    ...compareBindings(comparing, pair, { holder: 'channel', base: base.channel, head: head.channel }),
    ...operations.flatMap((both) => compareBindings(comparing, pair, { holder: 'operation', ...both })),
    ...compareMessages(comparing, pair, base.messages, head.messages, false),
    ...compareReply(comparing, pair),
  ];
}

function renamed(pair: EventPair): readonly Draft[] {
  const names = ({ operations }: EventEndpoint) => operations.flatMap(({ operationId }) => operationId ?? []);
  const gone = names(pair.base).filter((name) => !names(pair.head).includes(name));
  return gone.map((name) => ({
    ...aboutEndpoint(pair),
    ruleId: 'operation-id-changed',
    weight: 'renames',
    message: `the operation is no longer called ${name}, but ${names(pair.head).join(', ') || 'nothing'}`,
    facts: { from: name, to: names(pair.head) },
  }));
}

/** Address parameters by position: to publish or to subscribe, others choose the address, so that it may only grow. */
function compareAddressParameters(comparing: Comparing, pair: EventPair): readonly Draft[] {
  const [base, head] = [parametersOf(pair.base), parametersOf(pair.head)];
  return base.flatMap((parameter, index) => {
    const other = head[index];
    if (other === undefined) return [];
    const findings = compareSchemas(comparing, {
      base: parameter.schema,
      head: other.schema,
      direction: 'input',
      flow: 'event',
      isText: true,
    });
    return schemaDrafts(findings, {
      ...aboutEndpoint(pair),
      where: `the address parameter '${parameter.name}'`,
      base: parameter.location,
      head: other.location,
      field: () => `path:${parameter.name}`,
      prove: (value) => {
        const address = exampleAddress(comparing, comparing.base, pair.base.channel, { name: parameter.name, value });
        const isSent = pair.base.action === 'send';
        return proveOnEndpoint(
          comparing,
          pair,
          { address },
          {
            sender: 'base',
            ...(isSent ? { withdrawn: 'no longer sends it there' } : {}),
            concerns: ({ part }) => part === 'path',
          },
          isSent ? { base: 'sends there', head: 'no longer sends there' } : { base: 'listens there', head: 'no longer listens there' },
        );
      },
    });
  });
}

function parametersOf({ channel }: EventEndpoint): readonly ChannelParameter[] {
  const names = [...(channel.address ?? '').matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] as string);
  return names.map(
    (name) =>
      channel.parameters.find((parameter) => parameter.name === name) ?? { name, schema: { type: 'string' }, location: channel.location },
  );
}

/** On which servers a channel is: servers are known by URL, since their names are not on the wire. */
function compareAvailability(comparing: Comparing, pair: EventPair): readonly Draft[] {
  const urlsOf = (side: 'base' | 'head') => {
    const { servers } = comparing[side].contract;
    const { channel } = pair[side];
    return new Set(
      servers.filter(({ name }) => channel.servers.length === 0 || channel.servers.includes(name ?? '')).map(({ url }) => url),
    );
  };
  const [before, after] = [urlsOf('base'), urlsOf('head')];
  const known = new Set(comparing.head.contract.servers.map(({ url }) => url));
  const gone = [...before].filter((url) => known.has(url) && !after.has(url));
  return gone.map((url) => ({
    ...aboutEndpoint(pair),
    ruleId: 'channel-servers-changed',
    weight: 'withdraws',
    base: pair.base.channel.location,
    head: pair.head.channel.location,
    message: `the channel is no longer on ${url}`,
    facts: url,
    prove: () => proveLeftServer(comparing, pair, url),
  }));
}
