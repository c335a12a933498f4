import { pointerSegments } from '../../registry/contract/index.ts';
import { isDeepStrictEqual } from 'node:util';
import { setMember } from '../answers/own-members.ts';
import { isObject } from '../answers/schema-shape.ts';
import { refuse } from '../http/refusals/problem.ts';
import type { Refusal } from '../http/refusals/problem.ts';

/** True for the media type of JSON Patch (RFC 6902 §6), parameters aside. */
export function isJsonPatch(mediaType: string | undefined): boolean {
  return mediaType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json-patch+json';
}

/**
 * Applies a JSON Patch (RFC 6902), wholly or not at all. Changes neither argument. A patch that is none is refused with 400; one whose test
 * fails, or that names what is not there, with 409 (RFC 5789 §2.2), one that copies without end with 422. Pointers lead to own members and to items: `/lines/length` and `/toString` are
 * not there.
 */
export function applyJsonPatch(target: unknown, patch: unknown): { readonly value: unknown } | Refusal {
  const fault = findFault(patch);
  if (fault !== undefined) return refuse(400, 'PATCH_MALFORMED', fault);
  const box: Box = { value: structuredClone(target), left: MAX_ADDED };
  for (const [index, operation] of (patch as readonly PatchOperation[]).entries()) {
    const step = STEPS[operation.op];
    if (!canGrow(box, operation))
      return refuse(422, 'PATCH_TOO_LARGE', `Operation ${index} of the patch would make the resource too large`);
    if (step(box, operation)) continue;
    const why = operation.op === 'test' ? 'tests a value that is another by now' : 'names a place that is not there';
    return refuse(409, 'PATCH_CONFLICT', `Operation ${index} of the patch ${why}: nothing was changed`);
  }
  return { value: box.value };
}

interface PatchOperation {
  readonly op: keyof typeof MEMBERS;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

const MEMBERS = {
  add: ['path', 'value'],
  remove: ['path'],
  replace: ['path', 'value'],
  move: ['from', 'path'],
  copy: ['from', 'path'],
  test: ['path', 'value'],
} as const;

/** A document in a box of its own, so that the whole of it has a place as its parts do. */
interface Box {
  value: unknown;
  /** Values that the patch may still add. */
  left: number;
}

/** Values that one patch may add, and levels of nesting that it may reach: copies of copies grow fast. */
const MAX_ADDED = 100_000;
const MAX_LEVELS = 500;

/** Takes what an operation adds from what the patch may add. */
function canGrow(box: Box, { op, path, from = '', value }: PatchOperation): boolean {
  if (op === 'remove' || op === 'test') return true;
  const levels = MAX_LEVELS - pointerSegments(path).length;
  const visit = (part: unknown, depth: number): boolean => {
    if (depth > levels || --box.left < 0) return false;
    return typeof part !== 'object' || part === null || Object.values(part).every((member) => visit(member, depth + 1));
  };
  return visit(op === 'move' || op === 'copy' ? find(box, from)?.value : value, 0);
}

/** What each operation does to the document; false where it cannot. */
const STEPS: Readonly<Record<PatchOperation['op'], (box: Box, operation: PatchOperation) => boolean>> = {
  add: (box, { path, value }) => add(box, path, structuredClone(value)),
  remove: (box, { path }) => remove(box, path),
  replace: (box, { path, value }) => {
    const place = find(box, path);
    if (place) setMember(place.holder, place.key, structuredClone(value));
    return place !== undefined;
  },
  move: (box, { from = '', path }) => {
    const place = find(box, from);
    if (!place || path.startsWith(`${from}/`)) return false;
    const { value } = place;
    return from === path || (remove(box, from) && add(box, path, value));
  },
  copy: (box, { from = '', path }) => {
    const place = find(box, from);
    return place !== undefined && add(box, path, structuredClone(place.value));
  },
  test: (box, { path, value }) => {
    const place = find(box, path);
    return place !== undefined && isDeepStrictEqual(place.value, value);
  },
};

function add(box: Box, path: string, value: unknown): boolean {
  const { holder, key } = holderOf(box, path) ?? {};
  if (Array.isArray(holder)) {
    const index = key === '-' ? holder.length : indexOf(key ?? '');
    if (index === undefined || index > holder.length) return false;
    holder.splice(index, 0, value);
    return true;
  }
  if (holder) setMember(holder, key ?? '', value);
  return holder !== undefined;
}

function remove(box: Box, path: string): boolean {
  const place = find(box, path);
  if (!place || place.holder === box) return false;
  if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
  else delete (place.holder as Record<string, unknown>)[place.key];
  return true;
}

interface Place {
  readonly holder: object;
  readonly key: string;
  readonly value: unknown;
}

/** Something that is there. */
function find(box: Box, path: string): Place | undefined {
  const { holder, key = '' } = holderOf(box, path) ?? {};
  if (!holder || !has(holder, key)) return undefined;
  return { holder, key, value: (holder as Readonly<Record<string, unknown>>)[key] };
}

/** The object or list that a pointer's last token is about. */
function holderOf(box: Box, path: string): { readonly holder: object; readonly key: string } | undefined {
  const tokens = ['value', ...pointerSegments(path)];
  let holder: object = box;
  for (const token of tokens.slice(0, -1)) {
    const next = has(holder, token) ? (holder as Readonly<Record<string, unknown>>)[token] : undefined;
    if (typeof next !== 'object' || next === null) return undefined;
    holder = next;
  }
  return { holder, key: tokens.at(-1) ?? '' };
}

function has(holder: object, key: string): boolean {
  return Object.hasOwn(holder, key) && (!Array.isArray(holder) || indexOf(key) !== undefined);
}

function indexOf(token: string): number | undefined {
  return /^(0|[1-9]\d{0,9})$/.test(token) ? Number(token) : undefined;
}

const POINTER = /^(\/([^~/]|~[01])*)*$/;

function findFault(patch: unknown): string | undefined {
  if (!Array.isArray(patch)) return 'A JSON Patch (RFC 6902) is an array of operations';
  for (const [index, operation] of (patch as readonly unknown[]).entries()) {
    const op = isObject(operation) ? operation['op'] : undefined;
    if (!isObject(operation) || typeof op !== 'string' || !Object.hasOwn(MEMBERS, op)) {
      return `Operation ${index} of the patch is none of ${Object.keys(MEMBERS).join(', ')}`;
    }
    for (const member of MEMBERS[op as PatchOperation['op']]) {
      const value = operation[member];
      const isGood = member === 'value' ? Object.hasOwn(operation, 'value') : typeof value === 'string' && POINTER.test(value);
      if (!isGood) return `Operation ${index} of the patch lacks a good '${member}'`;
    }
  }
  return undefined;
}
