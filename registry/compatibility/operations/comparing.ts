import { compileContract, type CompiledContract, type Contract } from '../../contract/index.ts';
import { Allowance } from '../budget.ts';
import type { CompareOptions, NotChecked } from '../change.ts';
import { openSchemaEquality, type SchemaEquality } from '../causes/schema-equality.ts';
import { DEFAULT_PROFILE, type Profile } from '../profiles.ts';
import {
  createSubsumption,
  type DataFlow,
  type FindExample,
  openExamples,
  openSchemaSpace,
  type SubsumptionEngine,
} from '../subsumption/index.ts';
import type { Draft } from './draft.ts';
import { type DeclaredContract, declaredContract } from './declared-contract.ts';
import { openSchemaExtents, type SchemaExtent } from './schema-extent.ts';
import type { SchemaComparison } from './schema-finding.ts';

/** One version of the contract, with what is made of it when first asked for. */
export interface Side {
  readonly name: 'base' | 'head';
  readonly contract: Contract;
  /** The judge of messages. */
  readonly compiled: () => CompiledContract;
  /** The contract as its senders keep it. */
  readonly declared: () => DeclaredContract;
  readonly extentOf: SchemaExtent;
}

/** Which contracts an engine compares: a side as it is, or as its senders keep it. */
export type Receiving = 'accepted' | 'declared';

/** One comparison under way: both sides, and what they share. */
export interface Comparing {
  readonly base: Side;
  readonly head: Side;
  readonly profile: Profile;
  readonly options: CompareOptions;
  readonly allowance: Allowance;
  /** The same on the wire. */
  readonly isSame: SchemaEquality;
  /** The same on the wire, with the same defaults and deprecations. */
  readonly isSameInMeaning: SchemaEquality;
  /** The same on the wire, written as XML. */
  readonly isSameAsXml: SchemaEquality;
  /** The same to the letter. */
  readonly isWrittenAlike: SchemaEquality;
  /** The engine for values that flow from one side to the other. */
  engine(flow: DataFlow, sender: Side['name'], receiving: Receiving, profile?: Profile): SubsumptionEngine;
  /** Finds values that senders of one side send. */
  examples(flow: DataFlow, sender: Side['name'], profile?: Profile): FindExample;
  readonly schemaComparisons: Map<string, WeakMap<object, WeakMap<object, SchemaComparison>>>;
  /** Compares pairs one by one, as long as something of the budget is left; notes where it ended. */
  each<Pair>(pairs: readonly Pair[], compare: (pair: Pair) => readonly Draft[]): readonly Draft[];
  /** Notes what could not be compared. */
  notCheck(notChecked: NotChecked): void;
  /** Notes that words changed. */
  describeAnew(): void;
  isDescribedAnew(): boolean;
}

/** What was noted on the way. */
export interface Notes {
  readonly notChecked: NotChecked[];
  isDescribedAnew: boolean;
}

/** Opens a comparison. Costs nothing until asked. */
export function openComparing(
  base: Contract,
  head: Contract,
  options: CompareOptions,
): { readonly comparing: Comparing; readonly notes: Notes } {
  const profile = options.profile ?? DEFAULT_PROFILE;
  const sides = { base: openSide('base', base), head: openSide('head', head) };
  const engines = new Map<string, SubsumptionEngine>();
  const allowance = new Allowance(options.budget);
  const space = openSchemaSpace(allowance);
  const finders = new Map<string, FindExample>();
  const notes: Notes = { notChecked: [], isDescribedAnew: false };
  const reasons = new Set<string>();
  return {
    notes,
    comparing: {
      ...sides,
      profile,
      options,
      allowance,
      isSame: openSchemaEquality(base, head, 'wire'),
      isSameInMeaning: openSchemaEquality(base, head, 'meaning'),
      isSameAsXml: openSchemaEquality(base, head, 'xml'),
      isWrittenAlike: openSchemaEquality(base, head, 'written'),
      engine(flow, sender, receiving, as = profile) {
        const key = `${flow} ${sender} ${receiving} ${as}`;
        let engine = engines.get(key);
        if (engine === undefined) {
          const receiver = sides[sender === 'base' ? 'head' : 'base'];
          const receiverContract = receiving === 'declared' ? receiver.declared().contract : receiver.contract;
          engine = createSubsumption(sides[sender].contract, receiverContract, { direction: flow, profile: as }, space);
          engines.set(key, engine);
        }
        return engine;
      },
      examples(flow, sender, as = profile) {
        const key = `${flow} ${sender} ${as}`;
        let find = finders.get(key);
        if (find === undefined) finders.set(key, (find = openExamples(sides[sender].contract, { direction: flow, profile: as }, space)));
        return find;
      },
      schemaComparisons: new Map(),
      each(pairs, compare) {
        const drafts: Draft[] = [];
        for (const [index, pair] of pairs.entries()) {
          if (allowance.spent !== undefined) {
            notes.notChecked.push({ reason: `${allowance.spent} after ${index} of ${pairs.length} operations` });
            break;
          }
          drafts.push(...compare(pair));
        }
        return drafts;
      },
      notCheck(notChecked) {
        const text = JSON.stringify(notChecked);
        if (!reasons.has(text)) notes.notChecked.push(notChecked);
        reasons.add(text);
      },
      isDescribedAnew: () => notes.isDescribedAnew,
      describeAnew() {
        notes.isDescribedAnew = true;
      },
    },
  };
}

function openSide(name: Side['name'], contract: Contract): Side {
  let compiled: CompiledContract | undefined;
  let declared: DeclaredContract | undefined;
  return {
    name,
    contract,
    compiled: () => (compiled ??= compileContract(contract, { isBrief: true })),
    extentOf: openSchemaExtents(contract),
    declared: () => (declared ??= declaredContract(contract)),
  };
}
