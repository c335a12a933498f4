import type { Location, Schema, SchemaObject } from '../../contract/index.ts';
import { childPointer, pointerSegments, sourceOf } from '../../contract/index.ts';
import { compareMeanings } from '../causes/compare-meanings.ts';
import { nameCause } from '../causes/name-cause.ts';
import { viewAt } from '../causes/schema-view.ts';
import type { DataFlow, Failure, Subsumption } from '../subsumption/index.ts';
import type { Profile } from '../profiles.ts';
import type { Comparing, Side } from './comparing.ts';
import type { Weight } from './draft.ts';
import { textReceiver } from './text-values.ts';

/** A pair of schemas for the same data, and which way it flows. */
export interface SchemaPair {
  readonly base: Schema;
  readonly head: Schema;
  readonly direction: 'input' | 'output';
  readonly flow: DataFlow;
  /** Values are written as text without quotes, so that 5 and "5" are the same on the wire. */
  readonly isText: boolean;
  /** What can be sent at all, whatever the schema says; default anything. */
  readonly sendable?: Schema;
}

/** One cause why the schemas differ, with a value that shows it. */
export interface SchemaFinding {
  readonly ruleId: string;
  readonly weight: Weight;
  readonly message: string;
  readonly facts: unknown;
  readonly base?: Location | undefined;
  readonly head?: Location | undefined;
  /** Into the value, with `*` for any item. */
  readonly pointer: string;
  /** Into the witness, where exactly. */
  readonly at: string;
  /** A whole value that the sender sends and the receiver rejects, or no longer gets. */
  readonly witness?: { readonly value: unknown };
  readonly reason?: string;
  /** The changed place: where the schema that takes less is declared, so that all paths to it are one cause. */
  readonly root?: string;
}

/** What comparing a pair of schemas found. */
export type SchemaComparison = readonly SchemaFinding[];

/**
 * Compares two schemas for the same data. Input breaks when the base sends what the head refuses, output when the head sends what the base
 * refuses or no longer sends a property that the base declares. Everything else that differs on the wire is listed as well; nothing is when
 * both mean the same. Pairs that were compared already are remembered.
 */
export function compareSchemas(comparing: Comparing, pair: SchemaPair): SchemaComparison {
  const base = behindReference(comparing.base, pair.base);
  const head = behindReference(comparing.head, pair.head);
  if (comparing.isSame(base, head)) {
    if (!comparing.isWrittenAlike(base, head)) comparing.describeAnew();
    else return [];
  }
  const resolved = { ...pair, base, head };
  if (typeof base === 'boolean' || typeof head === 'boolean') return compareAfresh(comparing, resolved);
  const key = `${pair.direction} ${pair.flow} ${pair.isText} ${JSON.stringify(pair.sendable ?? true)}`;
  const byBase = comparing.schemaComparisons.get(key) ?? new WeakMap<object, WeakMap<object, SchemaComparison>>();
  comparing.schemaComparisons.set(key, byBase);
  const byHead = byBase.get(base) ?? new WeakMap<object, SchemaComparison>();
  byBase.set(base, byHead);
  let known = byHead.get(head);
  if (known === undefined) byHead.set(head, (known = compareAfresh(comparing, resolved)));
  return known;
}

function behindReference(side: Side, schema: Schema): Schema {
  if (typeof schema === 'boolean' || schema.$ref === undefined || Object.keys(schema).length !== 1) return schema;
  return side.contract.schemas.get(schema.$ref)?.schema ?? schema;
}

function compareAfresh(comparing: Comparing, pair: SchemaPair): SchemaComparison {
  const meanings = compareMeanings(
    { base: comparing.base.contract, head: comparing.head.contract },
    pair.base,
    pair.head,
    pair.flow,
    comparing.isWrittenAlike,
  ).map((meaning): SchemaFinding => ({ ...meaning, at: meaning.pointer }));
  if (comparing.isSame(pair.base, pair.head)) return meanings;
  const compared = pair.direction === 'input' ? compareInput(comparing, pair) : compareOutput(comparing, pair);
  const found = comparing.profile === 'codegen' ? compared.map(asGeneratedCode) : compared;
  return [...withoutRepeats(found), ...meanings];
}

/** A new listed value breaks exhaustive switches of generated code, whichever way it flows. */
function asGeneratedCode(finding: SchemaFinding): SchemaFinding {
  return finding.ruleId === 'enum-value-added' && finding.weight === 'fits' ? { ...finding, weight: 'renames' } : finding;
}

function compareInput(comparing: Comparing, pair: SchemaPair): readonly SchemaFinding[] {
  const refused = named(comparing, pair, 'head', 'rejects', ask(comparing, pair, 'base'));
  const offered = fitting(named(comparing, pair, 'base', 'fits', ask(comparing, pair, 'head', 'exact')));
  if (pair.isText) return [...refused, ...offered];
  const unread = undeclared(comparing, pair, 'base').findings;
  return [
    ...refused,
    ...unread.map((finding): SchemaFinding => ({ ...finding, weight: 'warns' })),
    ...undeclared(comparing, pair, 'head').findings,
    ...offered,
  ];
}

function compareOutput(comparing: Comparing, pair: SchemaPair): readonly SchemaFinding[] {
  const refused = named(comparing, pair, 'base', 'rejects', ask(comparing, pair, 'head'));
  const narrowed = fitting(named(comparing, pair, 'head', 'fits', ask(comparing, pair, 'base')));
  if (pair.isText) return [...refused, ...withdrawing(narrowed)];
  const gone = undeclared(comparing, pair, 'base');
  if (gone.unknown !== undefined) {
    const place = placeOf(comparing.base, pair.base);
    comparing.notCheck({ reason: `whether an optional property is no longer sent: ${gone.unknown}`, ...(place ? { place } : {}) });
  }
  return [...refused, ...withdrawing(gone.findings), ...withdrawing(narrowed), ...undeclared(comparing, pair, 'head').findings];
}

const PROPERTY_RULES: ReadonlySet<string> = new Set([
  'property-added',
  'property-removed',
  'required-property-added',
  'required-property-removed',
  'additional-properties-permitted',
]);

/** What is no longer sent at all is withdrawn; that fewer values are sent is not. */
function withdrawing(found: readonly SchemaFinding[]): readonly SchemaFinding[] {
  return found.map((finding): SchemaFinding => (finding.ruleId === 'property-removed' ? { ...finding, weight: 'withdraws' } : finding));
}

/**
 * The properties that one side declares and the other doesn't, which an open receiver takes nevertheless. Asked of the receiver with its
 * objects closed; a failure whose value the receiver rejects as it is has another cause, and where those could hide an undeclared property
 * the question is put again without them.
 */
function undeclared(
  comparing: Comparing,
  pair: SchemaPair,
  sender: Side['name'],
): { readonly findings: readonly SchemaFinding[]; readonly unknown?: string } {
  const receiver = sender === 'base' ? 'head' : 'base';
  const [from, to] = [pair[sender], pair[receiver]];
  const engine = comparing.engine(pair.flow, sender, 'declared', 'wire');
  const closed = comparing[receiver].declared().close(to);
  const answer = engine.subsumes(from, closed);
  if (answer.answer === 'yes') return { findings: [] };
  if (answer.answer === 'unknown') return { findings: [], unknown: answer.reason };
  const accepted = comparing.engine(pair.flow, sender, 'accepted');
  const failures = answer.failures.filter(({ witness }) => accepted.receiverAccepts(to, witness));
  if (failures.length < answer.failures.length && comparing.profile !== 'tolerant-reader') {
    const again = engine.subsumes(from, { anyOf: [closed, { not: to }] });
    if (again.answer === 'unknown') return { findings: nameAll(failures), unknown: again.reason };
    if (again.answer === 'no' && failures.length === 0) return { findings: nameAll(again.failures) };
  }
  return { findings: nameAll(failures), ...(answer.doubts[0] ? { unknown: answer.doubts[0].reason } : {}) };

  function nameAll(found: readonly Failure[]): readonly SchemaFinding[] {
    return found
      .map((failure) => nameFailure(comparing, pair, failure, receiver, 'fits'))
      .filter(({ ruleId }) => PROPERTY_RULES.has(ruleId));
  }
}

/** Leaves out what could not be decided: nothing breaks on it. */
function fitting(found: readonly SchemaFinding[]): readonly SchemaFinding[] {
  return found.filter(({ weight }) => weight === 'fits');
}

/** Does the receiver accept all that the sender sends? Of text without quotes, as such. */
function ask(comparing: Comparing, pair: SchemaPair, sender: Side['name'], profile?: Profile): Subsumption {
  const receiver = sender === 'base' ? 'head' : 'base';
  const engine = comparing.engine(pair.flow, sender, 'accepted', profile);
  const from: Schema = pair.sendable === undefined ? pair[sender] : { allOf: [pair[sender], pair.sendable] };
  const answer = engine.subsumes(from, pair[receiver]);
  if (!pair.isText || answer.answer === 'yes') return answer;
  const asText = textReceiver(engine, comparing[receiver].contract, pair[receiver]);
  const textual = engine.subsumes(from, asText);
  if (textual.answer !== 'no' || answer.answer !== 'no') return textual;
  const failures = answer.failures.filter(({ witness }) => !engine.receiverAccepts(asText, witness));
  return failures.length === 0 ? renamed(textual, answer.failures) : { ...answer, witness: failures[0]!.witness, failures };
}

/** The text's own witness, under the name that the values' failure has. */
function renamed(textual: Extract<Subsumption, { answer: 'no' }>, [first]: readonly Failure[]): Subsumption {
  if (first === undefined) return textual;
  return { ...textual, failures: [{ ...first, witness: textual.witness }] };
}

/** Names each failure; what is unknown is one finding without a cause. */
function named(
  comparing: Comparing,
  pair: SchemaPair,
  receiver: Side['name'],
  weight: Weight,
  answer: Subsumption,
): readonly SchemaFinding[] {
  if (answer.answer === 'yes') return [];
  if (answer.answer === 'unknown') return [undecided(pair, receiver, answer.pointer ?? '', answer.reason)];
  return [
    ...answer.failures.map((failure) => nameFailure(comparing, pair, failure, receiver, weight)),
    ...answer.doubts.map(({ pointer, reason }) => undecided(pair, receiver, pointer, reason)),
  ];
}

function undecided(pair: SchemaPair, receiver: Side['name'], pointer: string, reason: string): SchemaFinding {
  const isHead = receiver === 'head';
  return {
    ruleId: isHead ? 'schema-narrowed' : 'schema-widened',
    weight: 'unproven',
    message: `it could not be decided whether the schema accepts ${isHead ? 'less' : 'more'} than it did`,
    facts: null,
    base: locationOf(pair.base),
    head: locationOf(pair.head),
    pointer: generalise(undefined, pointer),
    at: pointer,
    reason,
  };
}

function nameFailure(comparing: Comparing, pair: SchemaPair, failure: Failure, receiver: Side['name'], weight: Weight): SchemaFinding {
  const { pointer, keyword, property, witness } = failure;
  const base = viewAt(comparing.base.contract, pair.base, witness, pointer);
  const head = viewAt(comparing.head.contract, pair.head, witness, pointer);
  const value = valueAt(witness, pointer);
  const cause = nameCause({ keyword, property, base, head, receiver, value });
  const locations = {
    sender: failure.sender && sourceOf(failure.sender),
    receiver: failure.receiver && receiverLocation(comparing[receiver], failure.receiver, keyword),
  };
  const fallback = (view: typeof base, side: Side, schema: Schema) => nearest(view.all) ?? schemaLocation(side, schema);
  const isHead = receiver === 'head';
  const propertyIn = (view: typeof base) =>
    property === undefined ? undefined : nearest(view.properties.get(property)?.filter((one) => typeof one === 'object') ?? []);
  return {
    ...cause,
    weight,
    base: propertyIn(base) ?? (isHead ? locations.sender : locations.receiver) ?? fallback(base, comparing.base, pair.base),
    head: propertyIn(head) ?? (isHead ? locations.receiver : locations.sender) ?? fallback(head, comparing.head, pair.head),
    pointer: generalise(witness, pointer) + (property === undefined ? '' : childPointer('', property)),
    at: pointer,
    witness: { value: witness },
    ...(locations.receiver ? { root: `${locations.receiver.file}#${locations.receiver.pointer}` } : {}),
  };
}

function receiverLocation(side: Side, schema: SchemaObject, keyword: string): Location | undefined {
  const original = side.declared().originOf(schema);
  const location = sourceOf(original);
  if (location === undefined || keyword === '' || !Object.hasOwn(original, keyword)) return location;
  return { file: location.file, pointer: childPointer(location.pointer, keyword) };
}

function nearest(schemas: readonly SchemaObject[]): Location | undefined {
  for (const schema of schemas) {
    const location = sourceOf(schema);
    if (location !== undefined) return location;
  }
  return undefined;
}

function locationOf(schema: Schema): Location | undefined {
  return typeof schema === 'object' ? sourceOf(schema) : undefined;
}

function schemaLocation(side: Side, schema: Schema): Location | undefined {
  if (typeof schema === 'boolean') return undefined;
  return sourceOf(schema) ?? (schema.$ref === undefined ? undefined : side.contract.schemas.get(schema.$ref)?.location);
}

function placeOf(side: Side, schema: Schema) {
  const location = schemaLocation(side, schema);
  return location && side.contract.locate(location);
}

/** A pointer into one value as a pointer into all of them: `*` for an index. */
export function generalise(value: unknown, pointer: string): string {
  let current = value;
  let general = '';
  for (const segment of pointerSegments(pointer)) {
    const isItem = current === undefined ? /^\d+$/.test(segment) : Array.isArray(current);
    general += isItem ? '/*' : childPointer('', segment);
    current = valueAt(current, childPointer('', segment));
  }
  return general;
}

function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const segment of pointerSegments(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[segment];
  }
  return current;
}

/** A property that comes or goes as a required one comes or goes once: the graver finding stays. */
const REQUIRED_TWIN: Readonly<Record<string, string>> = {
  'property-added': 'required-property-added',
  'property-removed': 'required-property-removed',
  'required-property-added': 'property-added',
  'required-property-removed': 'property-removed',
};

/** One finding for each cause; the gravest weight comes first. */
function withoutRepeats(found: readonly SchemaFinding[]): readonly SchemaFinding[] {
  const known = new Set<string>();
  const isImplied = ({ ruleId, pointer, weight }: SchemaFinding) => {
    const twin = found.find((other) => other.ruleId === REQUIRED_TWIN[ruleId] && other.pointer === pointer);
    if (twin === undefined) return false;
    return weight === 'fits'
      ? twin.weight !== 'fits' || !ruleId.startsWith('required-')
      : twin.weight === 'rejects' && weight !== 'rejects';
  };
  return found.filter((finding) => {
    if (isImplied(finding)) return false;
    const key = JSON.stringify([finding.ruleId, finding.pointer, finding.facts]);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
