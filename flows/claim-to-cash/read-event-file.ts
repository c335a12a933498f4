import { InterlockError, type Place } from '../../errors.ts';
import type { ByteRange } from '../ledger/journal.ts';

/** One event as it stands in a file. */
export interface EventRecord {
  readonly name: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
  readonly byteRange: ByteRange;
  readonly place: Place;
}

const LINE_FEED = 0x0a;

/**
 * Reads events from JSON: one object, an array of them, or one object a line. An event is `{ name, headers, payload }`.
 *
 * @throws InterlockError EVENT_INVALID with the line of what is no JSON or no event
 */
export function readEventFile(file: string, bytes: Uint8Array): readonly EventRecord[] {
  const whole = parseJson(bytes);
  if (whole !== undefined) {
    const byteRange = { start: 0, end: bytes.length };
    return (Array.isArray(whole.value) ? whole.value : [whole.value]).map((value) => toEvent(value, byteRange, { file, line: 1 }));
  }
  return [...linesOf(bytes)].flatMap(({ line, byteRange }) => {
    const text = bytes.subarray(byteRange.start, byteRange.end);
    if (isBlank(text)) return [];
    const parsed = parseJson(text);
    if (!parsed) throw new InterlockError('EVENT_INVALID', 'neither the file nor this line is JSON', { place: { file, line } });
    return [toEvent(parsed.value, byteRange, { file, line })];
  });
}

function parseJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}

function* linesOf(bytes: Uint8Array): Generator<{ readonly line: number; readonly byteRange: ByteRange }> {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    yield { line, byteRange: { start, end } };
    start = end + 1;
  }
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function toEvent(value: unknown, byteRange: ByteRange, place: Place): EventRecord {
  const record = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const { name, headers, payload } = record;
  if (typeof name !== 'string' || typeof payload !== 'object' || payload === null) {
    throw new InterlockError('EVENT_INVALID', 'an event is { "name": "…", "headers": {…}, "payload": {…} }', { place });
  }
  return { name, headers: typeof headers === 'object' && headers !== null ? { ...headers } : {}, payload, byteRange, place };
}
