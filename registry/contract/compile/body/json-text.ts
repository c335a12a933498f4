import { isUtf8 } from 'node:buffer';
import { findJsonFault, isNestedDeeperThan } from './json-fault.ts';
import { findUtf8Fault } from './utf8-fault.ts';

/** Objects and arrays within each other that a body may have. */
const DEEPEST_NESTING = 500;

/** A JSON value, or why the bytes are none. */
export type JsonReading = { readonly value: unknown } | { readonly malformed: string };

/**
 * Reads JSON text (RFC 8259): UTF-8, a byte order mark passed over. What is wrong is said with its line, column and byte, and without a
 * piece of the text.
 */
export function readJson(bytes: Uint8Array): JsonReading {
  if (!isUtf8(bytes)) return { malformed: `it is not valid UTF-8 at byte ${findUtf8Fault(bytes)}` };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return readJsonText(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, text.charCodeAt(0) === 0xfeff ? 3 : 0);
}

/** Reads JSON from a string. `firstByte` is where it began in the body. */
export function readJsonText(text: string, firstByte = 0): JsonReading {
  if (isNestedDeeperThan(text, DEEPEST_NESTING)) return { malformed: `it is nested deeper than ${DEEPEST_NESTING} levels` };
  try {
    return { value: JSON.parse(text) };
  } catch {
    const { offset, message } = findJsonFault(text);
    const before = text.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - before.lastIndexOf('\n');
    return {
      malformed: `it is not well-formed JSON at line ${line}, column ${column} (byte ${firstByte + Buffer.byteLength(before)}): ${message}`,
    };
  }
}
