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
import type { Doubt, Failure } from './subsumption.ts';

/** A goal at a place in the value, and how a value of it becomes a whole value. */
interface Placed {
  readonly goal: Goal;
  readonly pointer: string;
  readonly sender: Located;
  readonly receiver: Located;
  readonly embed: (value: unknown) => { readonly value: unknown } | undefined;
}

/** What was found at one place: a literal of the receiver that a value fails. */
interface LocalFailure {
  readonly literal: Literal;
  readonly property: string | undefined;
  readonly value: unknown;
}

/** All failures, or what was learnt on the way to none. */
export interface Explanation {
  readonly failures: readonly Failure[];
  readonly doubts: readonly Doubt[];
}

const MAX_PLACES = 2000;
const MAX_FAILURES = 500;

/**
 * Lists all independent ways in which values of a goal fail its one refused formula, each with a whole value: breadth first through members
 * and items, each pair of schemas once.
 *
 * @param confirm Were both validators run on the value, with the verdicts that a witness needs?
 */
export function explain(
  root: { readonly goal: Goal; readonly sender: Located; readonly receiver: Located },
  searching: Searching,
  solve: (goal: Goal) => Status,
  confirm: (value: unknown) => boolean,
): Explanation {
  const failures = new Map<string, Failure>();
  const doubts: Doubt[] = [];
  const queue: Placed[] = [{ ...root, pointer: '', embed: (value) => ({ value }) }];
  const visited = new Set<string>();
  let reported = 0;
  const deciding: Searching = { ...searching, ask: solve };
  for (let next = 0; next < queue.length && next < MAX_PLACES && failures.size < MAX_FAILURES; next += 1) {
    const placed = queue[next]!;
    const key = `${placed.goal.key} ${placed.sender.key} ${placed.receiver.key}`;
    if (visited.has(key)) continue;
    visited.add(key);
    explainPlace(placed);
  }
  return { failures: [...failures.values()], doubts };

  function explainPlace(placed: Placed): void {
    for (const type of VALUE_TYPES) {
      const branch = new Branch({ ...deciding, type });
      if (branch.take(literalsOf({ ...placed.goal, refused: [] }))) splitSender(branch, placed);
    }
  }

  /** Takes the sender's alternatives one by one. */
  function splitSender(branch: Branch, placed: Placed): void {
    if (!branch.propagate()) return;
    if (branch.choices.length > 0 && !branch.candidates) {
      const choice = nextChoice(branch);
      for (const option of choice.options) {
        const fork = branch.fork();
        fork.choices = branch.choices.filter((other) => other !== choice);
        if (fork.take(option)) splitSender(fork, placed);
      }
      return;
    }
    const refused = placed.goal.refused.map((node): Literal => ({ node, sign: false, sent: false }));
    if (refused.length === 1) follow(branch, refused[0]!, placed);
    else whole(branch, refused, refused[0]!, placed);
  }

  /** Follows one refused formula down to what can't be taken apart. */
  function follow(branch: Branch, literal: Literal, placed: Placed): void {
    if (branch.isRuledOut(literal)) return;
    const { node } = literal;
    const refuse = (part: Node): Literal => ({ node: part, sign: false, sent: false });
    switch (node.kind) {
      case 'again':
        return follow(branch, refuse(node.target()), placed);
      case 'all': {
        const known = node.parts.map(refuse).find((part) => branch.isKnown(part));
        if (known) return follow(branch, known, placed);
        return node.parts.forEach((part) => follow(branch, refuse(part), placed));
      }
      case 'any':
      case 'one':
        return followAlternatives(branch, literal, node.parts, placed);
      case 'if':
        followUnder(branch, { node: node.test, sign: true, sent: false }, refuse(node.then), placed);
        return followUnder(branch, { node: node.test, sign: false, sent: false }, refuse(node.else), placed);
      case 'unevaluated-properties':
      case 'unevaluated-items':
        return followUnevaluated(branch, literal, placed);
      case 'not':
        return whole(branch, [literal], literal, placed);
      default:
        return leaf(branch, literal, literal, placed);
    }
  }

  function followUnder(branch: Branch, condition: Literal, literal: Literal, placed: Placed): void {
    const fork = branch.fork();
    if (!fork.take([condition]) || !fork.propagate()) return;
    if (fork.choices.length > 0) whole(branch, [condition, literal], literal, placed);
    else follow(fork, literal, placed);
  }

  function followUnevaluated(branch: Branch, literal: Literal, placed: Placed): void {
    const fork = branch.fork();
    if (!fork.take([literal])) return;
    for (const option of fork.choices.length === 0 ? [[]] : fork.choices.flatMap(({ options }) => options)) {
      const each = fork.fork();
      each.choices = [];
      if (!each.take(option) || !each.propagate()) continue;
      const rest = each.literals.findLast(({ node, sign }) => !sign && (node.kind === 'other-properties' || node.kind === 'items-from'));
      if (rest && each.choices.length === 0) leaf(each, rest, literal, placed);
      else whole(each, [], literal, placed);
    }
  }

  /**
   * Of several refused alternatives the one that the value could still have been, or the most similar one, tells best what is wrong, if what
   * it says is true of all.
   */
  function followAlternatives(branch: Branch, literal: Literal, parts: readonly Node[], placed: Placed): void {
    const possible = parts.filter((part) => !branch.isKnown({ node: part, sign: false, sent: false }));
    const guarded: Placed = { ...placed, embed: (value) => (holds(literal.node, value) ? undefined : placed.embed(value)) };
    const ranked = possible
      .map((part) => ({ part, likeness: likeness(branch, part) }))
      .filter(({ likeness: like }) => like > 0 || possible.length === 1)
      .sort((one, other) => other.likeness - one.likeness);
    for (const { part } of ranked.slice(0, 2)) {
      const before = reported;
      follow(branch, { node: part, sign: false, sent: false }, guarded);
      if (reported > before) return;
    }
    whole(branch, [literal], literal, placed);
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
  function whole(branch: Branch, literals: readonly Literal[], blamed: Literal, placed: Placed): void {
    const asserted = [...branch.asserted, ...literals];
    const sent = asserted.filter((each) => each.sign && each.sent).map(({ node }) => node);
    const wanted = asserted.filter((each) => each.sign && !each.sent).map(({ node }) => node);
    const refused = asserted.filter((each) => !each.sign).map(({ node }) => node);
    const status = solve(goalOf(sent, [...wanted, searching.nodes.types(maskOf(branch.type))], refused));
    if (status.kind === 'found') report({ literal: blamed, property: undefined, value: status.value }, placed);
    else if (status.kind === 'unsure') doubts.push({ pointer: placed.pointer, reason: status.reason });
  }

  function leaf(branch: Branch, literal: Literal, blamed: Literal, placed: Placed): void {
    const fork = branch.fork();
    if (!fork.literals.includes(literal) && !fork.take([literal])) return;
    if (!fork.propagate()) return;
    if (fork.choices.length > 0 || fork.candidates) return whole(branch, [literal], blamed, placed);
    for (const variant of variantsOf(fork, literal)) {
      let descents: readonly Descent[] = [];
      const status = solveLeaf(fork.type, variant.literals, fork.excluded, deciding, (found) => (descents = found));
      if (status.kind === 'unsure') doubts.push({ pointer: placed.pointer, reason: status.reason });
      if (status.kind !== 'found' || (fork.doubt && !satisfies(placed.goal, status.value))) continue;
      if (placed.embed(status.value) === undefined) continue;
      const descent = descents.find(({ from }) => from.includes(variant.literal));
      const child = descent?.goal;
      if (descent && child?.refused.length === 1 && child.refused[0]!.kind !== 'never') {
        descend(fork, variant.literals, { segment: descent.segment, goal: child }, placed);
      } else report({ literal: blamed, property: variant.property ?? descent?.segment, value: status.value }, placed);
    }
  }

  function descend(
    branch: Branch,
    literals: readonly Literal[],
    child: { readonly segment: string; readonly goal: Goal },
    placed: Placed,
  ): void {
    reported += 1;
    const isArray = branch.type === 'array';
    queue.push({
      goal: child.goal,
      pointer: `${placed.pointer}/${child.segment.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      sender: stepInto(placed.sender, child.segment, isArray),
      receiver: stepInto(placed.receiver, child.segment, isArray),
      embed(value) {
        const ask = (goal: Goal): Status => (goal.key === child.goal.key ? { kind: 'found', value } : solve(goal));
        const status = solveLeaf(branch.type, literals, branch.excluded, { ...deciding, ask });
        return status.kind === 'found' ? placed.embed(status.value) : undefined;
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
      .filter(({ literals }) => solveLeaf('object', literals, [], deciding).kind !== 'none');
    return named.length > 0 ? named : [plain];
  }

  function report({ literal, property, value }: LocalFailure, placed: Placed): void {
    const written = whereWritten(placed.receiver, literal.node);
    const keyword = written?.keyword ?? '';
    const about = property ?? written?.property;
    const sender = counterpartOf(placed.sender, keyword);
    const receiver = written?.schema ?? counterpartOf(placed.receiver, keyword);
    const key = [sender ? identify(sender) : '', receiver ? identify(receiver) : '', keyword, about ?? ''].join(' ');
    const witness = placed.embed(value);
    if (witness === undefined || !confirm(witness.value)) return;
    reported += 1;
    if (failures.has(key)) return;
    failures.set(key, {
      pointer: placed.pointer,
      keyword,
      ...(about === undefined ? {} : { property: about }),
      ...(sender ? { sender } : {}),
      ...(receiver ? { receiver } : {}),
      witness: witness.value,
    });
  }
}
