import type { CompiledContract, Contract, HttpOperation, Parameter } from '../../registry/contract/index.ts';
import { queryParts, simpleText } from '../answers/parameter-text.ts';
import { sampleValue } from '../answers/sample-value.ts';
import { concreteType, isJson } from '../answers/structured-media.ts';
import { writeBody } from '../http/bodies/write-body.ts';

/** A request as `fetch` takes it, `path` below the contract's mount. */
export interface SampleRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** A request that an operation accepts, made of its examples and schemas: what it requires and no more, with credentials of every kind. */
export function sampleRequest(compiled: CompiledContract, operation: HttpOperation, authorization: string): SampleRequest {
  let first: SampleRequest | undefined;
  for (const attempt of ATTEMPTS) {
    const request = makeRequest(compiled.contract, operation, attempt, authorization);
    first ??= request;
    const { method, path: url, headers, body } = request;
    if (compiled.acceptsRequest({ method, url, headers, ...(body ? { body } : {}) }).accepted) return request;
  }
  return first as SampleRequest;
}

const ATTEMPTS = ['example', 'required', 'plain', 'full', 'dynamic'] as const;

type Attempt = (typeof ATTEMPTS)[number];

function makeRequest(contract: Contract, operation: HttpOperation, attempt: Attempt, authorization: string): SampleRequest {
  const seed = operation.key;
  const wanted = operation.parameters.filter((parameter) => parameter.required);
  const values = new Map(
    wanted.map((parameter) => [
      parameter,
      parameter.examples[0]?.value ?? sampleValue(contract, parameter.schema, `${seed} ${parameter.name}`),
    ]),
  );
  const inPart = (part: Parameter['in']) => [...values].filter(([parameter]) => parameter.in === part);
  let path = operation.path;
  for (const [parameter, value] of inPart('path'))
    path = path.replace(`{${parameter.name}}`, encodeURIComponent(simpleText(parameter, value)));
  const query = inPart('query').flatMap(([parameter, value]) => queryParts(parameter, value));
  const headers: Record<string, string> = { authorization };
  for (const [parameter, value] of inPart('header')) headers[parameter.name.toLowerCase()] = simpleText(parameter, value);
  const cookies = inPart('cookie').map(([parameter, value]) => `${parameter.name}=${encodeURIComponent(simpleText(parameter, value))}`);
  for (const { type, declaration } of contract.securitySchemes.values()) {
    if (type !== 'apiKey') continue;
    const name = String(declaration['name']);
    if (declaration['in'] === 'query') query.push(`${encodeURIComponent(name)}=key`);
    else if (declaration['in'] === 'cookie') cookies.push(`${name}=key`);
    else headers[name.toLowerCase()] ??= 'key';
  }
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const target = query.length === 0 ? path : `${path}?${query.join('&')}`;
  const body = bodyOf(contract, operation, attempt);
  if (!body) return { method: operation.method, path: target, headers };
  return { method: operation.method, path: target, headers: { ...headers, 'content-type': body.mediaType }, body: body.bytes };
}

function bodyOf(
  contract: Contract,
  { requestBody }: HttpOperation,
  attempt: Attempt,
): { readonly mediaType: string; readonly bytes: Buffer } | undefined {
  if (!requestBody?.required) return undefined;
  const media = requestBody.content.find(({ mediaType }) => isJson(mediaType)) ?? requestBody.content[0];
  if (!media) return undefined;
  const mediaType = concreteType(media.mediaType);
  const example = attempt === 'example' ? media.examples[0]?.value : undefined;
  const value = example ?? sampleValue(contract, media.schema, 'body', attempt === 'example' ? 'required' : attempt);
  const written = writeBody(contract, media.schema, mediaType, value, media.encoding) ?? 'x';
  return { mediaType, bytes: Buffer.from(written) };
}
