import type { ErrorObject } from 'ajv';
import { InterlockError, type Place } from '../../errors.ts';
import { escapePointerSegment, type FileTree } from '../contract/index.ts';
import { didYouMean } from './did-you-mean.ts';
import type { SettingsValidator } from './settings-validator.ts';
import { parseSource } from './source-document.ts';

/** A settings file that fits its schema, and where each of its nodes stands. */
export interface Settings<T> {
  readonly value: T;
  /** Where the node at a JSON pointer stands. */
  locate(pointer: string): Place;
}

/**
 * Reads a YAML or JSON file of settings and judges it by its JSON Schema.
 *
 * Throws FILE_NOT_FOUND; WORKSPACE_INVALID with the place of the first fault, what was expected there and how a misspelt key is spelt.
 */
export async function readSettings<T>(tree: FileTree, path: string, validate: SettingsValidator<T>): Promise<Settings<T>> {
  const file = tree.label + path;
  const bytes = await tree.read(path);
  if (!bytes) throw new InterlockError('FILE_NOT_FOUND', `there is no file '${file}'`, { place: { file } });
  const source = readSource(bytes, file);
  const value = source.value;
  if (!validate(value)) {
    const [first, ...others] = describeFaults(validate.errors, (pointer) => source.locate(pointer));
    const more = others.length === 0 ? '' : `; ${others.length} more ${others.length === 1 ? 'fault follows' : 'faults follow'}`;
    throw new InterlockError('WORKSPACE_INVALID', (first?.message ?? 'the file does not fit its schema') + more, {
      place: first?.place ?? { file },
    });
  }
  return { value, locate: (pointer) => source.locate(pointer) };
}

function readSource(bytes: Uint8Array, file: string) {
  try {
    return parseSource(bytes, file);
  } catch (error) {
    if (error instanceof InterlockError && error.code === 'DOCUMENT_MALFORMED') {
      throw new InterlockError('WORKSPACE_INVALID', error.detail, { place: error.place, cause: error });
    }
    throw error;
  }
}

interface Fault {
  readonly message: string;
  readonly place: Place;
  readonly rank: number;
}

/** Misspelt keys come first: the key that then seems to be missing is their consequence. */
function describeFaults(errors: readonly ErrorObject[], locate: (pointer: string) => Place): readonly Fault[] {
  return errors
    .filter((error) => error.keyword !== 'if' && error.keyword !== 'propertyNames')
    .map((error) => describeFault(error, locate))
    .sort((a, b) => a.rank - b.rank || (a.place.line ?? 0) - (b.place.line ?? 0));
}

function describeFault(error: ErrorObject, locate: (pointer: string) => Place): Fault {
  const here = error.instancePath;
  const name = here === '' ? 'the file' : `'${here.slice(1).replaceAll('/', '.')}'`;
  const params = error.params as Readonly<Record<string, unknown>>;
  const fault = (message: string, pointer = here, rank = 1): Fault => ({ message, place: locate(pointer), rank });
  const expectation = describeExpectation(error.parentSchema);
  if (error.propertyName !== undefined) {
    return fault(
      `'${error.propertyName}' is no key that may stand here${expectation}`,
      `${here}/${escapePointerSegment(error.propertyName)}`,
    );
  }
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      const hint = didYouMean(key, known) || `; known keys are ${known.join(', ')}`;
      return fault(`unknown key '${key}'${hint}`, `${here}/${escapePointerSegment(key)}`, 0);
    }
    case 'required':
      return fault(`${here === '' ? '' : `${name}: `}'${String(params['missingProperty'])}' is missing`);
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).map(String);
      return fault(`${name} must be one of ${allowed.join(', ')}; it is ${show(error.data)}${didYouMean(String(error.data), allowed)}`);
    }
    case 'type':
      return fault(`${name} must be ${describeType(params['type'])}; it is ${show(error.data)}${expectation}`);
    case 'pattern':
      return fault(`${name} is ${show(error.data)}, which does not match ${String(params['pattern'])}${expectation}`);
    default:
      return fault(`${name} ${error.message ?? 'does not fit'}; it is ${show(error.data)}${expectation}`);
  }
}

function describeExpectation(schema: unknown): string {
  const description = (schema as { readonly description?: unknown } | undefined)?.description;
  return typeof description === 'string' ? `. Expected: ${description}` : '';
}

function describeType(type: unknown): string {
  const names = ([] as unknown[]).concat(type).filter((name) => name !== 'null');
  return names.map((name) => (/^[aeio]/.test(String(name)) ? `an ${String(name)}` : `a ${String(name)}`)).join(' or ');
}

function show(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? `'${value}'` : String(value);
}
