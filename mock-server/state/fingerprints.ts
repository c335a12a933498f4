import { createHash } from 'node:crypto';

/** SHA-256 of a text in UTF-8, or of a value as JSON, in hexadecimal digits. */
export function sha256Of(value: unknown): string {
  return createHash('sha256').update(bytesOf(value)).digest('hex');
}

/** Length of a text in UTF-8, or of a value as JSON. */
export function byteLength(value: unknown): number {
  return bytesOf(value).length;
}

/** A UUID that a value always has: version 8 (RFC 9562 §5.8), of its SHA-256. */
export function uuidOf(value: unknown): string {
  const digits = sha256Of(value);
  const variant = ((parseInt(digits[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}
