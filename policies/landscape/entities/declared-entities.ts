import type { Member } from '../model/landscape.ts';
import { entityFields } from './entity-fields.ts';
import { entityWords, meaningfulWords } from './entity-words.ts';
import type { Entity } from './entity.ts';
import { fieldFacts } from './field-facts.ts';
import { itemsOf, namedSite, propertiesOf, type SchemaSite, siteOf } from './schema-site.ts';
import { childPointer, type Operation, type Schema } from '../../../registry/contract/index.ts';
import { capabilityOf } from './capabilities.ts';

/**
 * Every object with fields that a contract describes: its named schemas, what stands inline in bodies and payloads, and objects in objects,
 * which are called as the property is. Problem documents (RFC 9457) are left out: they mean the same everywhere.
 */
export function declaredEntities(member: Member): readonly Entity[] {
  const { contract } = member;
  if (!contract) return [];
  const entities: Entity[] = [];
  const seen = new Set<object>();
  const visit = (site: SchemaSite, words: readonly string[]): void => {
    const items = itemsOf(contract, site);
    if (items) return visit(items, words);
    const named = namedSite(contract, site);
    if (seen.has(named.schema)) return;
    seen.add(named.schema);
    const own = named.name === undefined ? words : nameWords(named);
    const fields = entityFields(contract, named);
    if (fields.size === 0 || isProblem(fields)) return;
    entities.push({ member, words: own, fields, isNamed: named.name !== undefined, location: named.location });
    for (const [name, property] of propertiesOf(contract, named)) {
      const { type } = fieldFacts(contract, property);
      if (type === 'object' || type === 'array') visit(property, meaningfulWords(name));
    }
  };
  for (const { schema, location, name } of contract.schemas.values()) {
    const site = siteOf(schema, location, name);
    if (site) visit(site, nameWords(site));
  }
  for (const operation of contract.operations) for (const [site, words] of bodiesOf(operation)) visit(site, words);
  return entities;
}

/** Names of whole files are those of the files: `canonical/claim-status.yaml`. */
function nameWords({ name, location, schema }: SchemaSite): readonly string[] {
  const title = typeof schema['title'] === 'string' && /^[A-Za-z][\w-]*$/.test(schema['title']) ? schema['title'] : undefined;
  const file = location.file
    .split('/')
    .at(-1)
    ?.replace(/\.\w+$/, '');
  return entityWords(location.pointer === '' ? (title ?? file ?? '') : (name ?? ''));
}

function isProblem(fields: ReadonlyMap<string, unknown>): boolean {
  return fields.has('type') && fields.has('title') && fields.has('status') && fields.has('detail');
}

function bodiesOf(operation: Operation): readonly (readonly [SchemaSite, readonly string[]])[] {
  const site = (schema: Schema, file: string, pointer: string, words: readonly string[]) => {
    const found = siteOf(schema, { file, pointer });
    return found ? [[found, words] as const] : [];
  };
  if (operation.kind === 'event')
    return operation.messages.flatMap(({ name, payload }) =>
      payload ? site(payload.schema, payload.location.file, payload.location.pointer, meaningfulWords(name)) : [],
    );
  const words = capabilityOf(operation)?.words ?? [];
  const contents = [...operation.responses.flatMap(({ content }) => content), ...(operation.requestBody?.content ?? [])];
  return contents.flatMap(({ schema, location: { file, pointer } }) => site(schema, file, childPointer(pointer, 'schema'), words));
}
