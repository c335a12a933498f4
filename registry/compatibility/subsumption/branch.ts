import { equalTo, type Node, type NodeTable, typeOfAtom } from './nodes.ts';
import { maskOf, typeOf, type ValueType } from './json-value.ts';
import { evaluates, evaluationCases } from './evaluation-cases.ts';
import type { Literal } from './literal.ts';
import { areApart, typesOf } from './node-facts.ts';

/** Alternatives of which one must hold: each is a list of literals. */
export interface Choice {
  readonly from: Literal;
  readonly options: readonly (readonly Literal[])[];
}

/** Decides what takes a search of its own. */
export interface BranchOptions {
  readonly nodes: NodeTable;
  readonly type: ValueType;
  /** Does a sender send declared properties only? */
  readonly declaredOnly: boolean;
  /** Is there no value that both formulas accept? False when that isn't known. */
  areDisjoint(one: Node, other: Node): boolean;
}

const TRUE = 1;
const SENT = 2;
const FALSE = 4;
const MAX_SUBSETS_OF = 3;

/** Something that can't be decided was met; kept until it turns out to matter. */
export interface Doubt {
  readonly reason: string;
}

/** One way to satisfy a goal with a value of one type, as far as it has been worked out. */
export class Branch {
  readonly #options: BranchOptions;
  readonly #signs: Map<number, number>;
  /** Atoms of the type. */
  readonly literals: Literal[];
  /** What was asserted as a whole: the goal's own formulas and the options taken. */
  readonly asserted: Literal[];
  choices: readonly Choice[];
  /** Values of the type that are excluded, when it has no parts. */
  readonly excluded: unknown[];
  /** The only values possible, when they are listed. */
  candidates: ReadonlyMap<string, unknown> | undefined;
  doubt: Doubt | undefined;

  constructor(options: BranchOptions, from?: Branch) {
    this.#options = options;
    this.#signs = new Map(from ? from.#signs : []);
    this.literals = from ? [...from.literals] : [];
    this.asserted = from ? [...from.asserted] : [];
    this.choices = from ? from.choices : [];
    this.excluded = from ? [...from.excluded] : [];
    this.candidates = from?.candidates;
    this.doubt = from?.doubt;
  }

  fork(): Branch {
    return new Branch(this.#options, this);
  }

  get type(): ValueType {
    return this.#options.type;
  }

  /** Adds literals that stand by themselves; false when they contradict what is there. */
  take(literals: readonly Literal[]): boolean {
    for (const literal of literals) if (!this.#mark(literal)) return false;
    this.asserted.push(...literals);
    return literals.every((literal) => this.#expand(literal));
  }

  /** Is a literal known to hold, or known not to? */
  stateOf({ node, sign, sent }: Literal): 'true' | 'false' | 'open' {
    if (node.kind === 'always') return sign ? 'true' : 'false';
    if (node.kind === 'never') return sign ? 'false' : 'true';
    if (node.kind === 'types') {
      const isWithin = (node.types & maskOf(this.type)) !== 0;
      if (!isWithin) return sign ? 'false' : 'true';
      if (!node.whole || this.type !== 'number') return sign ? 'true' : 'false';
    } else if (node.kind !== 'values') {
      const type = 'annotates' in node ? typeOfAtom(node.kind as Parameters<typeof typeOfAtom>[0]) : undefined;
      if (type !== undefined && type !== this.type) return sign ? 'true' : 'false';
    }
    if (sign && (typesOf(node) & maskOf(this.type)) === 0) return 'false';
    if (!sign && (typesOf(node) & maskOf(this.type)) === 0) return 'true';
    const known = this.#signs.get(node.id) ?? 0;
    if (sign) return known & FALSE ? 'false' : known & (sent ? SENT : TRUE) ? 'true' : 'open';
    return known & FALSE ? 'true' : known & TRUE ? 'false' : 'open';
  }

  /** Does some formula that is taken rule out that a literal holds? Sees what `areApart` sees. */
  #contradicts({ node, sign }: Literal): boolean {
    return sign && this.asserted.some((taken) => taken.sign && areApart(taken.node, node, maskOf(this.type)));
  }

  /** Is it known that a value of this branch fails the formula of a negated literal? */
  #implies({ node, sign }: Literal): boolean {
    return !sign && this.asserted.some((taken) => taken.sign && areApart(taken.node, node, maskOf(this.type)));
  }

  #mark(literal: Literal): boolean {
    if (this.stateOf({ ...literal, sent: false }) === 'false') return false;
    const known = this.#signs.get(literal.node.id) ?? 0;
    this.#signs.set(literal.node.id, known | (literal.sign ? (literal.sent ? TRUE | SENT : TRUE) : FALSE));
    return true;
  }

  #assert(literal: Literal): boolean {
    if (this.stateOf(literal) === 'true') return true;
    return this.#mark(literal) && this.#expand(literal);
  }

  #expand(literal: Literal): boolean {
    const { node, sign, sent } = literal;
    const as = (part: Node, value: boolean, isSent = sent): Literal => ({ node: part, sign: value, sent: isSent });
    switch (node.kind) {
      case 'always':
        return sign;
      case 'never':
        return !sign;
      case 'again':
        return this.#assert(as(node.target(), sign));
      case 'not':
        return this.#assert(as(node.part, !sign));
      case 'all':
        return sign
          ? node.parts.every((part) => this.#assert(as(part, true)))
          : this.#choose(
              literal,
              node.parts.map((part) => [as(part, false)]),
            );
      case 'any':
        if (!sign) return node.parts.every((part) => this.#assert(as(part, false)));
        return this.#choose(
          literal,
          sent && this.type === 'object' && this.#options.declaredOnly
            ? this.#subsets(literal, node.parts)
            : node.parts.map((part) => [as(part, true)]),
        );
      case 'one':
        return this.#expandOne(literal, node.parts);
      case 'if': {
        const negates = sent && (node.then.kind === 'never' || node.else.kind === 'never');
        return this.#choose(literal, [
          [as(node.test, true, sent && sign && node.test.annotates), as(node.then, sign)],
          [as(node.test, false, negates), as(node.else, sign)],
        ]);
      }
      case 'types':
        if (node.whole && this.type === 'number' && node.types & maskOf('number')) this.literals.push(literal);
        return true;
      case 'values':
        return this.#expandValues(literal, node.values);
      case 'unevaluated-properties':
      case 'unevaluated-items':
        return this.#expandUnevaluated(literal, node);
      case 'unsent':
        if (sign && sent) this.literals.push(literal);
        return sign;
      default:
        this.literals.push(literal);
        return true;
    }
  }

  #choose(from: Literal, options: readonly (readonly Literal[])[]): boolean {
    this.choices = [...this.choices, { from, options }];
    return true;
  }

  /** Of a sender's alternatives each that holds declares its properties: which hold is worked out, as long as they are few. */
  #subsets(literal: Literal, parts: readonly Node[]): readonly (readonly Literal[])[] {
    const possible = parts.filter((part) => (typesOf(part) & maskOf('object')) !== 0);
    const declaring = possible.filter((part) => evaluates(part, 'properties'));
    const as = (node: Node, sign: boolean): Literal => ({ node, sign, sent: sign });
    if (possible.length < 2 || declaring.length === 0) return possible.map((part) => [as(part, true)]);
    if (declaring.length > MAX_SUBSETS_OF) {
      this.literals.push(literal);
      return possible.map((part) => [as(part, true)]);
    }
    const options: (readonly Literal[])[] = possible
      .filter((part) => !declaring.includes(part))
      .map((part) => [as(part, true), ...declaring.map((other) => as(other, false))]);
    for (let bits = 1; bits < 1 << declaring.length; bits += 1) {
      const option = declaring.map((part, index) => as(part, (bits & (1 << index)) !== 0));
      const holding = option.filter(({ sign }) => sign);
      const clash = holding.some(({ node }, index) =>
        holding.slice(index + 1).some((other) => areApart(node, other.node, maskOf('object'))),
      );
      if (!clash) options.push(option);
    }
    return options;
  }

  #expandOne(literal: Literal, parts: readonly Node[]): boolean {
    const { sign, sent } = literal;
    const type = maskOf(this.type);
    const possible = parts.filter((part) => (typesOf(part) & type) !== 0);
    const overlap = (one: Node, other: Node) => !areApart(one, other, type) && !this.#options.areDisjoint(one, other);
    if (sign) {
      return this.#choose(
        literal,
        possible.map((part, index) => [
          { node: part, sign: true, sent },
          ...possible
            .filter((other, position) => position !== index && overlap(part, other))
            .map((other) => ({ node: other, sign: false, sent: false })),
        ]),
      );
    }
    const pairs = possible.flatMap((part, index) =>
      possible.slice(index + 1).flatMap((other) => (overlap(part, other) ? [[part, other] as const] : [])),
    );
    const none = possible.map((part) => ({ node: part, sign: false, sent: false }));
    if (pairs.length === 0) return none.every((each) => this.#assert(each));
    return this.#choose(literal, [none, ...pairs.map((pair) => pair.map((node) => ({ node, sign: true, sent: false })))]);
  }

  #expandValues(literal: Literal, values: ReadonlyMap<string, unknown>): boolean {
    const own = new Map([...values].filter(([, value]) => typeOf(value) === this.type));
    if (literal.sign) {
      if (this.candidates === undefined) this.candidates = own;
      else {
        const known = this.candidates;
        this.candidates = new Map([...own].filter(([text]) => known.has(text)));
      }
      return this.candidates.size > 0;
    }
    if (this.type !== 'array' && this.type !== 'object') {
      this.excluded.push(...own.values());
      return true;
    }
    const { nodes } = this.#options;
    return [...own.values()].every((value) => this.#assert({ node: equalTo(value, nodes), sign: false, sent: false }));
  }

  #expandUnevaluated(literal: Literal, node: Extract<Node, { kind: 'unevaluated-properties' | 'unevaluated-items' }>): boolean {
    const what = node.kind === 'unevaluated-properties' ? 'properties' : 'items';
    const cases = evaluationCases(node.base, what);
    if (cases === undefined) {
      if (literal.sign && literal.sent) this.literals.push(literal);
      this.doubt = { reason: `what ${what === 'items' ? 'unevaluatedItems' : 'unevaluatedProperties'} applies to cannot be worked out` };
      return true;
    }
    const { nodes } = this.#options;
    const options = cases.flatMap((each): readonly (readonly Literal[])[] => {
      if (each.all) return literal.sign ? [each.literals] : [];
      const rest =
        what === 'properties'
          ? nodes.atom({
              kind: 'other-properties',
              names: [...new Set(each.names)].sort(),
              patterns: [...new Set(each.patterns)].sort(),
              schema: node.schema,
            })
          : nodes.atom({ kind: 'items-from', index: each.items, schema: nodes.any([...each.contains, node.schema]) });
      return [[...each.literals, { node: rest, sign: literal.sign, sent: literal.sent }]];
    });
    return options.length === 1 ? options[0]!.every((each) => this.#assert(each)) : this.#choose(literal, options);
  }

  /** Is a choice met already? */
  isMet({ options }: Choice): boolean {
    return options.some((option) => option.every((literal) => this.isKnown(literal)));
  }

  /** Is a literal known to hold, by what is taken or by what it implies at sight? */
  isKnown(literal: Literal): boolean {
    return this.stateOf(literal) === 'true' || this.#implies(literal);
  }

  /** Is a literal known not to hold? */
  isRuledOut(literal: Literal): boolean {
    return this.stateOf(literal) === 'false' || this.#contradicts(literal);
  }

  /** Settles what has one way left; false when something has none. */
  propagate(): boolean {
    for (;;) {
      let next: readonly Literal[] | undefined;
      const open: Choice[] = [];
      for (const choice of this.choices) {
        if (this.isMet(choice)) continue;
        const options = choice.options.filter((option) => !option.some((literal) => this.isRuledOut(literal)));
        if (options.length === 0) return false;
        if (options.length === 1 && next === undefined) next = options[0]!;
        else open.push(options.length === choice.options.length ? choice : { from: choice.from, options });
      }
      this.choices = open;
      if (next === undefined) return true;
      if (!this.take(next)) return false;
    }
  }
}
