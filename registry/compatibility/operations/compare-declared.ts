import { childPointer, pointerSegments, type SchemaObject } from '../../contract/index.ts';
import { declaredDifferences, type DeclaredDifference } from '../causes/declared-differences.ts';
import type { Failure } from '../subsumption/index.ts';
import type { Comparing, Side } from './comparing.ts';
import { nameFailure } from './name-failure.ts';
import type { SchemaFinding, SchemaPair, SchemaWitness } from './schema-finding.ts';

/** Alternatives may declare the same property as others that hold with them: what they declare of it together is not worked out. */
const SHARED_BY_ALTERNATIVES = 'alternatives declare the same property, each in its own way';

/** The properties that only one side declares: no longer sent, and new. */
export interface DeclaredFindings {
  readonly gone: readonly SchemaFinding[];
  readonly added: readonly SchemaFinding[];
  /** Why it is not known whether more is gone. */
  readonly unknown?: string;
}

/**
 * Compares what both sides declare, which an open receiver doesn't mind: read off the structure where that is exact, asked of the engine
 * where alternatives decide. What only stands in a changelog is not asked for in detail.
 */
export function compareDeclared(comparing: Comparing, pair: SchemaPair): DeclaredFindings {
  const { flow, base, head } = pair;
  const contracts = { base: comparing.base.contract, head: comparing.head.contract };
  const { differences, isExact, isComplete } = declaredDifferences(contracts, base, head, flow, comparing.isSame);
  const likely = { gone: differences.filter(isGone), added: differences.filter((difference) => !isGone(difference)) };
  if (isExact) return { gone: likely.gone.map(named), added: likely.added.map(named) };
  const added = settled(likely.added, 'head');
  if (pair.direction === 'input') return { gone: settled(likely.gone, 'base'), added };
  if (likely.gone.length === 0 && isComplete) return { gone: [], added };
  const { findings, unknown } = undeclared(comparing, pair, 'base');
  return { gone: findings.filter(isGone), added, ...(unknown === undefined ? {} : { unknown }) };

  function named(difference: DeclaredDifference): SchemaFinding {
    return structuralFinding(comparing, pair, difference);
  }

  /** Those that are beyond doubt, and the others unless one side declares all that the other sends. */
  function settled(found: readonly DeclaredDifference[], sender: Side['name']): readonly SchemaFinding[] {
    const certain = found.filter(({ isCertain }) => isCertain);
    return (certain.length === found.length || isDeclared(comparing, pair, sender) ? certain : found).map(named);
  }
}

function isGone({ ruleId }: { readonly ruleId: string }): boolean {
  return ruleId === 'property-removed';
}

/**
 * Does the one side declare all that the other sends, as far as can be told? All that it takes at all, so that what it refuses for other
 * reasons hides nothing.
 */
function isDeclared(comparing: Comparing, pair: SchemaPair, sender: Side['name']): boolean {
  const receiver = sender === 'base' ? 'head' : 'base';
  const engine = comparing.engine(pair.flow, sender, 'declared', 'wire');
  const closed = comparing[receiver].declared().close(pair[receiver]);
  if (engine.decide(pair[sender], closed) === 'yes') return true;
  const asked = { anyOf: [closed, { not: pair[receiver] }] };
  if (engine.decide(pair[sender], asked) === 'yes') return true;
  const beyond = engine.valueBeyond(pair[sender], asked);
  return beyond !== undefined && comparing.engine(pair.flow, sender, 'accepted', 'wire').receiverDeclares(pair[receiver], beyond.value);
}

function structuralFinding(comparing: Comparing, pair: SchemaPair, difference: DeclaredDifference): SchemaFinding {
  const { ruleId, property, pointer, path, base, head } = difference;
  const finding = { ruleId, weight: 'fits', base, head, at: path } as const;
  if (property === undefined) return { ...finding, message: 'properties that are not declared may be sent', facts: null, pointer };
  const named = { ...finding, facts: property, pointer: pointer + childPointer('', property) };
  if (ruleId === 'property-added') return { ...named, message: `the property '${property}' is new` };
  return { ...named, message: `the property '${property}' is gone`, witness: () => valueWith(comparing, pair, path) };
}

/** A value of the base that has something at a path. */
function valueWith(comparing: Comparing, pair: SchemaPair, path: string): SchemaWitness {
  const example = comparing.examples(pair.flow, 'base', 'wire')(pair.base, { with: path });
  if (example !== undefined) return example;
  const { answer } = comparing.engine(pair.flow, 'base', 'accepted', 'wire').subsumes(pair.base, { not: presence(pointerSegments(path)) });
  return answer === 'yes' ? { isGroundless: true } : { reason: 'no value was found that has the property' };
}

function presence([segment, ...rest]: readonly string[]): SchemaObject {
  if (segment === undefined) return {};
  const inner = presence(rest);
  const member = { type: 'object', required: [segment], properties: { [segment]: inner } };
  return /^\d+$/.test(segment) ? { anyOf: [member, { type: 'array', minItems: 1, prefixItems: [inner] }] } : member;
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
  const strict = comparing.engine(pair.flow, sender, 'accepted', 'wire');
  const isUndeclared = ({ witness }: Failure) => !strict.receiverDeclares(to, witness);
  const taken = answer.failures.filter(({ witness }) => accepted.receiverAccepts(to, witness));
  const failures = taken.filter(isUndeclared);
  if (failures.length < taken.length) {
    return { findings: nameAll(failures), unknown: SHARED_BY_ALTERNATIVES };
  }
  if (failures.length < answer.failures.length && comparing.profile !== 'tolerant-reader') {
    const again = engine.subsumes(from, { anyOf: [closed, { not: to }] });
    if (again.answer === 'unknown') return { findings: nameAll(failures), unknown: again.reason };
    if (again.answer === 'no' && failures.length === 0) {
      const found = again.failures.filter(isUndeclared);
      return { findings: nameAll(found), ...(found.length < again.failures.length ? { unknown: SHARED_BY_ALTERNATIVES } : {}) };
    }
  }
  return { findings: nameAll(failures), ...(answer.doubts[0] ? { unknown: answer.doubts[0].reason } : {}) };

  function nameAll(found: readonly Failure[]): readonly SchemaFinding[] {
    return found.map((failure) => nameFailure(comparing, pair, failure, receiver, 'fits'));
  }
}
