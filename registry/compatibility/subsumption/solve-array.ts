import { type Goal, goalOf } from './goal.ts';
import { canonicalText } from '../../contract/index.ts';
import type { Literal } from './literal.ts';
import type { Node } from './nodes.ts';
import { matchDistinct } from './match-distinct.ts';
import type { Descent, PartSolving } from './solve-object.ts';
import { either, found, NONE, type Status, unsure } from './status.ts';

interface ItemSchema {
  readonly node: Node;
  readonly sent: boolean;
}

/** Items of which at least and at most so many fit a schema. */
interface Count {
  readonly node: Node;
  least: number;
  most: number;
}

interface ArrayDemands {
  readonly least: number;
  readonly most: number;
  readonly items: readonly (ItemSchema & { readonly index: number })[];
  readonly rest: readonly (ItemSchema & { readonly index: number })[];
  readonly counts: readonly Count[];
  /** Items that must be there to fail a refused schema: at the index, or at it or after. */
  readonly missing: readonly { readonly from: Literal; readonly index: number; readonly isExact: boolean; readonly schema: Node }[];
  readonly isUnique: boolean;
  readonly hasEqual: boolean;
  /** Items from here on are all asked the same. */
  readonly uniformFrom: number;
}

const MAX_ITEMS = 10_000;
const MAX_COUNTED_ITEMS = 14;
const MAX_DISTINCT_ITEMS = 40;

/** Finds an array. */
export function solveArray(literals: readonly Literal[], solving: PartSolving): Status {
  const demands = readDemands(literals);
  if (demands === undefined || demands.least > demands.most) return NONE;
  if (demands.isUnique && demands.hasEqual) return NONE;
  const extra = demands.counts.reduce((sum, { least }) => sum + least, 0) + demands.missing.length + (demands.hasEqual ? 2 : 0);
  const longest = Math.min(demands.most, Math.max(demands.least, demands.uniformFrom) + extra);
  if (demands.least > MAX_ITEMS) return unsure(`arrays of ${demands.least} items are not built`);
  let status: Status = NONE;
  for (let length = demands.least; length <= Math.min(longest, MAX_ITEMS); length += 1) {
    status = either(status, placeMissing(length, 0, []));
    if (status.kind === 'found') return status;
  }
  return longest > MAX_ITEMS ? either(status, unsure(`arrays of ${longest} items are not built`)) : status;

  /** Gives each refused schema an item that fails it. */
  function placeMissing(
    length: number,
    position: number,
    refused: readonly { readonly index: number; readonly node: Node; readonly from: Literal }[],
  ): Status {
    const missing = demands!.missing[position];
    if (missing === undefined) return arrange(length, refused);
    if (missing.index >= length) return NONE;
    const last = missing.isExact
      ? missing.index
      : Math.min(length - 1, Math.max(missing.index, demands!.uniformFrom) + demands!.missing.length);
    let status: Status = NONE;
    for (let index = missing.index; index <= last; index += 1) {
      status = either(status, placeMissing(length, position + 1, [...refused, { index, node: missing.schema, from: missing.from }]));
      if (status.kind === 'found') break;
    }
    return status;
  }

  function arrange(length: number, refused: readonly { readonly index: number; readonly node: Node; readonly from: Literal }[]): Status {
    const slots = Array.from({ length }, (_, index) => slotAt(index, refused));
    const note = (status: Status): Status => {
      if (status.kind === 'found') {
        solving.onDescent?.(
          refused.map(({ index, from }): Descent => ({ from: [from], segment: String(index), goal: goalOfSlot(slots[index]!, []) })),
        );
      }
      return status;
    };
    if (demands!.hasEqual) return note(arrangeEqual(slots));
    if (demands!.counts.length > 0) return note(arrangeCounted(slots));
    return note(demands!.isUnique && length > 1 ? arrangeDistinct(slots.map((slot) => goalOfSlot(slot, []))) : arrangeFree(slots));
  }

  function slotAt(index: number, refused: readonly { readonly index: number; readonly node: Node }[]): Slot {
    const schemas = [...demands!.items.filter((item) => item.index === index), ...demands!.rest.filter((rest) => index >= rest.index)];
    return { schemas, refused: refused.filter((each) => each.index === index).map(({ node }) => node) };
  }

  function arrangeFree(slots: readonly Slot[]): Status {
    return all(slots.map((slot) => goalOfSlot(slot, [])));
  }

  function all(goals: readonly Goal[]): Status {
    const values: unknown[] = [];
    let doubt: Status | undefined;
    for (const goal of goals) {
      const status = solving.ask(goal);
      if (status.kind === 'none') return NONE;
      if (status.kind === 'unsure') doubt ??= status;
      else values.push(status.value);
    }
    return doubt ?? found(values);
  }

  /** Decides for each item which of the counted schemas it fits. */
  function arrangeCounted(slots: readonly Slot[]): Status {
    const { counts } = demands!;
    if (slots.length > MAX_COUNTED_ITEMS || counts.length > 3) {
      const fill = tryUncounted(slots);
      return fill ?? unsure('too many items are counted by contains');
    }
    let doubt: Status = NONE;
    const dead = new Set<string>();
    const goals: Goal[] = [];
    const walk = (index: number, totals: readonly number[]): Status => {
      if (totals.some((total, position) => total > counts[position]!.most)) return NONE;
      const left = slots.length - index;
      if (totals.some((total, position) => total + left < counts[position]!.least)) return NONE;
      if (index === slots.length) {
        return demands!.isUnique && slots.length > 1 ? arrangeDistinct([...goals]) : all(goals);
      }
      const key = `${index}:${totals.join(',')}`;
      if (!demands!.isUnique && dead.has(key)) return NONE;
      let status: Status = NONE;
      for (let bits = 0; bits < 1 << counts.length; bits += 1) {
        const signs = counts.map((count, position) => ({ node: count.node, fits: (bits & (1 << position)) !== 0 }));
        const goal = goalOfSlot(slots[index]!, signs);
        const own = solving.ask(goal);
        if (own.kind === 'none') continue;
        if (own.kind === 'unsure') doubt = either(doubt, own);
        goals.push(goal);
        status = either(
          status,
          walk(
            index + 1,
            totals.map((total, position) => total + (signs[position]!.fits ? 1 : 0)),
          ),
        );
        goals.pop();
        if (status.kind === 'found') return status;
      }
      if (status.kind === 'none') dead.add(key);
      return status;
    };
    return either(
      walk(
        0,
        counts.map(() => 0),
      ),
      doubt,
    );
  }

  /** Many items: as many that fit as are asked for, the rest not fitting. */
  function tryUncounted(slots: readonly Slot[]): Status | undefined {
    if (demands!.counts.length !== 1 || demands!.isUnique) return undefined;
    const [count] = demands!.counts;
    let fitting = 0;
    const goals = slots.map((slot) => {
      const fits = fitting < count!.least && solving.ask(goalOfSlot(slot, [{ node: count!.node, fits: true }])).kind === 'found';
      if (fits) fitting += 1;
      return goalOfSlot(slot, [{ node: count!.node, fits }]);
    });
    const status = fitting >= count!.least ? all(goals) : NONE;
    return status.kind === 'found' ? status : undefined;
  }

  function arrangeDistinct(goals: readonly Goal[]): Status {
    if (goals.length > MAX_DISTINCT_ITEMS) return unsure(`arrays of ${goals.length} distinct items are not built`);
    const exclude = (goal: Goal, values: readonly unknown[]): Goal =>
      goalOf(goal.sent, goal.wanted, values.length === 0 ? goal.refused : [...goal.refused, solving.nodes.values(values)]);
    return matchDistinct(goals, (goal, values) => solving.ask(exclude(goal, values)), canonicalText);
  }

  /** Two items are equal, so they fit the schemas of both. */
  function arrangeEqual(slots: readonly Slot[]): Status {
    let status: Status = NONE;
    const last = Math.min(slots.length, demands!.uniformFrom + demands!.missing.length + 2);
    for (let first = 0; first < last; first += 1) {
      for (let second = first + 1; second < last; second += 1) {
        const both: Slot = {
          schemas: [...slots[first]!.schemas, ...slots[second]!.schemas],
          refused: [...slots[first]!.refused, ...slots[second]!.refused],
        };
        const merged = slots.map((slot, index) => (index === first || index === second ? both : slot));
        status = either(status, demands!.counts.length > 0 ? equalCounted(merged) : arrangeFree(merged));
        if (status.kind === 'found') return status;
      }
    }
    return status;
  }

  function equalCounted(slots: readonly Slot[]): Status {
    const status = arrangeFree(slots);
    if (status.kind !== 'found') return status;
    return unsure('equal items and counted items together are not worked out');
  }
}

interface Slot {
  readonly schemas: readonly ItemSchema[];
  readonly refused: readonly Node[];
}

function goalOfSlot(slot: Slot, counted: readonly { readonly node: Node; readonly fits: boolean }[]): Goal {
  const nodes = (sent: boolean) => slot.schemas.filter((schema) => schema.sent === sent).map(({ node }) => node);
  return goalOf(
    nodes(true),
    [...nodes(false), ...counted.filter(({ fits }) => fits).map(({ node }) => node)],
    [...slot.refused, ...counted.filter(({ fits }) => !fits).map(({ node }) => node)],
  );
}

function readDemands(literals: readonly Literal[]): ArrayDemands | undefined {
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  const items: (ItemSchema & { index: number })[] = [];
  const rest: (ItemSchema & { index: number })[] = [];
  const counts = new Map<Node, Count>();
  const missing: { from: Literal; index: number; isExact: boolean; schema: Node }[] = [];
  let isUnique = false;
  let hasEqual = false;
  let uniformFrom = 0;
  const count = (node: Node, lowest: number, highest: number): void => {
    const known = counts.get(node);
    if (known === undefined) counts.set(node, { node, least: lowest, most: highest });
    else {
      known.least = Math.max(known.least, lowest);
      known.most = Math.min(known.most, highest);
    }
  };
  for (const literal of literals) {
    const { node, sign, sent } = literal;
    switch (node.kind) {
      case 'min-items':
        if (sign) least = Math.max(least, node.count);
        else most = Math.min(most, node.count - 1);
        break;
      case 'max-items':
        if (sign) most = Math.min(most, node.count);
        else least = Math.max(least, node.count + 1);
        break;
      case 'item':
        uniformFrom = Math.max(uniformFrom, node.index + 1);
        if (sign) items.push({ node: node.schema, sent, index: node.index });
        else {
          least = Math.max(least, node.index + 1);
          missing.push({ from: literal, index: node.index, isExact: true, schema: node.schema });
        }
        break;
      case 'items-from':
        uniformFrom = Math.max(uniformFrom, node.index);
        if (sign) rest.push({ node: node.schema, sent, index: node.index });
        else {
          least = Math.max(least, node.index + 1);
          missing.push({ from: literal, index: node.index, isExact: false, schema: node.schema });
        }
        break;
      case 'contains-least':
        if (sign) count(node.schema, node.count, Number.POSITIVE_INFINITY);
        else count(node.schema, 0, node.count - 1);
        break;
      case 'contains-most':
        if (sign) count(node.schema, 0, node.count);
        else count(node.schema, node.count + 1, Number.POSITIVE_INFINITY);
        break;
      case 'unique':
        if (sign) isUnique = true;
        else hasEqual = true;
        break;
      default:
    }
  }
  const limits = [...counts.values()].filter((each) => each.least > 0 || each.most < Number.POSITIVE_INFINITY);
  if (limits.some((each) => each.least > each.most)) return undefined;
  for (const each of limits) least = Math.max(least, each.least);
  if (hasEqual) least = Math.max(least, 2);
  return { least, most, items, rest, counts: limits, missing, isUnique, hasEqual, uniformFrom };
}
