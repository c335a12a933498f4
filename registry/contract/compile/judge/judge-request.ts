import type { HttpRequest, RequestVerdict } from '../../compiled-contract.ts';
import type { Contract, HttpOperation } from '../../contract.ts';
import { matchTemplateSegment, parsePathTemplate } from '../routing/path-template.ts';
import { createTargetReader, type RequestTarget } from '../routing/request-target.ts';
import { buildRouter, type Route, type RouteMatch, type Router } from '../routing/router.ts';
import type { Judges } from '../schema/judges.ts';
import type { TextReader } from '../text/text-reader.ts';
import { type BodyJudge, presentBody } from './compiled-body.ts';
import { type CompiledParameters, compileParameters } from './compiled-parameters.ts';
import { readHeaderFields } from './header-fields.ts';
import { judgeSecurity } from './judge-security.ts';
import { below, contractLocation, createViolation, createViolations, type ReportedViolation, type ViolationFacts } from './violation.ts';

/** Judges requests of one contract. */
export interface RequestJudge {
  acceptsRequest(request: HttpRequest): RequestVerdict;
  acceptsCall(operation: HttpOperation, request: HttpRequest): RequestVerdict;
}

/** Creates the judge of a contract's requests. The router is built with the first request, each operation when first called. */
export function createRequestJudge(contract: Contract, judges: Judges, reader: TextReader, bodies: BodyJudge): RequestJudge {
  const httpOperations = contract.operations.filter((operation) => operation.kind === 'http');
  const targets = createTargetReader(httpOperations);
  const compiled = new WeakMap<HttpOperation, CompiledParameters>();
  let router: Router | undefined;

  const parametersOf = (operation: HttpOperation): CompiledParameters => {
    let parameters = compiled.get(operation);
    if (parameters === undefined) {
      parameters = compileParameters(operation, judges, reader);
      compiled.set(operation, parameters);
    }
    return parameters;
  };

  const refuse = (facts: ViolationFacts): RequestVerdict => ({ accepted: false, violations: [createViolation(contract, facts)] });

  function judge({ operation, parameterNames }: Route, values: readonly string[], query: string, request: HttpRequest): RequestVerdict {
    let reported: ReportedViolation[] | undefined;
    const report = (violation: ReportedViolation) => {
      (reported ??= []).push(violation);
    };
    const headers = readHeaderFields(request.headers);
    const unauthorised = request.credentials && judgeSecurity(operation, request.credentials);
    if (unauthorised) report(unauthorised);
    const parameters = parametersOf(operation).decode({ pathNames: parameterNames, pathValues: values, query, headers }, report);
    const present = presentBody(request.body, headers.get('content-type'));
    const { requestBody } = operation;
    const declaresBody = requestBody !== undefined && requestBody.content.length > 0;
    let body: unknown;
    let mediaType: string | undefined;
    if (present === undefined) {
      if (requestBody?.required) {
        report({
          code: 'missing-body',
          part: 'body',
          pointer: '',
          message: 'the required body is missing',
          expected: requestBody.location,
        });
      }
    } else if (requestBody === undefined) {
      report({ code: 'unexpected-body', part: 'body', pointer: '', message: 'the operation takes no body', expected: operation.location });
    } else if (declaresBody) {
      const accepted = bodies.judge(present, requestBody.content, requestBody.location, report);
      body = accepted?.value;
      mediaType = accepted?.mediaType;
    }
    return reported === undefined
      ? { accepted: true, operation, parameters, body, mediaType }
      : { accepted: false, violations: createViolations(contract, reported), operation };
  }

  function routeTargets(found: readonly RequestTarget[]): { readonly match: RouteMatch; readonly target: RequestTarget } | undefined {
    router ??= buildRouter(httpOperations);
    for (const target of found) {
      const match = router.route(target.path);
      if (match === undefined) continue;
      if (target.servers === undefined || [...match.operations.values()].some(({ operation }) => isServed(operation, target)))
        return { match, target };
    }
    return undefined;
  }

  return {
    acceptsRequest(request) {
      const found = targets.read(request.url);
      const routed = routeTargets(found);
      if (routed === undefined) {
        const message = found.length === 0 ? 'the URL is below none of the servers of the contract' : 'the contract has no such path';
        return refuse({ code: 'unknown-path', part: 'path', pointer: '', message, expected: contractLocation(contract, '/paths') });
      }
      const { match, target } = routed;
      const route = match.operations.get(request.method) ?? match.operations.get(request.method.toUpperCase());
      if (route !== undefined && isServed(route.operation, target)) return judge(route, match.values, target.query, request);
      const allow = [...match.operations].filter(([, { operation }]) => isServed(operation, target)).map(([method]) => method);
      const path = [...match.operations.values()][0]?.operation.location;
      return {
        accepted: false,
        allow,
        violations: [
          createViolation(contract, {
            code: 'method-not-allowed',
            part: 'method',
            pointer: '',
            message: `the path offers ${allow.join(', ')} only`,
            expected: path === undefined ? contractLocation(contract, '/paths') : parentOf(path),
          }),
        ],
      };
    },

    acceptsCall(operation, request) {
      if (request.method.toUpperCase() !== operation.method) {
        const message = `the operation is called with ${operation.method}`;
        return {
          accepted: false,
          operation,
          allow: [operation.method],
          violations: [
            createViolation(contract, { code: 'method-not-allowed', part: 'method', pointer: '', message, expected: operation.location }),
          ],
        };
      }
      const found = targets.read(request.url);
      if (operation.origin !== 'path') {
        return judge({ operation, parameterNames: [] }, [], queryOf(request.url), request);
      }
      for (const target of found) {
        const values = matchPath(operation.path, target.path);
        if (values === undefined || !isServed(operation, target)) continue;
        return judge(
          { operation, parameterNames: parsePathTemplate(operation.path).flatMap(({ names }) => names) },
          values,
          target.query,
          request,
        );
      }
      const violation = createViolation(contract, {
        code: 'unknown-path',
        part: 'path',
        pointer: '',
        message: `the path is not ${operation.path}`,
        expected: below(operation.location, ''),
      });
      return { accepted: false, operation, violations: [violation] };
    },
  };
}

function isServed(operation: HttpOperation, target: RequestTarget): boolean {
  return target.servers === undefined || operation.servers.some(({ url }) => target.servers?.has(url));
}

function matchPath(template: string, path: string): readonly string[] | undefined {
  const expected = parsePathTemplate(template);
  const segments = (path.startsWith('/') ? path.slice(1) : path).split('/');
  if (segments.length !== expected.length) return undefined;
  const matched = expected.map((segment, index) => matchTemplateSegment(segment, segments[index] as string));
  return matched.every((values) => values !== undefined) ? matched.flat() : undefined;
}

function queryOf(url: string): string {
  const query = url.indexOf('?');
  if (query < 0) return '';
  const fragment = url.indexOf('#', query);
  return url.slice(query + 1, fragment < 0 ? undefined : fragment);
}

function parentOf(location: { readonly file: string; readonly pointer: string }): { readonly file: string; readonly pointer: string } {
  return { file: location.file, pointer: location.pointer.slice(0, Math.max(location.pointer.lastIndexOf('/'), 0)) };
}
