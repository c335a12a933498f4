/**
 * A fingerprint of a text, 64 bits as 16 hexadecimal digits: two lanes of FNV-1a over its UTF-16 code units, mixed at the end as MurmurHash3 does. It tells changes
 * of one resource from each other, in a fraction of the time of a cryptographic digest; it proves nothing to an adversary.
 */
export function textFingerprint(text: string): string {
  let one = 0x811c9dc5;
  let other = 0x1b873593;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x85ebca6b);
    other = (other << 13) | (other >>> 19);
  }
  return digits(mix(one ^ text.length)) + digits(mix(other ^ one));
}

function mix(lane: number): number {
  const first = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}

/** Two hexadecimal digits by byte. */
const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function digits(lane: number): string {
  return PAIRS[lane >>> 24]! + PAIRS[(lane >>> 16) & 0xff]! + PAIRS[(lane >>> 8) & 0xff]! + PAIRS[lane & 0xff]!;
}
