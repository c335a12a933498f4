import { holds, isNamed, matchesPattern } from './evaluate.ts';
import type { Literal } from './literal.ts';
import type { Node } from './nodes.ts';

/** A member that must be there to fail a refused schema. */
export interface MissingMember {
  readonly from: readonly Literal[];
  /** The only name that it can have. */
  readonly name: string | undefined;
  /** What its value must fail. */
  readonly schemas: readonly Node[];
  /** What its name must fail. */
  readonly nameSchemas: readonly Node[];
  fits(name: string): boolean;
  /** Does a name that no schema mentions fit, by the patterns that it matches? */
  fitsKind(matched: ReadonlySet<string>): boolean;
}

/** A schema that judges a member. */
export interface MemberSchema {
  readonly node: Node;
  readonly sent: boolean;
}

/** What literals together ask of an object. */
export interface ObjectDemands {
  readonly required: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly least: number;
  readonly most: number;
  readonly missing: readonly MissingMember[];
  /** Names that schemas mention. */
  readonly names: readonly string[];
  /** Patterns of names that schemas mention. */
  readonly patterns: readonly string[];
  readonly nameSchemas: readonly Node[];
  /** May an object have a member of this name? */
  allows(name: string): boolean;
  allowsUnknown(matched: ReadonlySet<string>): boolean;
  schemasOf(name: string): readonly MemberSchema[];
  schemasOfUnknown(matched: ReadonlySet<string>): readonly MemberSchema[];
}

type Others = Extract<Node, { kind: 'other-properties' }>;
type Matching = Extract<Node, { kind: 'matching-properties' }>;

/**
 * Reads the demands; undefined when they contradict each other at sight.
 *
 * @param declaredOnly Does a sender send declared properties only?
 */
export function readObjectDemands(literals: readonly Literal[], declaredOnly: boolean): ObjectDemands | undefined {
  const required = new Set<string>();
  const absent = new Set<string>();
  const properties = new Map<string, MemberSchema[]>();
  const matching: { readonly node: Matching; readonly sent: boolean }[] = [];
  const others: { readonly node: Others; readonly sent: boolean }[] = [];
  const nameSchemas: Node[] = [];
  const missing: MissingMember[] = [];
  const names = new Set<string>();
  const patterns = new Set<string>();
  let least = 0;
  let leastSent = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const literal of literals) {
    const { node, sign, sent } = literal;
    switch (node.kind) {
      case 'required':
        (sign ? required : absent).add(node.name);
        break;
      case 'property': {
        names.add(node.name);
        if (!sign) {
          required.add(node.name);
          missing.push(
            missingMember(
              literal,
              node.name,
              node.schema,
              undefined,
              () => true,
              () => false,
            ),
          );
          break;
        }
        const list = properties.get(node.name);
        if (list) list.push({ node: node.schema, sent });
        else properties.set(node.name, [{ node: node.schema, sent }]);
        break;
      }
      case 'matching-properties':
        patterns.add(node.pattern);
        if (sign) matching.push({ node, sent });
        else {
          const fits = (name: string) => matchesPattern(node.pattern, name);
          missing.push(missingMember(literal, undefined, node.schema, undefined, fits, (kind) => kind.has(node.pattern)));
        }
        break;
      case 'other-properties': {
        for (const name of node.names) names.add(name);
        for (const pattern of node.patterns) patterns.add(pattern);
        if (sign) others.push({ node, sent });
        else {
          const fits = (name: string) => !isNamed(node, name);
          const fitsKind = (kind: ReadonlySet<string>) => !node.patterns.some((pattern) => kind.has(pattern));
          missing.push(missingMember(literal, undefined, node.schema, undefined, fits, fitsKind));
        }
        break;
      }
      case 'property-names':
        if (sign) nameSchemas.push(node.schema);
        else
          missing.push(
            missingMember(
              literal,
              undefined,
              undefined,
              node.schema,
              (name) => !holds(node.schema, name),
              () => true,
            ),
          );
        break;
      case 'min-properties':
        if (sign) least = Math.max(least, node.count);
        else most = Math.min(most, node.count - 1);
        if (sign && sent) leastSent = Math.max(leastSent, node.count);
        break;
      case 'max-properties':
        if (sign) most = Math.min(most, node.count);
        else least = Math.max(least, node.count + 1);
        break;
      case 'unsent':
        for (const name of node.names) absent.add(name);
        break;
      default:
    }
  }
  for (const name of required) {
    if (absent.has(name)) return undefined;
    names.add(name);
  }
  const limits = declaredOnly ? declaredBy(literals) : undefined;
  const possible = limits && [...limits.names].filter((name) => !properties.get(name)?.some(({ node }) => node.kind === 'never'));
  const declared = possible && possible.length < leastSent && limits.patterns.length === 0 ? undefined : limits;
  const allows = (name: string): boolean =>
    !absent.has(name) &&
    nameSchemas.every((schema) => holds(schema, name)) &&
    (declared === undefined || declared.names.has(name) || declared.patterns.some((pattern) => matchesPattern(pattern, name)));
  return {
    required,
    absent,
    least,
    most,
    missing,
    names: [...names].filter((name) => !absent.has(name)),
    patterns: [...patterns],
    nameSchemas,
    allows,
    allowsUnknown: (matched) => declared === undefined || declared.patterns.some((pattern) => matched.has(pattern)),
    schemasOf: (name) => [
      ...(properties.get(name) ?? []),
      ...matching.filter(({ node }) => matchesPattern(node.pattern, name)).map(({ node, sent }) => ({ node: node.schema, sent })),
      ...others.filter(({ node }) => !isNamed(node, name)).map(({ node, sent }) => ({ node: node.schema, sent })),
    ],
    schemasOfUnknown: (matched) => [
      ...matching.filter(({ node }) => matched.has(node.pattern)).map(({ node, sent }) => ({ node: node.schema, sent })),
      ...others
        .filter(({ node }) => !node.patterns.some((pattern) => matched.has(pattern)))
        .map(({ node, sent }) => ({ node: node.schema, sent })),
    ],
  };
}

function missingMember(
  from: Literal,
  name: string | undefined,
  schema: Node | undefined,
  nameSchema: Node | undefined,
  fits: MissingMember['fits'],
  fitsKind: MissingMember['fitsKind'],
): MissingMember {
  return { from: [from], name, schemas: schema ? [schema] : [], nameSchemas: nameSchema ? [nameSchema] : [], fits, fitsKind };
}

/** One member that serves the ends of several. */
function merge(members: readonly MissingMember[]): MissingMember {
  const [only] = members;
  if (only && members.length === 1) return only;
  return {
    from: members.flatMap(({ from }) => from),
    name: undefined,
    schemas: members.flatMap(({ schemas }) => schemas),
    nameSchemas: members.flatMap(({ nameSchemas }) => nameSchemas),
    fits: (name) => members.every((member) => member.fits(name)),
    fitsKind: (matched) => members.every((member) => member.fitsKind(matched)),
  };
}

const MAX_SHARED = 5;

/**
 * The ways in which members can serve the ends of those that are missing: each an own one first, then shared ones. Sharing matters when an
 * object may have few members only.
 *
 * @returns undefined when there are too many.
 */
export function waysToShare({ missing, most }: ObjectDemands): readonly (readonly MissingMember[])[] | undefined {
  const named = missing.filter(({ name }) => name !== undefined);
  const nameless = missing.filter(({ name }) => name === undefined);
  if (nameless.length < 2 || most === Number.POSITIVE_INFINITY) return [missing];
  if (nameless.length > MAX_SHARED) return undefined;
  return partitions(nameless)
    .sort((one, other) => other.length - one.length)
    .map((groups) => [...named, ...groups.map(merge)]);
}

function partitions<T>(list: readonly T[]): (readonly (readonly T[])[])[] {
  const [first, ...rest] = list;
  if (first === undefined) return [[]];
  return partitions(rest).flatMap((groups) => [
    [[first], ...groups],
    ...groups.map((group, index) => groups.map((other, position) => (position === index ? [first, ...group] : other))),
  ]);
}

interface Declared {
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly string[];
}

/**
 * The properties that a sender declares, as `unevaluatedProperties` would evaluate them, and those that it requires. Undefined when it may
 * send any: a schema for other properties, no `properties` at all, or a condition that only undeclared properties could meet.
 */
function declaredBy(literals: readonly Literal[]): Declared | undefined {
  const names = new Set<string>();
  const patterns: string[] = [];
  let hasSender = false;
  let hasProperties = false;
  let isFree = false;
  const collect = (node: Node): void => {
    switch (node.kind) {
      case 'required':
        names.add(node.name);
        break;
      case 'property':
        hasProperties = true;
        names.add(node.name);
        break;
      case 'matching-properties':
        patterns.push(node.pattern);
        break;
      case 'other-properties':
        if (node.schema.kind !== 'never') isFree = true;
        break;
      case 'unevaluated-properties':
        if (node.schema.kind !== 'never') isFree = true;
        break;
      case 'all':
      case 'any':
      case 'one':
        for (const part of node.parts) collect(part);
        break;
      case 'if':
        for (const part of [node.test, node.then, node.else]) collect(part);
        break;
      case 'again':
        collect(node.target());
        break;
      default:
    }
  };
  for (const { node, sign, sent } of literals) {
    if (!sent) continue;
    hasSender = true;
    if (sign) collect(node);
    else if (node.kind !== 'required') isFree = true;
  }
  return hasSender && hasProperties && !isFree ? { names, patterns } : undefined;
}
