import { type EventOperation, type HttpOperation, type Location, childPointer } from '../../../registry/contract/index.ts';
import type { Member } from '../model/landscape.ts';
import { capabilityOf } from './capabilities.ts';
import { entityFields } from './entity-fields.ts';
import { meaningfulWords } from './entity-words.ts';
import type { Entity, EntityField } from './entity.ts';
import { type SchemaSite, siteOf } from './schema-site.ts';
import { thingIn } from './thing-in.ts';

/** A thing that a contract offers operations on, or sends events about. */
export interface OfferedEntity extends Entity {
  /** What can be done with it, and where: `list`, `create`, or `send finalised`. */
  readonly verbs: ReadonlyMap<string, Location>;
}

/** The things that a contract offers: by the resources of its paths, and by the messages that it sends. */
export function offeredEntities(member: Member): readonly OfferedEntity[] {
  const { contract } = member;
  if (!contract) return [];
  const entities = new Map<string, OfferedEntity & { readonly verbs: Map<string, Location>; fields: Map<string, EntityField> }>();
  const add = (words: readonly string[], verb: string, location: Location, bodies: readonly SchemaSite[]): void => {
    const key = words.join(' ');
    let entity = entities.get(key);
    if (!entity) entities.set(key, (entity = { member, words, verbs: new Map(), fields: new Map(), isNamed: true, location }));
    if (!entity.verbs.has(verb)) entity.verbs.set(verb, location);
    for (const body of bodies)
      for (const field of entityFields(contract, thingIn(contract, body, words)).values()) {
        const own = withoutOwnName(field.words, words);
        const name = own.join(' ');
        if (!entity.fields.has(name)) entity.fields.set(name, { ...field, words: own });
      }
  };
  for (const operation of contract.operations) {
    if (operation.kind === 'event') {
      for (const [words, verb, bodies] of toldBy(operation)) add(words, verb, operation.location, bodies);
    } else if (operation.origin === 'path' && !operation.deprecated) {
      const capability = capabilityOf(operation);
      if (capability) add(capability.words, capability.verb, operation.location, bodiesOf(operation));
    }
  }
  return [...entities.values()];
}

/** `vendorId` of a vendor says `id`, `orderDate` of a purchase order `date`: what a thing is called says nothing of what it has. */
function withoutOwnName(field: readonly string[], thing: readonly string[]): readonly string[] {
  const prefix = [thing, thing.slice(-1)].find((own) => field.length > own.length && own.every((word, index) => field[index] === word));
  return prefix ? field.slice(prefix.length) : field;
}

/** What goes over the wire about the thing itself: what a request that makes or changes it holds, and what is answered when all went well. */
function bodiesOf({ method, requestBody, responses, path }: HttpOperation): readonly SchemaSite[] {
  const isQuestion = method === 'POST' && capabilityOf({ method, path })?.verb === 'list';
  const contents = [
    ...responses.filter(({ status }) => status.startsWith('2')).flatMap(({ content }) => content),
    ...(isQuestion ? [] : (requestBody?.content ?? [])),
  ];
  return contents.flatMap(
    ({ schema, location: { file, pointer } }) => siteOf(schema, { file, pointer: childPointer(pointer, 'schema') }) ?? [],
  );
}

/** What an event that is sent tells: `claim.finalised` tells that a claim was finalised. */
function toldBy({
  action,
  messages,
}: EventOperation): readonly (readonly [words: readonly string[], verb: string, bodies: readonly SchemaSite[]])[] {
  if (action !== 'send') return [];
  return messages.flatMap(({ name, payload }) => {
    const words = meaningfulWords(name).filter((word) => word !== 'event');
    if (words.length < 2) return [];
    const body = payload && siteOf(payload.schema, payload.location);
    return [[words.slice(0, -1), `send ${words.at(-1)}`, body ? [body] : []] as const];
  });
}
