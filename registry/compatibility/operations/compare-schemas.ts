import type { Schema } from '../../contract/index.ts';
import { compareMeanings } from '../causes/compare-meanings.ts';
import type { Failure, Subsumption } from '../subsumption/index.ts';
import type { Profile } from '../profiles.ts';
import { compareDeclared } from './compare-declared.ts';
import type { Comparing, Side } from './comparing.ts';
import type { Weight } from './draft.ts';
import { generalise, locationOf, nameFailure, schemaLocation } from './name-failure.ts';
import type { SchemaComparison, SchemaFinding, SchemaPair } from './schema-finding.ts';
import { textReceiver } from './text-values.ts';

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
    comparing.isSameInMeaning,
  ).map((meaning): SchemaFinding => ({ ...meaning, at: meaning.pointer }));
  if (comparing.isSame(pair.base, pair.head)) return meanings;
  const compared = pair.direction === 'input' ? compareInput(comparing, pair) : compareOutput(comparing, pair);
  const found = comparing.profile === 'codegen' ? compared.map(asGeneratedCode) : compared;
  const extent = () => comparing.base.extentOf(pair.base) + comparing.head.extentOf(pair.head);
  return [...withoutRepeats(found).map((finding): SchemaFinding => ({ ...finding, extent })), ...meanings];
}

/** A new listed value breaks exhaustive switches of generated code, whichever way it flows. */
function asGeneratedCode(finding: SchemaFinding): SchemaFinding {
  return finding.ruleId === 'enum-value-added' && finding.weight === 'fits' ? { ...finding, weight: 'renames' } : finding;
}

function compareInput(comparing: Comparing, pair: SchemaPair): readonly SchemaFinding[] {
  const refused = named(comparing, pair, 'head', 'rejects', ask(comparing, pair, 'base'));
  const offered = fitting(named(comparing, pair, 'base', 'fits', ask(comparing, pair, 'head', 'exact')));
  if (pair.isText) return [...refused, ...offered];
  const { gone, added } = compareDeclared(comparing, pair);
  const isOfGone = ({ pointer }: SchemaFinding) =>
    gone.some((other) => pointer === other.pointer || pointer.startsWith(`${other.pointer}/`));
  const warnings = gone.map((finding): SchemaFinding => ({ ...finding, weight: 'warns' }));
  return [...refused, ...warnings, ...added, ...offered.filter((finding) => !isOfGone(finding))];
}

function compareOutput(comparing: Comparing, pair: SchemaPair): readonly SchemaFinding[] {
  const refused = named(comparing, pair, 'base', 'rejects', ask(comparing, pair, 'head'));
  const narrowed = fitting(named(comparing, pair, 'head', 'fits', ask(comparing, pair, 'base')));
  if (pair.isText) return [...refused, ...withdrawing(narrowed)];
  const { gone, added, unknown } = compareDeclared(comparing, pair);
  if (unknown !== undefined) {
    const location = schemaLocation(comparing.base, pair.base);
    const place = location && comparing.base.contract.locate(location);
    comparing.notCheck({ reason: `whether an optional property is no longer sent: ${unknown}`, ...(place ? { place } : {}) });
  }
  return [...refused, ...withdrawing(gone), ...withdrawing(narrowed), ...added];
}

/** What is no longer sent at all is withdrawn; that fewer values are sent is not. */
function withdrawing(found: readonly SchemaFinding[]): readonly SchemaFinding[] {
  return found.map((finding): SchemaFinding => (finding.ruleId === 'property-removed' ? { ...finding, weight: 'withdraws' } : finding));
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
      : twin.weight === 'rejects' && (weight !== 'rejects' || !ruleId.startsWith('required-'));
  };
  return found.filter((finding) => {
    if (isImplied(finding)) return false;
    const key = JSON.stringify([finding.ruleId, finding.pointer, finding.facts]);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
