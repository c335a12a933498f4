import { type Contract, type Operation, pointerSegments, type Schema } from '../../../registry/contract/index.ts';
import { itemsOf, propertiesOf, type SchemaSite, siteOf, sitesInPlace } from '../entities/schema-site.ts';

/** The schemas of bodies and payloads that whoever uses an operation sends, or gets. */
export function bodiesOf(operation: Operation, way: 'sends' | 'reads'): readonly SchemaSite[] {
  const site = (schema: Schema, location: SchemaSite['location']) => siteOf(schema, location) ?? [];
  if (operation.kind === 'event') {
    const isOwn = (operation.action === 'receive') === (way === 'sends');
    const messages = isOwn ? operation.messages : (operation.reply?.messages ?? []);
    return messages.flatMap(({ payload }) => (payload ? site(payload.schema, payload.location) : []));
  }
  const isRequest = (operation.origin === 'path') === (way === 'sends');
  const contents = isRequest ? (operation.requestBody?.content ?? []) : operation.responses.flatMap(({ content }) => content);
  return contents.flatMap(({ schema, location }) => site(schema, location));
}

/**
 * The schemas on the way to a field of a body: those of the body, of each member that the pointer passes, and of the field. Empty when no
 * body has the field; `*` stands for any item.
 */
export function wayTo(contract: Contract, bodies: readonly SchemaSite[], pointer: string): readonly SchemaSite[] {
  for (const body of bodies) {
    const way = [body];
    for (const segment of pointerSegments(pointer)) {
      const here = way.at(-1)!;
      const next = segment === '*' ? itemsOf(contract, here) : propertiesOf(contract, here).get(segment);
      if (!next) break;
      way.push(next);
    }
    if (way.length === pointerSegments(pointer).length + 1) return way.flatMap((each) => sitesInPlace(contract, each));
  }
  return [];
}
