import type { Spectral } from '../spectral.ts';
import { judgingAsyncApi } from './judging-async-api.ts';
import type { FastFunction } from './fast-function.ts';
import { judgingBySchema } from './judging-by-schema.ts';
import { createExampleJudge } from './judge-examples.ts';
import { createSchemaMemory } from './schema-memory.ts';

/** Functions of Spectral's that look at nothing but their input. */
const STEADY = [
  'alphabetical',
  'casing',
  'defined',
  'enumeration',
  'falsy',
  'length',
  'or',
  'pattern',
  'truthy',
  'undefined',
  'xor',
] as const;

/** Rules by which functions are reached that Spectral does not export. */
const RULES = {
  typedEnum: 'typed-enum',
  oasSchema: 'duplicated-entry-in-enum',
  oasExample: 'oas3-valid-media-example',
  asyncApiDocument: 'asyncapi-schema',
} as const;

const tables = new WeakMap<Spectral, ReadonlyMap<unknown, FastFunction>>();

/** What we know of Spectral's functions, by function. Those of a team's own are not in it. */
export function fastFunctions(spectral: Spectral): ReadonlyMap<unknown, FastFunction> {
  const known = tables.get(spectral);
  if (known) return known;
  const { functions, rulesets } = spectral;
  const ruleNamed = { ...(rulesets.oas as unknown as SpectralRuleset).rules, ...(rulesets.asyncapi as unknown as SpectralRuleset).rules };
  const ofRule = (name: string) => ruleNamed[name]!.then.function;
  const memory = createSchemaMemory();
  const typedEnum = ofRule(RULES.typedEnum);
  const [oasSchema, oasExample] = [ofRule(RULES.oasSchema), ofRule(RULES.oasExample)];
  const asyncApiDocument = ofRule(RULES.asyncApiDocument);
  const table = new Map<unknown, FastFunction>([
    ...STEADY.map((name) => [functions[name], steady(functions[name] as FastFunction['call'])] as const),
    [typedEnum, steady(typedEnum)],
    [functions.schema, judgingBySchema(spectral, functions.schema as FastFunction['call'], memory)],
    [oasSchema, judgingBySchema(spectral, oasSchema, memory)],
    [oasExample, createExampleJudge(spectral, oasExample, memory)],
    [asyncApiDocument, judgingAsyncApi(asyncApiDocument)],
  ]);
  tables.set(spectral, table);
  return table;
}

interface SpectralRuleset {
  readonly rules: Readonly<Record<string, { readonly then: { readonly function: FastFunction['call'] } }>>;
}

function steady(call: FastFunction['call']): FastFunction {
  return { call, regions: [], isSteady: () => true };
}
