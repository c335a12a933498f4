import { compilePattern } from '../../registry/contract/index.ts';
import type { Contract, Schema, SchemaObject } from '../../registry/contract/index.ts';
import { resolveSchema } from './schema-shape.ts';
import { samplePattern } from './sample-pattern.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A member that an object may have beside those that its schema names. */
export interface ExtraMember {
  readonly name: string;
  readonly schema: Schema;
}

/** How many names are tried for one member before its kind is given up. */
const TRIES = 5;

/**
 * Members that an object may have beside those in `properties`: by `additionalProperties` under names that `propertyNames` allows, or where nothing
 * additional is allowed, by `patternProperties` (JSON Schema 2020-12, Core §10.3.2). At most `wanted`, none of a name in `taken`.
 */
export function extraMembers(
  contract: Contract,
  schema: SchemaObject,
  { taken, wanted, random }: { readonly taken: ReadonlySet<string>; readonly wanted: number; readonly random: SeededRandom },
): readonly ExtraMember[] {
  const found = new Map<string, Schema>();
  const additional = resolveSchema(contract, (schema['additionalProperties'] ?? true) as Schema);
  const patterns = Object.entries((schema['patternProperties'] ?? {}) as Record<string, Schema>);
  const names = resolveSchema(contract, (schema['propertyNames'] ?? true) as Schema);
  const sources: readonly (readonly [(index: number) => string | undefined, Schema])[] =
    additional === false
      ? patterns.map(([pattern, member]) => [(index) => nameByPattern(pattern, index, random), member])
      : [[(index) => nameBy(names, index, random), additional]];
  for (const [nameOf, member] of sources) {
    for (let index = 0; found.size < wanted && index < wanted + TRIES; index++) {
      const name = nameOf(index);
      if (name !== undefined && name !== '' && !taken.has(name)) found.set(name, member);
    }
  }
  return [...found].map(([name, member]) => ({ name, schema: member }));
}

/** The schema of a member that `properties` does not name: by the pattern that its name matches, else that of additional ones. */
export function unnamedMember(schema: SchemaObject, name: string): Schema {
  const patterns = Object.entries((schema['patternProperties'] ?? {}) as Record<string, Schema>);
  const matching = patterns.find(([pattern]) => compilePattern(pattern)?.test(name) === true);
  return matching?.[1] ?? ((schema['additionalProperties'] ?? true) as Schema);
}

function nameBy(names: Schema, index: number, random: SeededRandom): string | undefined {
  if (typeof names !== 'object') return `key${index + 1}`;
  if (Array.isArray(names['enum'])) return names['enum'][index] as string | undefined;
  return typeof names['pattern'] === 'string' ? nameByPattern(names['pattern'], index, random) : `key${index + 1}`;
}

/** With a number behind it where the pattern lets names go on. */
function nameByPattern(pattern: string, index: number, random: SeededRandom): string | undefined {
  const name = samplePattern(pattern, random, index);
  const numbered = `${name}${index + 1}`;
  return name !== undefined && compilePattern(pattern)?.test(numbered) === true ? numbered : name;
}
