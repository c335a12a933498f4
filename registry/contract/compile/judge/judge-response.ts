import type { HttpResponse, ResponseVerdict, Violation } from '../../compiled-contract.ts';
import type { Contract, HttpOperation, Response } from '../../contract.ts';
import { readBody } from '../body/read-body.ts';
import type { Judges } from '../schema/judges.ts';
import type { TextReader } from '../text/text-reader.ts';
import { type BodyJudge, presentBody, type PresentBody } from './compiled-body.ts';
import { type CompiledParameter, compileParameter, settle } from './compiled-parameters.ts';
import { type HeaderFields, readHeaderFields } from './header-fields.ts';
import { below, createViolations, type ReportedViolation, type ViolationFacts } from './violation.ts';

/** Judges responses of one contract. */
export type ResponseJudge = (operation: HttpOperation, response: HttpResponse) => ResponseVerdict;

const HEADER_CODES = { missing: 'missing-header', invalid: 'invalid-header' } as const;

/**
 * Creates the judge of a contract's responses. The declared response is found by its exact status, then its range, then `default`. An
 * undeclared 4xx or 5xx is read as its class, as every client must (RFC 9110 §15), and permitted whatever it carries; other undeclared
 * statuses are violations.
 */
export function createResponseJudge(contract: Contract, judges: Judges, reader: TextReader, bodies: BodyJudge): ResponseJudge {
  const compiled = new WeakMap<Response, readonly CompiledParameter[]>();

  const headersOf = (response: Response): readonly CompiledParameter[] => {
    let headers = compiled.get(response);
    if (headers === undefined) {
      headers = response.headers
        .filter((header) => header.name.toLowerCase() !== 'content-type')
        .map((header) => compileParameter({ ...header, in: 'header' }, judges, reader));
      compiled.set(response, headers);
    }
    return headers;
  };

  return (operation, { status, headers, body }) => {
    let reported: ReportedViolation[] | undefined;
    const report = (violation: ReportedViolation) => {
      (reported ??= []).push(violation);
    };
    const fields = readHeaderFields(headers);
    const present = presentBody(body, fields.get('content-type'));
    const response = selectResponse(operation.responses, status);
    if (response === undefined) {
      if (status >= 400 && status <= 599) return { accepted: true, response: undefined, body: present && decodeFreely(present, reader) };
      const declared = operation.responses.map((one) => one.status).join(', ');
      const message = `the status ${status} is not declared, only ${declared === '' ? 'none' : declared}`;
      report({ code: 'undeclared-status', part: 'status', pointer: '', message, expected: below(operation.location, 'responses') });
      return refusal(contract, reported ?? []);
    }
    judgeHeaders(headersOf(response), fields, report);
    let value: unknown;
    const isBodiless = operation.method === 'HEAD' || status < 200 || status === 204 || status === 205 || status === 304;
    if (present === undefined || isEmptyBytes(present)) {
      if (!isBodiless && response.content.length > 0 && present === undefined) {
        report({
          code: 'missing-body',
          part: 'body',
          pointer: '',
          message: 'the response declares a body and has none',
          expected: response.location,
        });
      } else if (!isBodiless && response.content.length > 0 && present !== undefined) {
        value = bodies.judge(present, response.content, response.location, report)?.value;
      }
    } else if (isBodiless) {
      const message = operation.method === 'HEAD' ? 'the answer to HEAD has no body' : `a response with status ${status} has no body`;
      report({ code: 'unexpected-body', part: 'body', pointer: '', message, expected: response.location });
    } else if (response.content.length === 0) {
      report({ code: 'unexpected-body', part: 'body', pointer: '', message: 'the response declares no body', expected: response.location });
    } else {
      value = bodies.judge(present, response.content, response.location, report)?.value;
    }
    return reported === undefined ? { accepted: true, response, body: value } : refusal(contract, reported);
  };
}

/** A verdict whose violations are found out when they are first read: that compiles a second validator, one that reports, and who only looks for an
 * answer that is permitted never reads them. */
function refusal(contract: Contract, reported: readonly ReportedViolation[]): ResponseVerdict {
  let violations: readonly Violation[] | undefined;
  return {
    accepted: false,
    get violations() {
      return (violations ??= createViolations(contract, reported));
    },
  };
}

/** The declared response that a status falls under: exact, then its range (`4XX`), then `default`. */
function selectResponse(responses: readonly Response[], status: number): Response | undefined {
  const range = `${Math.floor(status / 100)}XX`;
  const isStatus = Number.isInteger(status) && status >= 100 && status <= 599;
  if (!isStatus) return undefined;
  return (
    responses.find((one) => one.status === String(status)) ??
    responses.find((one) => one.status === range) ??
    responses.find((one) => one.status === 'default')
  );
}

function judgeHeaders(headers: readonly CompiledParameter[], fields: HeaderFields, report: (facts: ViolationFacts) => void): void {
  for (const header of headers) {
    const text = fields.get(header.parameter.name.toLowerCase());
    settle(header, text === undefined ? undefined : header.reader.fromText(text), {}, report, HEADER_CODES);
  }
}

function isEmptyBytes({ body }: PresentBody): boolean {
  return body instanceof Uint8Array && body.length === 0;
}

function decodeFreely({ body, contentType }: PresentBody, reader: TextReader): unknown {
  if (!(body instanceof Uint8Array)) return body.value;
  const type = contentType ?? 'application/octet-stream';
  const location = { file: '', pointer: '' };
  const reading = readBody(
    body,
    type,
    { mediaType: type, direction: 'output', schema: true, location, examples: [], encoding: {} },
    reader,
  );
  return 'value' in reading ? reading.value : body;
}
