import { exampleOf, objectOf } from './http-document.ts';
import type { Thing } from './thing.ts';

/** What an event contract tells, or is told. */
export interface EventDocument {
  readonly id: string;
  readonly title: string;
  readonly team: string;
  readonly version: '2.6.0' | '3.0.0';
  /** Domain in the channel's address. */
  readonly domain: string;
  readonly thing: Thing;
  readonly action: 'send' | 'receive';
  /** What happened: `recorded`, `closed`. One channel each. */
  readonly happenings: readonly string[];
}

const REFERENCE = '../../conventions';

/** The AsyncAPI document of a contract about a thing, as plain data. */
export function eventDocument(document: EventDocument): Readonly<Record<string, unknown>> {
  return document.version === '2.6.0' ? document2(document) : document3(document);
}

/** The name of the operation by which something that happened is told. */
export function eventOperation({ action, thing: { pascal } }: Pick<EventDocument, 'action' | 'thing'>, happening: string): string {
  return `${action}${pascal}${capitalised(happening)}`;
}

function document3(document: EventDocument) {
  const { id, action, happenings } = document;
  const names = happenings.map((happening) => ({ happening, name: messageName(document, happening) }));
  const server = (host: string, description: string) => ({
    host,
    protocol: 'kafka-secure',
    description,
    security: [{ $ref: '#/components/securitySchemes/oauth' }],
  });
  return {
    asyncapi: '3.0.0',
    id: `urn:hospital:contracts:${id}`,
    info: { ...info(document), tags: tags(document) },
    defaultContentType: 'application/json',
    servers: {
      production: server('events.hospital.example:9093', 'Production, TLS with client certificates'),
      test: server('events.test.hospital.example:9093', 'Test, synthetic data only'),
    },
    channels: Object.fromEntries(
      names.map(({ happening, name }) => [
        name,
        {
          address: addressOf(document, happening),
          title: `Each ${document.thing.title} ${happening}`,
          description: `One event each, in order per ${document.thing.title}.`,
          messages: { [name]: { $ref: `#/components/messages/${name}` } },
          ...channelDuties(document, happening, '0.5.0'),
        },
      ]),
    ),
    operations: Object.fromEntries(
      names.map(({ happening, name }) => [
        eventOperation(document, happening),
        {
          action,
          channel: { $ref: `#/channels/${name}` },
          title: told(document, happening),
          summary: told(document, happening),
          description: told(document, happening),
          tags: tags(document).map(({ name: tag }) => ({ name: tag })),
          messages: [{ $ref: `#/channels/${name}/messages/${name}` }],
        },
      ]),
    ),
    components: components(document, '0.5.0'),
  };
}

function document2(document: EventDocument) {
  const { id, action, happenings } = document;
  const server = (url: string, description: string) => ({
    url,
    protocol: 'kafka-secure',
    description,
    security: [{ oauth: [`${id}:${action}`] }],
  });
  return {
    asyncapi: '2.6.0',
    id: `urn:hospital:contracts:${id}`,
    info: info(document),
    tags: tags(document),
    defaultContentType: 'application/json',
    servers: {
      production: server('events.hospital.example:9093', 'Production, TLS with client certificates'),
      test: server('events.test.hospital.example:9093', 'Test, synthetic data only'),
    },
    channels: Object.fromEntries(
      happenings.map((happening) => [
        addressOf(document, happening),
        {
          description: `One event each, in order per ${document.thing.title}.`,
          ...channelDuties(document, happening, '0.4.0'),
          [action === 'send' ? 'subscribe' : 'publish']: {
            operationId: eventOperation(document, happening),
            summary: told(document, happening),
            description: told(document, happening),
            tags: tags(document).map(({ name }) => ({ name })),
            message: { $ref: `#/components/messages/${messageName(document, happening)}` },
          },
        },
      ]),
    ),
    components: components(document, '0.4.0'),
  };
}

function info({ id, title, team, thing }: EventDocument) {
  return {
    title,
    version: '1.0.0',
    description: `What happens to each ${thing.title}.`,
    contact: { name: team, email: `${team}@hospital.example`, url: `https://developer.hospital.example/${id}` },
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  };
}

function tags({ domain, thing }: EventDocument) {
  return [{ name: domain, description: `Each ${thing.title}.` }];
}

function messageName({ thing: { camel } }: EventDocument, happening: string): string {
  return `${camel}${capitalised(happening)}`;
}

function addressOf({ domain, thing: { slug } }: EventDocument, happening: string): string {
  return `${domain}.${slug}.${happening}.v1`;
}

function told({ thing: { title } }: EventDocument, happening: string): string {
  return `A ${title} was ${happening}`;
}

function channelDuties(document: EventDocument, happening: string, bindingVersion: string) {
  const topic = addressOf(document, happening);
  return {
    bindings: {
      kafka: {
        topic,
        partitions: 12,
        replicas: 3,
        topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': 2_592_000_000 },
        bindingVersion,
      },
    },
    'x-partition-key': `$message.payload#/${document.thing.fields[0]!.name}`,
    'x-retention': 'P30D',
    'x-retry': { attempts: 6, backoff: 'exponential-with-jitter', initialDelaySeconds: 5 },
    'x-dead-letter': `${topic}.dead-letter`,
  };
}

function components(document: EventDocument, bindingVersion: string) {
  const { id, action, thing, happenings, version } = document;
  const [identity] = thing.fields;
  const scopes = { [`${id}:${action}`]: action === 'send' ? 'Receive these events' : 'Send these events' };
  const flow = { tokenUrl: 'https://auth.hospital.example/oauth/token' };
  return {
    messages: Object.fromEntries(
      happenings.map((happening) => {
        const name = messageName(document, happening);
        const message = {
          ...(version === '2.6.0' && { messageId: name }),
          name: `${thing.slug.replaceAll('-', '.')}.${happening}`,
          title: told(document, happening),
          summary: `${told(document, happening)}.`,
          contentType: 'application/json',
          headers: { $ref: `${REFERENCE}/message-headers.yaml` },
          correlationId: {
            description: 'Identifies the business transaction over all systems.',
            location: '$message.header#/correlation-id',
          },
          payload: { $ref: `#/components/schemas/${thing.pascal}` },
          bindings: { kafka: { key: { description: 'The identity.', type: 'string', format: 'uuid' }, bindingVersion } },
          'x-idempotency-key': [identity!.name],
          examples: [
            { name: 'one', summary: told(document, happening), headers: headers(document, happening), payload: exampleOf(thing.fields) },
          ],
        };
        return [name, message];
      }),
    ),
    schemas: { [thing.pascal]: objectOf(thing.pascal, `A ${thing.title}, as it is told.`, thing.fields) },
    securitySchemes: {
      oauth: {
        type: 'oauth2',
        description: 'Access tokens for services (RFC 6749 §4.4) over TLS with client certificates (RFC 8705).',
        'x-mutual-tls': 'required',
        ...(version === '3.0.0' && { scopes: Object.keys(scopes) }),
        flows: { clientCredentials: version === '3.0.0' ? { ...flow, availableScopes: scopes } : { ...flow, scopes } },
      },
    },
  };
}

function headers(document: EventDocument, happening: string) {
  return {
    'ce-id': `${document.thing.slug}:8c1f0a52-6d3e-4b7a-9f10-000000000001`,
    'ce-source': `/${document.domain}`,
    'ce-type': addressOf(document, happening),
    'ce-specversion': '1.0',
    'ce-time': '2026-03-02T18:00:00Z',
    'correlation-id': 'run-0b9f6f1e',
  };
}

function capitalised(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
