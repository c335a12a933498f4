import {
  childPointer,
  type Contract,
  type Location,
  type Operation,
  SCHEMA_KEYWORDS,
  type Slot,
  subschemasOf,
} from '../../../registry/contract/index.ts';
import type { DataClassification } from '../../../registry/workspace/index.ts';
import { type SchemaSite, siteOf } from '../entities/schema-site.ts';

/** Classes of data, from lowest to highest. */
const CLASSES: readonly DataClassification[] = ['N', 'I', 'F', 'B', 'P', 'S'];

/** Is the class as high as another, or higher? */
export function isAtLeast(one: DataClassification, other: DataClassification): boolean {
  return CLASSES.indexOf(one) >= CLASSES.indexOf(other);
}

/** A class of data, and the field that has it. */
export interface ClassifiedField {
  readonly dataClass: DataClassification;
  readonly location: Location;
}

/**
 * The highest class among the fields that an operation gives to whoever uses it: answers that are no errors, events, requests of webhooks.
 * Undefined when none of them is classified.
 */
export function classGiven(contract: Contract, operation: Operation): ClassifiedField | undefined {
  let highest: ClassifiedField | undefined;
  const seen = new Set<object>();
  const visit = (site: SchemaSite): void => {
    if (seen.has(site.schema) || highest?.dataClass === 'S') return;
    seen.add(site.schema);
    const { schema, location } = site;
    const own = schema['x-data-classification'] as DataClassification;
    if (CLASSES.includes(own) && !(highest && isAtLeast(highest.dataClass, own))) highest = { dataClass: own, location };
    const target = schema.$ref === undefined ? undefined : contract.schemas.get(schema.$ref);
    const referred = target && siteOf(target.schema, target.location, target.name);
    if (referred) visit(referred);
    for (const [keyword, shape] of SCHEMA_KEYWORDS) {
      if (shape.holds === 'value' || schema[keyword] === undefined || keyword === 'not') continue;
      for (const [name, child] of subschemasOf(shape, schema[keyword])) {
        const at = childPointer(location.pointer, keyword);
        const below = siteOf(child, { file: location.file, pointer: shape.holds === 'schema' ? at : childPointer(at, name) });
        if (below) visit(below);
      }
    }
  };
  for (const { schema, location } of slotsGiven(operation)) {
    const site = siteOf(schema, location);
    if (site) visit(site);
  }
  return highest;
}

function slotsGiven(operation: Operation): readonly Slot[] {
  if (operation.kind === 'event') {
    const given = operation.action === 'send' ? operation.messages : (operation.reply?.messages ?? []);
    return given.flatMap(({ payload, headers }) => [payload, headers].filter((slot) => slot !== undefined));
  }
  const contents =
    operation.origin === 'path'
      ? operation.responses.filter(({ status }) => /^[23]/.test(status)).flatMap(({ content, headers }) => [...content, ...headers])
      : (operation.requestBody?.content ?? []);
  return contents.map((slot) => ({ ...slot, location: { ...slot.location, pointer: childPointer(slot.location.pointer, 'schema') } }));
}
