import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as ajvFormats from 'ajv-formats';
import { load } from 'js-yaml';
import type { MediaType } from '../../registry/contract/index.ts';

/** Judges JSON bodies by the document as it was written: nothing of the compiled contract is in it. */
export interface IndependentJudge {
  /** What ajv says against the body, undefined when it says nothing. */
  faultsOf(media: MediaType, body: unknown): string | undefined;
}

/**
 * An ajv of its own on the raw documents of a folder. Only what ajv does not know of OpenAPI is put into its words: `nullable` and
 * boolean bounds of 3.0, and that write-only members are not required of answers.
 *
 * @param folder to which the files of locations are relative.
 */
export function judgeIndependently(folder: string, openapiVersion: string): IndependentJudge {
  return judgeDocuments((file) => readFileSync(join(folder, file), 'utf8'), openapiVersion);
}

/** The same, with `read` for the text of a file that a location names. */
export function judgeDocuments(read: (file: string) => string, openapiVersion: string): IndependentJudge {
  const options = {
    strict: false,
    allErrors: false,
    inlineRefs: false,
    code: { optimize: false },
    logger: false,
    ownProperties: true,
    multipleOfPrecision: 9,
  } as const;
  const ajv = openapiVersion.startsWith('3.0') ? new Ajv(options) : new Ajv2020(options);
  const addFormats = ajvFormats.default as unknown as (ajv: object) => void;
  addFormats(ajv);
  const known = new Set<string>();
  const documents = new Map<string, unknown>();
  const compiled = new Map<string, ValidateFunction>();
  const uriOf = (file: string): string => `http://documents.invalid/${file}`;
  const take = (file: string): void => {
    if (known.has(file)) return;
    known.add(file);
    const document = load(read(file));
    documents.set(file, document);
    const rewritten = rewrite(document, document);
    ajv.addSchema({ ...(rewritten as object), $id: uriOf(file) }, uriOf(file), undefined, false);
    for (const other of filesReferredTo(document)) take(new URL(other, uriOf(file)).pathname.slice(1));
  };
  return {
    faultsOf({ location: { file, pointer } }, body) {
      take(file);
      const at = `${uriOf(file)}#${pointer.split('/').map(encodeURIComponent).join('/')}/schema`;
      if (valueAt(documents.get(file), `${pointer}/schema`) === undefined) return undefined;
      const validate = compiled.get(at) ?? ajv.compile({ $ref: at });
      compiled.set(at, validate);
      return validate(body) ? undefined : ajv.errorsText(validate.errors);
    },
  };
}

function rewrite(node: unknown, document: unknown): unknown {
  if (Array.isArray(node)) return node.map((member) => rewrite(member, document));
  if (typeof node !== 'object' || node === null) return node;
  const schema: Record<string, unknown> = Object.fromEntries(
    Object.entries(node).map(([name, member]) => [name, rewrite(member, document)]),
  );
  if (schema['exclusiveMinimum'] === true) swap(schema, 'exclusiveMinimum', 'minimum');
  else if (schema['exclusiveMinimum'] === false) delete schema['exclusiveMinimum'];
  if (schema['exclusiveMaximum'] === true) swap(schema, 'exclusiveMaximum', 'maximum');
  else if (schema['exclusiveMaximum'] === false) delete schema['exclusiveMaximum'];
  const { properties, required } = schema;
  if (Array.isArray(required) && typeof properties === 'object' && properties !== null) {
    schema['required'] = required.filter((name: string) => !isWriteOnly((properties as Record<string, unknown>)[name], document));
  }
  if (schema['nullable'] !== true || typeof schema['type'] === 'object') return schema;
  const { nullable: _, ...rest } = schema;
  // ajv wants a type beside `nullable`; an enum need not list null in the documents that there are.
  return { anyOf: [rest, { type: 'null' }] };
}

function swap(schema: Record<string, unknown>, exclusive: string, inclusive: string): void {
  schema[exclusive] = schema[inclusive];
  delete schema[inclusive];
}

function isWriteOnly(property: unknown, document: unknown): boolean {
  if (typeof property !== 'object' || property === null) return false;
  const { writeOnly, $ref } = property as { readonly writeOnly?: unknown; readonly $ref?: unknown };
  if (writeOnly === true) return true;
  return typeof $ref === 'string' && $ref.startsWith('#/') && isWriteOnly(valueAt(document, $ref.slice(1)), undefined);
}

function valueAt(document: unknown, pointer: string): unknown {
  let node = document;
  for (const token of pointer.split('/').slice(1)) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Readonly<Record<string, unknown>>)[token.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return node;
}

function* filesReferredTo(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, member] of Object.entries(node)) {
    if (name === '$ref' && typeof member === 'string' && !member.startsWith('#')) yield member.split('#', 1)[0] ?? '';
    else yield* filesReferredTo(member);
  }
}
