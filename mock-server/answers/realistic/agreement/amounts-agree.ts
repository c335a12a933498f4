import { pickInteger } from '../../seeded-random.ts';
import type { SeededRandom } from '../../seeded-random.ts';
import type { Amount } from './amount.ts';
import type { AmountRole } from './amount-roles.ts';
import { isDone } from './lifecycle.ts';
import { amountsOf, listsOf } from './made-object.ts';
import type { Amounts, MadeObject } from './made-object.ts';

/** Parts of a total: how many hundredths of it they are where they would be more, at least and at most. */
const PARTS: readonly (readonly [AmountRole, number, number])[] = [
  ['tax', 4, 9],
  ['shipping', 1, 3],
  ['discount', 1, 5],
];

/** Pairs of which the second is no more than the first. */
const AT_MOST: readonly (readonly [AmountRole, AmountRole])[] = [
  ['charge', 'allowed'],
  ['allowed', 'paid'],
  ['charge', 'paid'],
  ['total', 'paid'],
  ['charge', 'adjustment'],
  ['charge', 'patient'],
];

/** Amounts that are the difference of two others. */
const DIFFERENCES: readonly (readonly [AmountRole, AmountRole, AmountRole])[] = [
  ['adjustment', 'charge', 'allowed'],
  ['patient', 'allowed', 'paid'],
  ['open', 'total', 'paid'],
];

/** What items of a list and the object around it both have: that of the object is the sum. */
const SUMMED: readonly AmountRole[] = ['charge', 'allowed', 'paid', 'quantity'];

/**
 * Makes the amounts of an object agree: a line's amount is quantity times price, a total the sum of its lines and of what is added, no more is allowed
 * than charged nor paid than allowed, and what is open is the rest: all of it where nothing is said to be paid.
 */
export function agreeAmounts(made: MadeObject): void {
  const amounts = amountsOf(made);
  if (amounts.size === 0) return;
  agreeLine(amounts);
  agreeSums(made, amounts);
  agreeTotal(amounts, made.random);
  for (const [upper, lower] of AT_MOST) agreeAtMost(amounts, upper, lower, made.random);
  for (const [rest, whole, part] of DIFFERENCES) agreeDifference(amounts, rest, whole, part);
  if (!amounts.has('paid'))
    for (const open of amounts.get('open') ?? []) open.set(isDone(made.value) ? 0 : (find(amounts, 'total') ?? open).hundredths);
}

/** The first amount of the first of these roles that there is. */
function find(amounts: Amounts, ...roles: readonly AmountRole[]): Amount | undefined {
  for (const role of roles) {
    const [amount] = amounts.get(role) ?? [];
    if (amount) return amount;
  }
  return undefined;
}

function agreeLine(amounts: Amounts): void {
  const [quantity, price] = [find(amounts, 'quantity'), find(amounts, 'price')];
  const amount = find(amounts, 'amount', 'subtotal', 'total', 'charge');
  if (!quantity || !price || !amount) return;
  const product = Math.round((quantity.hundredths * price.hundredths) / 100);
  if (amount.set(product) || !price.isFree) return;
  price.set(Math.round((amount.hundredths * 100) / Math.max(1, quantity.hundredths)));
}

function agreeSums(made: MadeObject, amounts: Amounts): void {
  for (const items of listsOf(made)) {
    const each = items.map(amountsOf);
    const sum = (...roles: readonly AmountRole[]): number | undefined => {
      const found = each.map((item) => find(item, ...roles));
      return found.every((amount) => amount !== undefined) ? found.reduce((total, { hundredths }) => total + hundredths, 0) : undefined;
    };
    for (const role of SUMMED) {
      const total = sum(role);
      if (total !== undefined && amounts.has(role)) find(amounts, role)?.set(total);
    }
    const net = sum('amount', 'subtotal', 'total');
    if (net === undefined) continue;
    if (amounts.has('subtotal')) find(amounts, 'subtotal')?.set(net);
    else find(amounts, 'total', 'amount')?.set(net + addedTo(amounts, net, made.random));
    return;
  }
}

/** What taxes, shipping and discounts come to, each a fair part of the net amount where it may be. */
function addedTo(amounts: Amounts, net: number, random: SeededRandom): number {
  let added = 0;
  for (const [role, least, most] of PARTS) {
    const part = find(amounts, role);
    if (!part) continue;
    if (part.hundredths * 100 > net * most) part.set(Math.round((net * pickInteger(random, least * 10, most * 10)) / 1000));
    added += role === 'discount' ? -part.hundredths : part.hundredths;
  }
  return added;
}

function agreeTotal(amounts: Amounts, random: SeededRandom): void {
  const [subtotal, total] = [find(amounts, 'subtotal'), find(amounts, 'total')];
  if (subtotal) total?.set(subtotal.hundredths + addedTo(amounts, subtotal.hundredths, random));
  else if (total) for (const [role, least, most] of PARTS) keepBelow(total, amounts.get(role), most, [least, most], random);
}

/** Brings amounts that are more than so many hundredths of another down to a fair part of it. False where one may not be changed. */
function keepBelow(
  limit: Amount,
  amounts: readonly Amount[] = [],
  most: number,
  [from, to]: readonly [number, number],
  random: SeededRandom,
): boolean {
  const over = amounts.filter(({ hundredths }) => hundredths * 100 > limit.hundredths * most);
  return over.every((amount) => amount.set(Math.round((limit.hundredths * pickInteger(random, from, to)) / 100)));
}

function agreeAtMost(amounts: Amounts, upper: AmountRole, lower: AmountRole, random: SeededRandom): void {
  const limit = find(amounts, upper);
  if (!limit || keepBelow(limit, amounts.get(lower), 100, [45, 95], random)) return;
  limit.set(Math.max(...(amounts.get(lower) ?? []).map(({ hundredths }) => hundredths)));
}

function agreeDifference(amounts: Amounts, rest: AmountRole, whole: AmountRole, part: AmountRole): void {
  const [from, minus] = [find(amounts, whole), find(amounts, part)];
  const isUnknown = part === 'allowed' && minus?.hundredths === 0;
  if (!from || !minus || isUnknown || from.hundredths < minus.hundredths) return;
  for (const amount of amounts.get(rest) ?? []) amount.set(from.hundredths - minus.hundredths);
}
