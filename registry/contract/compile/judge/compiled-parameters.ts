import type { DecodedParameters } from '../../compiled-contract.ts';
import type { HttpOperation, Parameter } from '../../contract.ts';
import { childPointer } from '../../json-pointer.ts';
import type { Judge, Judges } from '../schema/judges.ts';
import { createParameterReader, type ParameterReader, type Reading } from '../text/parameter-reader.ts';
import { type RawPairs, splitCookies, splitQuery } from '../text/raw-pairs.ts';
import { setMember } from '../text/set-member.ts';
import type { TextReader } from '../text/text-reader.ts';
import type { HeaderFields } from './header-fields.ts';
import { type ViolationFacts } from './violation.ts';

/** Headers that OpenAPI says are described elsewhere, if declared as parameters (3.1 §4.8.12.2.1). */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** A parameter ready to be read and judged. */
export interface CompiledParameter {
  readonly parameter: Parameter;
  readonly reader: ParameterReader;
  readonly judge: Judge;
}

/** The parameters of an operation, by where they stand. */
export interface CompiledParameters {
  /** Reads all of them from a request; what doesn't fit is handed to `report`. */
  decode(request: RawRequest, report: (violation: ViolationFacts) => void): DecodedParameters;
}

/** The parts of a request that carry parameters. */
export interface RawRequest {
  /** Texts of path parameters, still encoded, by the names of the template. */
  readonly pathNames: readonly string[];
  readonly pathValues: readonly string[];
  readonly query: string;
  readonly headers: HeaderFields;
}

/** Compiles one parameter or response header. */
export function compileParameter(parameter: Parameter, judges: Judges, reader: TextReader): CompiledParameter {
  return {
    parameter,
    reader: createParameterReader(parameter, reader),
    judge: judges.of(parameter.schema, parameter.direction, parameter.location),
  };
}

/** Compiles the parameters of an operation. */
export function compileParameters(operation: HttpOperation, judges: Judges, reader: TextReader): CompiledParameters {
  const compiled = operation.parameters
    .filter((parameter) => parameter.in !== 'header' || !IGNORED_HEADERS.has(parameter.name.toLowerCase()))
    .map((parameter) => compileParameter(parameter, judges, reader));
  const inPart = (part: Parameter['in']) => compiled.filter(({ parameter }) => parameter.in === part);
  const path = new Map(inPart('path').map((one) => [one.parameter.name, one]));
  const query = inPart('query');
  const whole = inPart('querystring');
  const headers = inPart('header').map((one) => ({ one, name: one.parameter.name.toLowerCase() }));
  const cookies = inPart('cookie');
  const namesOf = (parameters: readonly CompiledParameter[]): ReadonlySet<string> =>
    new Set(parameters.map(({ parameter }) => parameter.name));
  const queryNames = namesOf(query);
  const cookieNames = namesOf(cookies);

  return {
    decode(request, report) {
      const decoded = { path: {}, query: {}, header: {}, cookie: {} };
      for (let index = 0; index < request.pathNames.length; index++) {
        const name = request.pathNames[index] as string;
        const one = path.get(name);
        if (one) settle(one, one.reader.fromText(request.pathValues[index] as string), decoded.path, report);
      }
      if (query.length > 0) {
        const pairs: RawPairs = splitQuery(request.query);
        for (const one of query) settle(one, one.reader.fromPairs(pairs, queryNames), decoded.query, report);
      }
      for (const one of whole) settle(one, one.reader.fromQuery(request.query), decoded.query, report);
      for (const { one, name } of headers) {
        const text = request.headers.get(name);
        settle(one, text === undefined ? undefined : one.reader.fromText(text), decoded.header, report);
      }
      if (cookies.length > 0) {
        const pairs = splitCookies(request.headers.get('cookie') ?? '');
        for (const one of cookies) settle(one, one.reader.fromPairs(pairs, cookieNames), decoded.cookie, report);
      }
      return decoded;
    },
  };
}

/** Judges what was read of a parameter or header and sets it in `decoded`. */
export function settle(
  { parameter, judge }: CompiledParameter,
  reading: Reading | undefined,
  decoded: Record<string, unknown>,
  report: (violation: ViolationFacts) => void,
  codes: {
    readonly missing: 'missing-parameter' | 'missing-header';
    readonly invalid: 'invalid-parameter' | 'invalid-header';
  } = PARAMETER_CODES,
): void {
  const { name } = parameter;
  const part = parameter.in === 'querystring' ? 'query' : parameter.in;
  if (reading === undefined) {
    if (!parameter.required) return;
    report({
      code: codes.missing,
      part,
      pointer: childPointer('', name),
      message: `the required ${nounOf(parameter)} '${name}' is missing`,
      expected: parameter.location,
    });
    return;
  }
  if ('malformed' in reading) {
    report({
      code: codes.invalid,
      part,
      pointer: childPointer('', name),
      message: `the ${nounOf(parameter)} '${name}' cannot be read: ${reading.malformed}`,
      expected: parameter.location,
    });
    return;
  }
  const { values } = reading;
  if (!reading.isJudged) {
    setMember(decoded, name, values[0]);
    return;
  }
  for (const value of values) {
    if (!judge.accepts(value)) continue;
    setMember(decoded, name, value);
    return;
  }
  for (const fault of judge.faults(values[0])) {
    report({
      code: codes.invalid,
      part,
      pointer: childPointer('', name) + fault.pointer,
      message: `the ${nounOf(parameter)} '${name}' does not fit: ${fault.message}`,
      expected: () => fault.expected,
    });
  }
}

const PARAMETER_CODES = { missing: 'missing-parameter', invalid: 'invalid-parameter' } as const;

function nounOf(parameter: Parameter): string {
  return parameter.in === 'header' ? 'header' : parameter.in === 'querystring' ? 'query string' : `${parameter.in} parameter`;
}
