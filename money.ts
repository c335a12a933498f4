/** An amount on the wire: a decimal string with the currency's digits, and its ISO 4217 code. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** Minor-unit digits of the ISO 4217 currencies that do not have two. */
const DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** The number of decimal digits of a currency (ISO 4217 exponent). */
export function minorUnitDigits(currency: string): number {
  return DIGITS[currency] ?? 2;
}

/**
 * Reads a decimal amount as integer minor units: `'12.34'` in USD is `1234n`. Fewer decimals than the currency has are allowed (X12
 * drops trailing zeros), more are not unless they are zeros.
 *
 * @returns undefined when the text is not such a number.
 */
export function parseAmount(text: string, currency: string): bigint | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match || (!match[2] && !match[3])) return undefined;
  const digits = minorUnitDigits(currency);
  const fraction = match[3] ?? '';
  if (/[^0]/.test(fraction.slice(digits))) return undefined;
  const minor = BigInt((match[2] || '0') + fraction.slice(0, digits).padEnd(digits, '0'));
  return match[1] === '-' ? -minor : minor;
}

/** Writes minor units as the wire's decimal string: `1234n` in USD is `'12.34'`. */
export function formatAmount(amountMinor: bigint, currency: string): string {
  const digits = minorUnitDigits(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const text = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Minor units of an amount that a contract has already validated.
 *
 * @throws RangeError when the amount is no decimal number of its currency after all.
 */
export function toMinor(money: Money): bigint {
  const amountMinor = parseAmount(money.amount, money.currency);
  if (amountMinor === undefined) throw new RangeError(`not an amount of ${money.currency}: ${money.amount}`);
  return amountMinor;
}

/** The wire form of minor units: `1234n` in USD is `{ amount: '12.34', currency: 'USD' }`. */
export function toMoney(amountMinor: bigint, currency: string): Money {
  return { amount: formatAmount(amountMinor, currency), currency };
}

/**
 * Multiplies minor units by a decimal rate and rounds half away from zero: `multiply(1250000n, '0.70')` is `875000n`.
 *
 * @param rate decimal string, not negative
 */
export function multiplyByRate(amountMinor: bigint, rate: string): bigint {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(rate);
  if (!match) throw new RangeError(`not a rate: ${rate}`);
  const fraction = match[2] ?? '';
  const scale = 10n ** BigInt(fraction.length);
  const product = amountMinor * BigInt(`${match[1]}${fraction}`);
  const half = scale / 2n;
  return (product + (product < 0n ? -half : half)) / scale;
}
