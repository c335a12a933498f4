import { formatPlace, InterlockError } from '../../../errors.ts';
import { escapePointerSegment, pointerSegments } from '../../../registry/contract/index.ts';
import type { CompiledContract, HttpOperation, Violation } from '../../../registry/contract/index.ts';
import { didYouMean } from '../../../registry/workspace/index.ts';
import { isJson } from '../../answers/structured-media.ts';
import { declaredResponse } from '../../answers/success-response.ts';
import type { Behaviour, OneOrMore, RefusedAs } from '../../behaviour.ts';
import { inFormOfPlace } from './computed-form.ts';
import type { Expression } from './expression.ts';
import { positional } from '../model/path-template.ts';
import { findResourceFaults } from '../resource-answers.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { ResourceModel } from '../model/resource-model.ts';
import { schemasAt } from './schemas-at.ts';
import { listOf } from './arrivals.ts';

/** What the values of a behaviour file are held against. */
export interface CheckedValues {
  readonly compiled: CompiledContract;
  readonly behaviour: Behaviour;
  readonly model: ResourceModel;
  /** Takes what is doubtful, but may be meant. */
  warnOnce(line: string): void;
}

/**
 * Judges the states, constants and codes of refusals in a behaviour file that `checkBehaviour` takes: they must be such as the contract has.
 *
 * @throws InterlockError WORKSPACE_INVALID with the place of the first fault in mock.yaml.
 */
export function checkValues(checked: CheckedValues): void {
  const { behaviour } = checked;
  for (const [template, { field, initial, moves, refusedAs }] of Object.entries(behaviour.transitions)) {
    const collection = collectionOf(checked, template);
    if (!collection) continue;
    const at = `/transitions/${escapePointerSegment(template)}`;
    checkStates(checked, collection, field, initial, `${at}/initial`);
    for (const [index, { from, to, by, set = {} }] of moves.entries()) {
      checkStates(checked, collection, field, from, `${at}/moves/${index}/from`);
      checkStates(checked, collection, field, to, `${at}/moves/${index}/to`);
      checkConstants(checked, collection, set, `${at}/moves/${index}/set`);
      if (refusedAs) for (const name of listOf(by)) checkRefusal(checked, name, refusedAs, `${at}/refusedAs`);
    }
  }
  for (const [template, fields] of Object.entries(behaviour.computed)) {
    const collection = collectionOf(checked, template);
    if (collection) checkConstants(checked, collection, fields, `/computed/${escapePointerSegment(template)}`, true);
  }
  for (const [index, reception] of behaviour.receives.entries()) {
    const collection = 'change' in reception ? collectionOf(checked, reception.change) : undefined;
    if (collection && 'set' in reception) checkConstants(checked, collection, reception.set, `/receives/${index}/set`);
  }
  for (const [name, rules] of Object.entries(behaviour.rules)) {
    for (const [index, rule] of rules.entries()) checkRefusal(checked, name, rule, `/rules/${escapePointerSegment(name)}/${index}`);
  }
}

function collectionOf({ model }: CheckedValues, template: string): CollectionModel | undefined {
  return model.collections.find((one) => positional(one.itemTemplate ?? `${one.template}/{}`) === positional(template));
}

function checkStates(checked: CheckedValues, collection: CollectionModel, field: string, states: OneOrMore | undefined, at: string): void {
  for (const [index, state] of listOf(states).entries()) {
    const pointer = `/${escapePointerSegment(field)}`;
    const fault = misfit(checked, collection, pointer, state);
    if (!fault) continue;
    const known = listedAt(checked, collection, pointer);
    const why =
      known.length > 0 ? `the contract has no '${field}' that is '${state}'` : `'${field}' cannot be '${state}': ${fault.message}`;
    throw invalid(checked, typeof states === 'string' ? at : `${at}/${index}`, why, fault, didYouMean(state, known));
  }
}

function checkConstants(
  checked: CheckedValues,
  collection: CollectionModel,
  values: Readonly<Record<string, Expression>>,
  at: string,
  isFormed = false,
): void {
  const { contract } = checked.compiled;
  for (const [pointer, expression] of Object.entries(values)) {
    for (const [constant, below] of constantsOf(expression)) {
      const place = { contract, schema: collection.schema, resource: {}, pointer, current: undefined };
      const value = isFormed ? inFormOfPlace(constant, place) : constant;
      const fault = value === undefined ? undefined : misfit(checked, collection, pointer, value);
      if (!fault) continue;
      const hint = typeof value === 'string' ? didYouMean(value, listedAt(checked, collection, pointer)) : '';
      throw invalid(
        checked,
        `${at}/${escapePointerSegment(pointer)}${below}`,
        `'${pointer}' cannot have this value: ${fault.message}`,
        fault,
        hint,
      );
    }
  }
}

/** Constants that an expression may have as its value, and where they stand in it. */
function* constantsOf(expression: Expression, at = ''): Generator<readonly [value: unknown, pointer: string]> {
  if (typeof expression === 'string') {
    if (!/^\.?\//.test(expression)) yield [expression, at];
  } else if (typeof expression !== 'object' || expression === null) yield [expression, at];
  else if ('const' in expression) yield [expression.const, `${at}/const`];
  else if ('choose' in expression) {
    for (const [index, { then }] of expression.choose.entries()) yield* constantsOf(then, `${at}/choose/${index}/then`);
    if (expression.otherwise !== undefined) yield* constantsOf(expression.otherwise, `${at}/otherwise`);
  }
}

/** What is wrong with a value at a pointer of a resource; undefined where nothing is, or nobody can tell. */
function misfit(checked: CheckedValues, collection: CollectionModel, pointer: string, value: unknown): Violation | undefined {
  const tokens = pointerSegments(pointer);
  const resource = tokens.reduceRight<unknown>((inner, token) => (token === '*' ? [inner] : { [token]: inner }), value);
  const at = tokens.map((token) => `/${token === '*' ? '0' : escapePointerSegment(token)}`).join('');
  const faults = findResourceFaults(checked, collection, resource as Readonly<Record<string, unknown>>) ?? [];
  return faults.find((fault) => fault.pointer === at || fault.pointer.startsWith(`${at}/`));
}

/** The texts that the contract lists for a place. */
function listedAt({ compiled }: CheckedValues, { schema }: CollectionModel, pointer: string): readonly string[] {
  const found = schema === undefined ? undefined : schemasAt(compiled.contract, [schema], pointer);
  const values = found?.isDeclared
    ? found.schemas.flatMap(({ enum: listed = [], const: one }) => [...(listed as readonly unknown[]), one])
    : [];
  return values.filter((value) => typeof value === 'string');
}

/** A refusal's code must be one that the operation's answer of that status can have. A status that it does not declare is doubtful. */
function checkRefusal(checked: CheckedValues, name: string, { status, code }: RefusedAs, at: string): void {
  const { compiled, behaviour } = checked;
  const operation = compiled.operation(name) as HttpOperation | undefined;
  const response = operation && declaredResponse(operation, status);
  if (!response) {
    const place = formatPlace(behaviour.locate(`${at}/status`));
    return checked.warnOnce(`${place}: ${name} declares no answer of ${status}: its refusals are problem details`);
  }
  const schema = response.content.find(({ mediaType }) => isJson(mediaType))?.schema;
  const found = schema === undefined ? undefined : schemasAt(compiled.contract, [schema], '/code');
  const known = found?.isDeclared
    ? found.schemas.flatMap(({ enum: listed }) => (Array.isArray(listed) ? (listed as readonly unknown[]) : []))
    : [];
  if (known.length === 0 || known.includes(code)) return;
  const names = known.filter((one) => typeof one === 'string');
  throw invalid(checked, `${at}/code`, `answers of ${status} to ${name} have no code '${code}'`, undefined, didYouMean(code, names));
}

function invalid(
  { behaviour }: CheckedValues,
  pointer: string,
  message: string,
  fault: Violation | undefined,
  hint: string,
): InterlockError {
  const declared = fault ? ` (${formatPlace(fault.place)})` : '';
  return new InterlockError('WORKSPACE_INVALID', `${message}${declared}${hint}`, { place: behaviour.locate(pointer) });
}
