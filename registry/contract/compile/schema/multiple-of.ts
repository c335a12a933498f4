/**
 * Is a number a multiple of a divisor, by the decimal digits that both are written with? 19.99 is a multiple of 0.01, which dividing
 * floating-point numbers denies.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const [digits, exponent] = decimalParts(value);
  const [divisorDigits, divisorExponent] = decimalParts(divisor);
  const lowest = Math.min(exponent, divisorExponent);
  return (digits * 10n ** BigInt(exponent - lowest)) % (divisorDigits * 10n ** BigInt(divisorExponent - lowest)) === 0n;
}

function decimalParts(value: number): readonly [digits: bigint, exponent: number] {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}
