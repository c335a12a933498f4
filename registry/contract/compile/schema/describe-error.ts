import type { DefinedError, ErrorObject } from 'ajv/dist/2020.js';

/** What a validator's error says to people, and the member below its place that it is about. */
export interface Description {
  readonly message: string;
  readonly below?: string;
}

const MOST_OPTIONS = 20;
const LONGEST_NAME = 64;

/**
 * Puts an error into plain words: what was expected and what was found. Of the value only its type and size are named, never its
 * content; of the contract, whatever helps.
 */
export function describeError(error: DefinedError): Description {
  const { keyword, params, data } = error as ErrorObject;
  const given = params as Readonly<Record<string, unknown>>;
  const limit = `${given['limit']}`;
  switch (keyword) {
    case 'type':
      return { message: `expected ${listOptions(asList(given['type']), 'or')}, found ${describeValue(data)}` };
    case 'required':
      return { message: `the required property ${quote(given['missingProperty'])} is missing` };
    case 'dependentRequired':
      return { message: `the property ${quote(given['missingProperty'])} is missing, which ${quote(given['property'])} requires` };
    case 'additionalProperties':
      return { message: 'this property is not declared, and the object takes no others', below: String(given['additionalProperty']) };
    case 'unevaluatedProperties':
      return { message: 'this property is not declared, and the object takes no others', below: String(given['unevaluatedProperty']) };
    case 'propertyNames':
      return { message: 'the name of this property is not one that the object takes', below: String(given['propertyName']) };
    case 'enum':
      return { message: `expected ${listValues(given['allowedValues'] as readonly unknown[])}, found ${describeOther(data)}` };
    case 'const':
      return { message: `expected ${listValues([given['allowedValue']])}, found ${describeOther(data)}` };
    case 'equalsAny':
      return { message: `expected one of the values that the contract lists, found ${describeOther(data)}` };
    case 'format':
      return { message: `expected the format ${given['format']}, found ${describeValue(data)} without it` };
    case 'pattern':
      return { message: `expected a string that matches ${given['pattern']}, found ${describeValue(data)} that doesn't` };
    case 'minLength':
      return { message: `expected at least ${limit} characters, found ${describeValue(data)}` };
    case 'maxLength':
      return { message: `expected at most ${limit} characters, found ${describeValue(data)}` };
    case 'minimum':
      return { message: `expected a number of at least ${limit}, found a smaller one` };
    case 'maximum':
      return { message: `expected a number of at most ${limit}, found a larger one` };
    case 'exclusiveMinimum':
      return { message: `expected a number above ${limit}, found none above it` };
    case 'exclusiveMaximum':
      return { message: `expected a number below ${limit}, found none below it` };
    case 'multipleOf':
      return { message: `expected a multiple of ${(error as ErrorObject).schema}, found another number` };
    case 'minItems':
      return { message: `expected at least ${limit} items, found ${describeValue(data)}` };
    case 'maxItems':
    case 'items':
    case 'additionalItems':
      return { message: `expected at most ${limit} items, found ${describeValue(data)}` };
    case 'unevaluatedItems':
      return { message: 'this item is not declared, and the array takes no others', below: String(given['unevaluatedItem']) };
    case 'uniqueItems':
      return { message: 'expected items that differ from each other, found two that are equal' };
    case 'contains':
      return { message: describeContains(given) };
    case 'minProperties':
      return { message: `expected at least ${limit} properties, found ${describeValue(data)}` };
    case 'maxProperties':
      return { message: `expected at most ${limit} properties, found ${describeValue(data)}` };
    case 'oneOf':
      return {
        message: given['passingSchemas']
          ? 'fits more than one of alternatives that exclude each other'
          : `fits none of the alternatives, found ${describeValue(data)}`,
      };
    case 'anyOf':
      return { message: `fits none of the alternatives, found ${describeValue(data)}` };
    case 'not':
    case 'false schema':
      return { message: `${describeValue(data)} of this kind is excluded here` };
    default:
      return { message: `does not fit the keyword ${keyword}` };
  }
}

/** Names the type of a value and its size, not its content. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  switch (typeof value) {
    case 'string':
      return `a string of length ${[...value].length}`;
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a number';
    case 'boolean':
      return 'a boolean';
    case 'object':
      return `an object of ${Object.keys(value).length} ${Object.keys(value).length === 1 ? 'property' : 'properties'}`;
    default:
      return 'nothing';
  }
}

function describeOther(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? `another ${typeof value === 'string' ? 'string' : 'number'}`
    : describeValue(value);
}

function describeContains(given: Readonly<Record<string, unknown>>): string {
  const least = Number(given['minContains'] ?? 1);
  const most = given['maxContains'];
  return most === undefined
    ? `expected at least ${least} ${least === 1 ? 'item' : 'items'} of the kind that the array must contain`
    : `expected between ${least} and ${most} items of the kind that the array must contain`;
}

function listValues(values: readonly unknown[]): string {
  return listOptions(
    values.map((value) => JSON.stringify(value)),
    'or',
  );
}

function listOptions(options: readonly string[], word: string): string {
  const shown = options.slice(0, MOST_OPTIONS);
  if (options.length > shown.length) return `${shown.join(', ')} or one of ${options.length - shown.length} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)}`;
}

function asList(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : String(value).split(',')) as readonly string[];
}

function quote(name: unknown): string {
  const text = String(name);
  return `'${text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text}'`;
}
