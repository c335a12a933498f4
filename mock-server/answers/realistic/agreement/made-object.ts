import type { Contract, Schema } from '../../../../registry/contract/index.ts';
import { isObject } from '../../schema-shape.ts';
import type { SeededRandom } from '../../seeded-random.ts';
import { mergedSchema, readAmount } from './amount.ts';
import type { Amount } from './amount.ts';
import { amountRole } from './amount-roles.ts';
import type { AmountRole } from './amount-roles.ts';

/** An object whose members were just made, each by itself, for rules that make them agree. Rules change `value`. */
export interface MadeObject {
  readonly contract: Contract;
  readonly value: Record<string, unknown>;
  readonly required: ReadonlySet<string>;
  schemaOf(name: string): Schema | undefined;
  /** Was the member made, and not sent? */
  isMade(name: string): boolean;
  /** May it be changed? What was sent, and what the contract gives as an example, may not. */
  isFree(name: string): boolean;
  /** Decides what rules leave open. */
  readonly random: SeededRandom;
}

/** The members of an object that are amounts, by their role. */
export type Amounts = ReadonlyMap<AmountRole, readonly Amount[]>;

/** Reads the amounts of an object. */
export function amountsOf({ contract, value, schemaOf, isFree }: MadeObject): Amounts {
  const found = new Map<AmountRole, Amount[]>();
  for (const name in value) {
    const role = amountRole(name);
    const amount = role && readAmount(contract, value, name, { schema: schemaOf(name) ?? true, isFree: isFree(name) });
    if (amount) found.set(role, [...(found.get(role) ?? []), amount]);
  }
  return found;
}

/** The lists of objects that an object has, with each item as an object of its own. */
export function listsOf(made: MadeObject): readonly (readonly MadeObject[])[] {
  return Object.entries(made.value).flatMap(([name, list]) => {
    if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) return [];
    const items = mergedSchema(made.contract, made.schemaOf(name))?.['items'] as Schema | undefined;
    const schema = mergedSchema(made.contract, items);
    const properties = (schema?.['properties'] ?? {}) as Readonly<Record<string, Schema>>;
    const required = new Set((schema?.['required'] ?? []) as readonly string[]);
    const isFree = (): boolean => made.isFree(name);
    return [list.map((value) => ({ ...made, value, required, schemaOf: (member) => properties[member], isMade: isFree, isFree }))];
  });
}
