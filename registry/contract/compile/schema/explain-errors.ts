import type { DefinedError, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Location } from '../../contract.ts';
import { childPointer } from '../../json-pointer.ts';
import { describeError } from './describe-error.ts';
import type { JudgeableSchema } from './judgeable-schema.ts';
import type { Fault } from './fault.ts';

/** How errors are traced back: validators for parts of a schema, and where its keywords were declared. */
export interface Tracing {
  validator(schema: JudgeableSchema): ValidateFunction;
  locate(schema: object, keyword: string): Location;
}

const MOST_FAULTS = 100;
const DEEPEST_ALTERNATIVES = 6;
/** Of a flood of errors only the first are looked at: far more than are told. */
const MOST_ERRORS = 5000;

interface TracedError {
  readonly error: ErrorObject;
  readonly keyword: string;
  readonly pointer: string;
  readonly message: string;
  readonly locate: () => Location;
}

/**
 * Says in plain words why a value doesn't fit. Where alternatives are offered (`oneOf`, `anyOf`) and one of them fits clearly better than
 * the others, the faults are those against it; when all of them miss the same tag, the tags are listed; else the faults are those that all
 * of them have in common.
 */
export function explainErrors(schema: JudgeableSchema, value: unknown, tracing: Tracing): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const traced of traceErrors(schema, value, tracing, 0)) {
    const key = `${traced.pointer}\n${traced.message}`;
    if (!faults.has(key)) faults.set(key, faultOf(traced));
    if (faults.size === MOST_FAULTS) break;
  }
  return [...faults.values()];
}

function faultOf({ pointer, message, keyword, locate }: TracedError): Fault {
  return {
    pointer,
    message,
    keyword,
    get expected() {
      return locate();
    },
  };
}

function rawErrors(schema: JudgeableSchema, value: unknown, tracing: Tracing): readonly ErrorObject[] {
  const validate = tracing.validator(schema);
  return validate(value) ? [] : [...(validate.errors ?? [])];
}

function traceErrors(schema: JudgeableSchema, value: unknown, tracing: Tracing, depth: number): readonly TracedError[] {
  const errors = rawErrors(schema, value, tracing).slice(0, MOST_ERRORS);
  const traced: TracedError[] = [];
  for (let index = errors.length - 1; index >= 0; index--) {
    const error = errors[index] as ErrorObject;
    const parent = (typeof error.parentSchema === 'object' ? error.parentSchema : schema) as Readonly<Record<string, unknown>>;
    const { keyword } = error;
    const here = trace(error, parent, tracing);
    if (keyword === 'oneOf' || keyword === 'anyOf') {
      const { branches, total } = judgeBranches(parent[keyword] as readonly JudgeableSchema[], error, tracing, depth);
      index -= total;
      traced.push(...chooseBranch(here, branches, error, tracing, parent).reverse());
    } else if (keyword === 'contains') {
      index -= countItemErrors(parent['contains'] as JudgeableSchema, error.data, tracing);
      traced.push(here);
    } else if (keyword !== 'if' && error.propertyName === undefined) {
      traced.push(here);
    }
  }
  return traced.reverse();
}

function trace(error: ErrorObject, parent: object, tracing: Tracing): TracedError {
  const { message, below } = describeError(error as DefinedError);
  return {
    error,
    keyword: error.keyword,
    pointer: below === undefined ? error.instancePath : childPointer(error.instancePath, below),
    message,
    locate: () => tracing.locate(parent, error.keyword),
  };
}

interface Branch {
  readonly errors: readonly TracedError[];
  readonly misfit: number;
}

/** Judges the branches anew, each by itself, which tells how many of the errors before belong to them. */
function judgeBranches(
  schemas: readonly JudgeableSchema[],
  error: ErrorObject,
  tracing: Tracing,
  depth: number,
): { readonly branches: readonly Branch[]; readonly total: number } {
  const passing = (error.params as { passingSchemas?: readonly [number, number] | null }).passingSchemas;
  const judged = passing === null || passing === undefined ? schemas : schemas.slice(0, passing[1]);
  let total = 0;
  const branches = judged.map((schema) => {
    const raw = rawErrors(schema, error.data, tracing);
    total += raw.length;
    const errors = depth < DEEPEST_ALTERNATIVES && raw.length > 0 ? traceErrors(schema, error.data, tracing, depth + 1) : [];
    return { errors, misfit: misfitOf(errors) };
  });
  return { branches: passing === null || passing === undefined ? branches : [], total };
}

function misfitOf(errors: readonly TracedError[]): number {
  let misfit = 0;
  for (const { error, keyword } of errors) {
    const isTag = keyword === 'const' || keyword === 'enum';
    if (error.instancePath === '' && keyword === 'type') misfit += 10_000;
    else if (isTag && !error.instancePath.slice(1).includes('/')) misfit += 100;
    else misfit += 1;
  }
  return misfit;
}

function chooseBranch(here: TracedError, branches: readonly Branch[], error: ErrorObject, tracing: Tracing, parent: object): TracedError[] {
  const base = error.instancePath;
  const ranked = branches.filter((branch) => branch.errors.length > 0).sort((one, other) => one.misfit - other.misfit);
  const [best, second] = ranked;
  if (best === undefined) return [here];
  const sharedTag = best.errors.find(
    (candidate) =>
      isTagError(candidate) &&
      ranked.every((branch) => branch.errors.some((other) => isTagError(other) && other.pointer === candidate.pointer)),
  );
  if (sharedTag !== undefined && ranked.length > 1) {
    const options = new Set(
      ranked.flatMap((branch) => branch.errors.filter((other) => other.pointer === sharedTag.pointer).flatMap(optionsOf)),
    );
    const { message } = describeError({ ...sharedTag.error, keyword: 'enum', params: { allowedValues: [...options] } } as DefinedError);
    return [{ ...sharedTag, pointer: base + sharedTag.pointer, message, locate: () => tracing.locate(parent, error.keyword) }];
  }
  const isClear = best.misfit < 10_000 && (second === undefined || second.misfit > best.misfit);
  const told = isClear
    ? best.errors
    : best.errors.filter((fault) => ranked.every(({ errors }) => errors.some((other) => isSame(fault, other))));
  return told.length === 0 ? [here] : told.map((inner) => ({ ...inner, pointer: base + inner.pointer }));
}

function isSame(one: TracedError, other: TracedError): boolean {
  return one.pointer === other.pointer && one.message === other.message;
}

function isTagError(traced: TracedError): boolean {
  return (traced.keyword === 'const' || traced.keyword === 'enum') && traced.pointer.lastIndexOf('/') === 0;
}

function optionsOf(traced: TracedError): readonly unknown[] {
  if (traced.keyword === 'const') return [(traced.error.params as { allowedValue: unknown }).allowedValue];
  return traced.keyword === 'enum' ? (traced.error.params as { allowedValues: readonly unknown[] }).allowedValues : [];
}

function countItemErrors(schema: JudgeableSchema, items: unknown, tracing: Tracing): number {
  if (!Array.isArray(items)) return 0;
  return items.reduce((total: number, item: unknown) => total + rawErrors(schema, item, tracing).length, 0);
}
