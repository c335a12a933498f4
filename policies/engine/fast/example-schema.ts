import { holdsSchemas, partsOf, traverseSchema } from './traverse-schema.ts';

/** Where the example stands: properties that are read-only are not required of requests, nor write-only ones of responses. */
export interface ExampleDirection {
  readonly isRequest: boolean;
  readonly isResponse: boolean;
}

/**
 * The schema that Spectral judges an example by, from a copy that it may change: without `id` in members unknown to JSON Schema, and
 * without requiring what the direction excuses (oasExample of spectral-rulesets 1.23).
 */
export function prepareExampleSchema(copy: Record<string, unknown>, { isRequest, isResponse }: ExampleDirection): Record<string, unknown> {
  traverseSchema(copy, true, ({ fragment, keyword }) => {
    if (keyword !== undefined && !holdsSchemas(keyword) && ('id' in fragment || '$id' in fragment)) delete fragment['id'];
  });
  if (isRequest || isResponse) relaxRequired(copy, { isRequest, isResponse });
  return copy;
}

function relaxRequired(schema: Record<string, unknown>, { isRequest, isResponse }: ExampleDirection): void {
  const negated: string[] = [];
  traverseSchema(schema, false, ({ fragment, pointer, parentPointer, keyword, parent, key }) => {
    if (keyword === 'not') {
      negated.push(pointer);
      return;
    }
    if (parentPointer !== undefined && negated.some((not) => parentPointer === not || parentPointer.startsWith(`${not}/`))) return;
    const isExcused = (fragment['readOnly'] === true && isRequest) || (fragment['writeOnly'] === true && isResponse);
    if (!isExcused || keyword !== 'properties' || !parent || !Array.isArray(parent['required'])) return;
    const required = parent['required'].filter((name) => name !== key);
    if (required.length === 0) delete parent['required'];
    else parent['required'] = required;
  });
}

const IDENTITIES = ['$id', '$schema', '$anchor', '$dynamicAnchor', '$recursiveAnchor'];
const known = { cleaned: new WeakMap<object, boolean>(), kept: new WeakMap<object, boolean>() };

/**
 * May ajv find a name in the schema by which other schemas can refer to it, or a dialect of its own? What it then answers depends on the
 * schemas it saw before. Looks where ajv looks in a prepared schema; remembered for each part, which a resolved document shares.
 */
export function hasIdentity(schema: unknown): boolean {
  return isNamed(schema, false);
}

function isNamed(part: unknown, isCleaned: boolean): boolean {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return false;
  const memory = isCleaned ? known.cleaned : known.kept;
  const before = memory.get(part);
  if (before !== undefined) return before;
  const fragment = part as Readonly<Record<string, unknown>>;
  const isIt =
    (!isCleaned && typeof fragment['id'] === 'string') ||
    IDENTITIES.some((member) => typeof fragment[member] === 'string') ||
    partsOf(fragment).some(([member, below]) => isNamed(below, !holdsSchemas(member)));
  memory.set(part, isIt);
  return isIt;
}
