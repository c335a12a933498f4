/** An exact decimal number: `digits` × 10^-`scale`. `12.50` is 1250 at scale 2. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Reads a finite number, or the text of a decimal: at most 64 characters, without exponent. Undefined when it is neither. */
export function parseDecimal(given: unknown): Decimal | undefined {
  if (typeof given !== 'number') return typeof given === 'string' && given.length <= 64 ? parsePlain(given) : undefined;
  const [mantissa = '', exponent] = String(given).split('e');
  const decimal = parsePlain(mantissa);
  if (!decimal || exponent === undefined) return decimal;
  const scale = decimal.scale - Number(exponent);
  return { digits: rescaled(decimal, decimal.scale + Math.max(0, -scale)), scale: Math.max(0, scale) };
}

function parsePlain(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2]}${fraction}`);
  return { digits: match[1] === '-' ? -digits : digits, scale: fraction.length };
}

/** Writes a decimal with all the digits of its scale. */
export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** The exact sum, at the larger scale of the two. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  return { digits: rescaled(left, scale) + rescaled(right, scale), scale };
}

/** The same size, the other sign. */
export function negateDecimal({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

/** The exact product. */
export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  return { digits: left.digits * right.digits, scale: left.scale + right.scale };
}

/** Brings a decimal to a number of places, half away from zero, as `money.ts` rounds. */
export function roundDecimal(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return { digits: rescaled(value, scale), scale };
  const divisor = 10n ** BigInt(value.scale - scale);
  const half = divisor / 2n;
  return { digits: (value.digits + (value.digits < 0n ? -half : half)) / divisor, scale };
}

/** Below zero, zero or above, by size whatever the scales. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = rescaled(left, scale) - rescaled(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function rescaled({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}
