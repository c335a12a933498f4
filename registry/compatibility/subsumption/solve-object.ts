import { goalOf, type Goal } from './goal.ts';
import { maskOf, objectOf } from './json-value.ts';
import type { Literal } from './literal.ts';
import type { Node, NodeTable } from './nodes.ts';
import { readObjectDemands, type MissingMember, waysToShare } from './object-demands.ts';
import { either, found, NONE, type Status, unsure } from './status.ts';

/** Answers what is known of another goal. */
export type Ask = (goal: Goal) => Status;

/** A member or item that was made to fail a refused schema. */
export interface Descent {
  readonly from: readonly Literal[];
  readonly segment: string;
  /** Undefined when the name alone is at fault. */
  readonly goal: Goal | undefined;
}

/** What solving a value with parts needs. */
export interface PartSolving {
  readonly nodes: NodeTable;
  /** Does a sender send declared properties only? */
  readonly declaredOnly: boolean;
  readonly ask: Ask;
  /** Hears how refused schemas were failed, when a value is found. */
  readonly onDescent?: (descents: readonly Descent[]) => void;
}

interface Member {
  readonly literals: readonly { readonly node: Node; readonly sent: boolean }[];
  readonly refused: Node[];
}

const MAX_PATTERNS = 6;
const MAX_MEMBERS = 300;

/** Finds an object. */
export function solveObject(literals: readonly Literal[], solving: PartSolving): Status {
  const demands = readObjectDemands(literals, solving.declaredOnly);
  if (demands === undefined) return NONE;
  const { nodes, ask } = solving;
  if (demands.least > demands.most) return NONE;
  const chosen = new Map<string, Member>();
  for (const name of demands.required) if (!choose(name)) return NONE;
  const descents: Descent[] = [];
  const ways = waysToShare(demands);
  if (ways === undefined) return unsure('too many properties would have to be told apart');
  let missingMembers: readonly MissingMember[] = [];
  let status: Status = NONE;
  for (const way of ways) {
    missingMembers = way;
    status = either(status, place(0));
    if (status.kind === 'found') break;
  }
  return status;

  function choose(name: string): Member | undefined {
    let member = chosen.get(name);
    if (member === undefined) {
      if (!demands!.allows(name)) return undefined;
      member = { literals: demands!.schemasOf(name), refused: [] };
      chosen.set(name, member);
    }
    return member;
  }

  function goalOfMember(member: Member): Goal {
    return goalOf(
      member.literals.filter(({ sent }) => sent).map(({ node }) => node),
      member.literals.filter(({ sent }) => !sent).map(({ node }) => node),
      member.refused,
    );
  }

  /** Gives each refused schema a member that fails it, one after the other. */
  function place(index: number): Status {
    const missing = missingMembers[index];
    if (missing === undefined) return finish();
    let status: Status = NONE;
    const names = missing.name === undefined ? knownNames(missing) : [missing.name];
    for (const name of names) {
      const isNew = !chosen.has(name);
      const member = choose(name);
      if (member === undefined) continue;
      member.refused.push(...missing.schemas);
      descents.push({ from: missing.from, segment: name, goal: missing.schemas.length > 0 ? goalOfMember(member) : undefined });
      if (chosen.size <= demands!.most)
        status = either(
          status,
          memberIsPossible(member, () => place(index + 1)),
        );
      if (status.kind === 'found') return status;
      descents.pop();
      member.refused.splice(member.refused.length - missing.schemas.length);
      if (isNew) chosen.delete(name);
    }
    return missing.name === undefined ? either(status, placeUnknown(missing, index)) : status;
  }

  function memberIsPossible(member: Member, next: () => Status): Status {
    const status = ask(goalOfMember(member));
    return status.kind === 'none' ? NONE : next();
  }

  function knownNames(missing: MissingMember): readonly string[] {
    return [...new Set([...chosen.keys(), ...demands!.names])].filter((name) => missing.fits(name) && demands!.allows(name));
  }

  /** A member of a name that no schema mentions: what it must be depends on the patterns that the name matches. */
  function placeUnknown(missing: MissingMember, index: number): Status {
    if (chosen.size >= demands!.most) return NONE;
    let status: Status = NONE;
    for (const kind of unknownKinds(missing)) {
      const name = ask(goalOfName(kind, missing));
      if (name.kind === 'unsure') status = either(status, name);
      if (name.kind !== 'found') continue;
      const member: Member = { literals: demands!.schemasOfUnknown(kind), refused: [...missing.schemas] };
      chosen.set(name.value as string, member);
      descents.push({
        from: missing.from,
        segment: name.value as string,
        goal: missing.schemas.length > 0 ? goalOfMember(member) : undefined,
      });
      status = either(
        status,
        memberIsPossible(member, () => place(index + 1)),
      );
      if (status.kind === 'found') return status;
      descents.pop();
      chosen.delete(name.value as string);
    }
    if (demands!.patterns.length > MAX_PATTERNS) status = either(status, unsure('too many patterns of property names take part'));
    return status;
  }

  /** Which of the patterns a name may match, as sets. */
  function unknownKinds(missing: MissingMember | undefined): readonly ReadonlySet<string>[] {
    const patterns = demands!.patterns.slice(0, MAX_PATTERNS);
    const kinds: ReadonlySet<string>[] = [];
    for (let bits = 0; bits < 1 << patterns.length; bits += 1) {
      const kind = new Set(patterns.filter((_, index) => (bits & (1 << index)) !== 0));
      if (demands!.allowsUnknown(kind) && (missing === undefined || missing.fitsKind(kind))) kinds.push(kind);
    }
    return kinds;
  }

  function goalOfName(kind: ReadonlySet<string>, missing: MissingMember | undefined, used: Iterable<string> = []): Goal {
    const patternNode = (pattern: string) => nodes.atom({ kind: 'pattern', pattern });
    const taken = nodes.values([...new Set([...demands!.names, ...demands!.absent, ...chosen.keys(), ...used])]);
    return goalOf(
      [],
      [nodes.types(maskOf('string')), ...[...kind].map(patternNode), ...demands!.nameSchemas],
      [
        ...demands!.patterns.filter((pattern) => !kind.has(pattern)).map(patternNode),
        ...(taken.kind === 'never' ? [] : [taken]),
        ...(missing?.nameSchemas ?? []),
      ],
    );
  }

  function finish(): Status {
    if (chosen.size > demands!.most) return NONE;
    const members = new Map<string, unknown>();
    let doubt: Status | undefined;
    const ordered = [...chosen].sort(([, one], [, other]) => other.refused.length - one.refused.length);
    for (const [name, member] of ordered) {
      const status = ask(goalOfMember(member));
      if (status.kind === 'none') return NONE;
      if (status.kind === 'unsure') doubt ??= status;
      else members.set(name, status.value);
    }
    if (doubt) return doubt;
    const filled = fill(members);
    if (filled.kind === 'found') solving.onDescent?.([...descents]);
    return filled;
  }

  /** Adds members until there are enough. */
  function fill(members: Map<string, unknown>): Status {
    if (demands!.least > MAX_MEMBERS) return unsure(`objects of ${demands!.least} members are not built`);
    let doubt: Status | undefined;
    const add = (name: string, literals: Member['literals']): boolean => {
      const status = ask(goalOfMember({ literals, refused: [] }));
      if (status.kind === 'unsure') doubt ??= status;
      if (status.kind !== 'found') return false;
      members.set(name, status.value);
      return true;
    };
    for (const name of demands!.names) {
      if (members.size >= demands!.least) break;
      if (!members.has(name) && demands!.allows(name)) add(name, demands!.schemasOf(name));
    }
    for (const kind of members.size < demands!.least ? unknownKinds(undefined) : []) {
      while (members.size < demands!.least) {
        const name = ask(goalOfName(kind, undefined, members.keys()));
        if (name.kind === 'unsure') doubt ??= name;
        if (name.kind !== 'found' || !add(name.value as string, demands!.schemasOfUnknown(kind))) break;
      }
    }
    if (members.size >= demands!.least) return found(objectOf([...members].sort(byName)));
    if (demands!.patterns.length > MAX_PATTERNS) doubt ??= unsure('too many patterns of property names take part');
    return doubt ?? NONE;
  }

  function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
    return one < other ? -1 : one > other ? 1 : 0;
  }
}
