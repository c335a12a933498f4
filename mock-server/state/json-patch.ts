import { applyPatch } from 'rfc6902';
import { isObject } from '../answers/schema-shape.ts';
import { refuse } from '../http/problem.ts';
import type { Refusal } from '../http/problem.ts';

/** True for the media type of JSON Patch (RFC 6902 §6), parameters aside. */
export function isJsonPatch(mediaType: string | undefined): boolean {
  return mediaType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json-patch+json';
}

/**
 * Applies a JSON Patch (RFC 6902), wholly or not at all. Changes neither argument. A patch that is none is refused with 400; one whose test
 * fails, or that names what is not there, with 409 (RFC 5789 §2.2).
 */
export function applyJsonPatch(target: unknown, patch: unknown): { readonly value: unknown } | Refusal {
  const fault = findFault(patch);
  if (fault !== undefined) return refuse(400, 'PATCH_MALFORMED', fault);
  const box = { value: structuredClone(target) };
  for (const [index, operation] of (patch as readonly PatchOperation[]).entries()) {
    const boxed = {
      ...operation,
      path: `/value${operation.path}`,
      ...(operation.from === undefined ? {} : { from: `/value${operation.from}` }),
    };
    const [error] = applyPatch(box, [structuredClone(boxed) as never]);
    if (!error) continue;
    const why = error.name === 'TestError' ? 'tests a value that is another by now' : 'names a place that is not there';
    return refuse(409, 'PATCH_CONFLICT', `Operation ${index} of the patch ${why}: nothing was changed`);
  }
  return { value: box.value };
}

interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
}

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  add: ['path', 'value'],
  remove: ['path'],
  replace: ['path', 'value'],
  move: ['from', 'path'],
  copy: ['from', 'path'],
  test: ['path', 'value'],
};

function findFault(patch: unknown): string | undefined {
  if (!Array.isArray(patch)) return 'A JSON Patch (RFC 6902) is an array of operations';
  for (const [index, operation] of (patch as readonly unknown[]).entries()) {
    const op = isObject(operation) ? operation['op'] : undefined;
    if (!isObject(operation) || typeof op !== 'string' || !Object.hasOwn(MEMBERS, op)) {
      return `Operation ${index} of the patch is none of ${Object.keys(MEMBERS).join(', ')}`;
    }
    for (const member of MEMBERS[op] ?? []) {
      const value = operation[member];
      const isPointer =
        typeof value === 'string' && (value === '' || value.startsWith('/')) && !/\/(__proto__|prototype)(\/|$)/.test(value);
      if (member === 'value' ? value === undefined : !isPointer) return `Operation ${index} of the patch lacks a good '${member}'`;
    }
  }
  return undefined;
}
