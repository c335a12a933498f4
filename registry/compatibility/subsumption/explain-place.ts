import { Branch } from './branch.ts';
import { holds } from './evaluate.ts';
import { type Goal, goalOf, literalsOf } from './goal.ts';
import { maskOf, VALUE_TYPES } from './json-value.ts';
import type { Literal } from './literal.ts';
import { counterpartOf, identify, type Located, stepInto, whereWritten } from './located.ts';
import { membersOf } from './node-facts.ts';
import type { Node } from './nodes.ts';
import { readObjectDemands } from './object-demands.ts';
import { nextChoice, satisfies, type Searching, solveLeaf } from './search.ts';
import type { Descent } from './solve-object.ts';
import type { Status } from './status.ts';
import type { Failure } from './subsumption.ts';

/** A goal, and the schemas on both sides that its formulas were written in. */
export interface LocatedGoal {
  readonly goal: Goal;
  readonly sender: Located;
  readonly receiver: Located;
}

/** What is wrong with values of one goal: here, and in the members or items that are goals of their own. */
export interface Place {
  readonly located: LocatedGoal;
  /** Worked out when first looked at. */
  findings: Findings | undefined;
}

/** All that is wrong at a place. */
export interface Findings {
  readonly failures: readonly LocalFailure[];
  readonly parts: readonly FailingPart[];
  readonly doubts: readonly string[];
}

/** A keyword of the receiver that a value of the goal fails. */
export interface LocalFailure {
  /** The same for what has the same cause. */
  readonly key: string;
  readonly failure: Omit<Failure, 'pointer' | 'witness'>;
  readonly value: unknown;
}

/** A member or an item in which something is wrong. */
export interface FailingPart {
  readonly segment: string;
  readonly place: Place;
  /** A value of the goal that has this part; undefined when there is none. */
  readonly embed: (part: unknown) => { readonly value: unknown } | undefined;
}

function keyOfFailure({ sender, receiver, keyword, property }: Omit<Failure, 'pointer' | 'witness'>): string {
  return [sender ? identify(sender) : '', receiver ? identify(receiver) : '', keyword, property ?? ''].join(' ');
}

/** What values that are found must pass to count: that they fail every alternative, where one was followed. */
type Guard = (value: unknown) => boolean;

const ALL_PASS: Guard = () => true;

/** Works out what is wrong with values of a goal: all independent ways in which they fail its one refused formula. */
export function explainPlace(located: LocatedGoal, searching: Searching, placeOf: (located: LocatedGoal) => Place): Findings {
  const { goal } = located;
  const failures: LocalFailure[] = [];
  const parts: FailingPart[] = [];
  const doubts: string[] = [];
  const solve = searching.ask;
  for (const type of VALUE_TYPES) {
    const branch = new Branch({ ...searching, type });
    if (branch.take(literalsOf({ ...goal, refused: [] }))) splitSender(branch);
  }
  return { failures, parts, doubts };

  /** Takes the sender's alternatives one by one. */
  function splitSender(branch: Branch): void {
    if (!branch.propagate()) return;
    if (branch.choices.length > 0 && !branch.candidates) {
      const choice = nextChoice(branch.choices);
      for (const option of choice.options) {
        const fork = branch.fork();
        fork.choices = branch.choices.filter((other) => other !== choice);
        if (fork.take(option)) splitSender(fork);
      }
      return;
    }
    const refused = goal.refused.map((node): Literal => ({ node, sign: false, sent: false }));
    if (refused.length === 1) follow(branch, refused[0]!, ALL_PASS);
    else whole(branch, refused, refused[0]!, ALL_PASS);
  }

  /** Follows one refused formula down to what can't be taken apart. */
  function follow(branch: Branch, literal: Literal, guard: Guard): void {
    if (branch.isRuledOut(literal)) return;
    const { node } = literal;
    const refuse = (part: Node): Literal => ({ node: part, sign: false, sent: false });
    switch (node.kind) {
      case 'again':
        return follow(branch, refuse(node.target()), guard);
      case 'all': {
        const known = node.parts.map(refuse).find((part) => branch.isKnown(part));
        if (known) return follow(branch, known, guard);
        return node.parts.forEach((part) => follow(branch, refuse(part), guard));
      }
      case 'any':
      case 'one':
        return followAlternatives(branch, literal, node.parts, guard);
      case 'if':
        followUnder(branch, { node: node.test, sign: true, sent: false }, refuse(node.then), guard);
        return followUnder(branch, { node: node.test, sign: false, sent: false }, refuse(node.else), guard);
      case 'unevaluated-properties':
      case 'unevaluated-items':
        return followUnevaluated(branch, literal, guard);
      case 'not':
        return whole(branch, [literal], literal, guard);
      default:
        return leaf(branch, literal, literal, guard);
    }
  }

  function followUnder(branch: Branch, condition: Literal, literal: Literal, guard: Guard): void {
    const fork = branch.fork();
    if (!fork.take([condition]) || !fork.propagate()) return;
    if (fork.choices.length > 0) whole(branch, [condition, literal], literal, guard);
    else follow(fork, literal, guard);
  }

  function followUnevaluated(branch: Branch, literal: Literal, guard: Guard): void {
    const fork = branch.fork();
    if (!fork.take([literal])) return;
    for (const option of fork.choices.length === 0 ? [[]] : fork.choices.flatMap(({ options }) => options)) {
      const each = fork.fork();
      each.choices = [];
      if (!each.take(option) || !each.propagate()) continue;
      const rest = each.literals.findLast(({ node, sign }) => !sign && (node.kind === 'other-properties' || node.kind === 'items-from'));
      if (rest && each.choices.length === 0) leaf(each, rest, literal, guard);
      else whole(each, [], literal, guard);
    }
  }

  /**
   * Of several refused alternatives the one that the value could still have been, or the most similar one, tells best what is wrong, if what
   * it says is true of all.
   */
  function followAlternatives(branch: Branch, literal: Literal, alternatives: readonly Node[], guard: Guard): void {
    const possible = alternatives.filter((part) => !branch.isKnown({ node: part, sign: false, sent: false }));
    const guarded: Guard = (value) => !holds(literal.node, value) && guard(value);
    const ranked = possible
      .map((part) => ({ part, likeness: likeness(branch, part) }))
      .filter(({ likeness: like }) => like > 0 || possible.length === 1)
      .sort((one, other) => other.likeness - one.likeness);
    for (const { part } of ranked.slice(0, 2)) {
      const before = failures.length + parts.length;
      follow(branch, { node: part, sign: false, sent: false }, guarded);
      if (failures.length + parts.length > before) return;
    }
    whole(branch, [literal], literal, guard);
  }

  function likeness(branch: Branch, part: Node): number {
    if (branch.type !== 'object') return 0;
    const own = membersOf(part);
    let alike = 0;
    for (const { node, sign } of branch.asserted) {
      if (!sign) continue;
      for (const [name, schemas] of membersOf(node).properties) {
        const others = own.properties.get(name);
        if (others) alike += others.some((other) => schemas.includes(other)) ? 3 : 1;
      }
    }
    return alike;
  }

  /** Nothing smaller is to blame than the literal as a whole. */
  function whole(branch: Branch, literals: readonly Literal[], blamed: Literal, guard: Guard): void {
    const asserted = [...branch.asserted, ...literals];
    const sent = asserted.filter((each) => each.sign && each.sent).map(({ node }) => node);
    const wanted = asserted.filter((each) => each.sign && !each.sent).map(({ node }) => node);
    const refused = asserted.filter((each) => !each.sign).map(({ node }) => node);
    const status = solve(goalOf(sent, [...wanted, searching.nodes.types(maskOf(branch.type))], refused));
    if (status.kind === 'found' && guard(status.value)) report(blamed, undefined, status.value);
    else if (status.kind === 'unsure') doubts.push(status.reason);
  }

  function leaf(branch: Branch, literal: Literal, blamed: Literal, guard: Guard): void {
    const fork = branch.fork();
    if (!fork.literals.includes(literal) && !fork.take([literal])) return;
    if (!fork.propagate()) return;
    if (fork.choices.length > 0 || fork.candidates) return whole(branch, [literal], blamed, guard);
    for (const variant of variantsOf(fork, literal)) {
      let descents: readonly Descent[] = [];
      const status = solveLeaf(fork.type, variant.literals, fork.excluded, searching, (found) => (descents = found));
      if (status.kind === 'unsure') doubts.push(status.reason);
      if (status.kind !== 'found' || !guard(status.value) || (fork.doubt && !satisfies(goal, status.value))) continue;
      const descent = descents.find(({ from }) => from.includes(variant.literal));
      const child = descent?.goal;
      if (descent && child?.refused.length === 1 && child.refused[0]!.kind !== 'never') {
        descend(fork, variant.literals, { segment: descent.segment, goal: child }, guard);
      } else report(blamed, variant.property ?? descent?.segment, status.value);
    }
  }

  function descend(
    branch: Branch,
    literals: readonly Literal[],
    part: { readonly segment: string; readonly goal: Goal },
    guard: Guard,
  ): void {
    const isArray = branch.type === 'array';
    parts.push({
      segment: part.segment,
      place: placeOf({
        goal: part.goal,
        sender: stepInto(located.sender, part.segment, isArray),
        receiver: stepInto(located.receiver, part.segment, isArray),
      }),
      embed(value) {
        const ask = (asked: Goal): Status => (asked.key === part.goal.key ? { kind: 'found', value } : solve(asked));
        const status = solveLeaf(branch.type, literals, branch.excluded, { ...searching, ask });
        return status.kind === 'found' && guard(status.value) ? { value: status.value } : undefined;
      },
    });
  }

  /** A refusal that any property may meet, as one for each property that can. */
  function variantsOf(
    branch: Branch,
    literal: Literal,
  ): readonly { readonly literals: readonly Literal[]; readonly literal: Literal; readonly property?: string }[] {
    const { node } = literal;
    const plain = { literals: branch.literals, literal: branch.literals.find((each) => each.node === node && !each.sign) ?? literal };
    if (
      branch.type !== 'object' ||
      !(node.kind === 'other-properties' || node.kind === 'matching-properties' || node.kind === 'property-names')
    ) {
      return [plain];
    }
    const others = branch.literals.filter((each) => each !== plain.literal);
    const demands = readObjectDemands(branch.literals, searching.declaredOnly);
    const missing = demands?.missing.find(({ from }) => from.includes(plain.literal));
    if (!demands || !missing) return [plain];
    const { nodes } = searching;
    const named = demands.names
      .filter((name) => missing.fits(name) && demands.allows(name))
      .map((name) => {
        const required: Literal = { node: nodes.atom({ kind: 'required', name }), sign: true, sent: false };
        const [schema] = missing.schemas;
        if (schema === undefined) return { literals: [...others, required], literal, property: name };
        const failing: Literal = { node: nodes.atom({ kind: 'property', name, schema }), sign: false, sent: false };
        return { literals: [...others, failing], literal: failing, property: name };
      })
      .filter(({ literals }) => solveLeaf('object', literals, [], searching).kind !== 'none');
    return named.length > 0 ? named : [plain];
  }

  function report(literal: Literal, property: string | undefined, value: unknown): void {
    const written = whereWritten(located.receiver, literal.node);
    const keyword = written?.keyword ?? '';
    const about = property ?? written?.property;
    const sender = counterpartOf(located.sender, keyword);
    const receiver = written?.schema ?? counterpartOf(located.receiver, keyword);
    const failure = {
      keyword,
      ...(about === undefined ? {} : { property: about }),
      ...(sender ? { sender } : {}),
      ...(receiver ? { receiver } : {}),
    };
    failures.push({ key: keyOfFailure(failure), failure, value });
  }
}
