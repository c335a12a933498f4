const ORDERS = {
  eq: (order: number) => order === 0,
  ne: (order: number) => order !== 0,
  gt: (order: number) => order > 0,
  ge: (order: number) => order >= 0,
  lt: (order: number) => order < 0,
  le: (order: number) => order <= 0,
} as const;

/** How a field is compared with what a request says, by the names of OData 4.01 (URL conventions §5.1.1.1). */
export type Comparison = keyof typeof ORDERS;

/** True for the name of a comparison. */
export function isComparison(name: string): name is Comparison {
  return Object.hasOwn(ORDERS, name);
}

/** Does an order of two values, below zero, zero or above, pass? None does where they have none. */
export function holds(comparison: Comparison, order: number | undefined): boolean {
  return order !== undefined && ORDERS[comparison](order);
}
