import { STATUS_CODES } from 'node:http';
import type { Contract, HttpOperation, MediaType, Parameter, Response, Schema } from '../../registry/contract/index.ts';
import { isTransient } from '../runtime/retry-policy.ts';
import { camelCase, literal, memberName, pascalCase } from './identifiers.ts';
import { writeDoc } from './write-doc.ts';
import type { TypeWriter } from './write-type.ts';

/** The parts of a client that one operation gives. */
export interface WrittenOperation {
  readonly types: string;
  /** Member of the client's interface. */
  readonly signature: string;
  /** Member of the object that implements it. */
  readonly implementation: string;
}

/** Headers that the runtime sends by itself. */
const RUNTIME_HEADERS = new Set(['accept', 'content-type', 'authorization', 'traceparent']);

/** Registered statuses that come back as values: a caller outlasts the transient ones or throws. */
const STATUSES = Object.keys(STATUS_CODES)
  .map(Number)
  .filter((status) => status >= 200 && !isTransient(status));

/** The name that an operation's types begin with: its operationId, else method and path. */
export function operationTypeName(operation: HttpOperation): string {
  return pascalCase(operation.operationId ?? `${operation.method.toLowerCase()} ${operation.path}`);
}

/** Writes the types and the function of an HTTP operation under a name in PascalCase. */
export function writeHttpOperation(contract: Contract, operation: HttpOperation, name: string, types: TypeWriter): WrittenOperation {
  const id = operation.operationId ?? operation.key;
  const request = writeRequest(contract, operation, types);
  const answers = writeAnswers(contract, operation, types);
  const doc = writeDoc(
    [operation.summary, operation.description]
      .filter((text) => text !== undefined)
      .map(sentence)
      .join(' '),
    2,
  );
  const optional = request.optional ? '?' : '';
  return {
    types: `/** What ${camelCase(name)} takes. */\nexport interface ${name}Request extends CallControl {\n${request.members}}\n\n/** What ${camelCase(name)} answers, by status. */\nexport type ${name}Answer =\n${answers};\n`,
    signature: `${doc}  ${camelCase(name)}(request${optional}: ${name}Request): Promise<${name}Answer>;\n`,
    implementation: `    ${camelCase(name)}: (request) => caller.call(${literal(id)}, request) as Promise<${name}Answer>,\n`,
  };
}

/** Schemas that the types of an operation are made of. */
export function httpSchemas(operation: HttpOperation): readonly Schema[] {
  const media = [...(operation.requestBody?.content ?? []), ...operation.responses.flatMap(({ content }) => content)];
  return [...operation.parameters, ...media].map(({ schema }) => schema);
}

function writeRequest(
  contract: Contract,
  operation: HttpOperation,
  types: TypeWriter,
): { readonly members: string; readonly optional: boolean } {
  const inPlace = (place: Parameter['in']): readonly Parameter[] => operation.parameters.filter((parameter) => parameter.in === place);
  const key = inPlace('header').find(({ name }) => name.toLowerCase() === 'idempotency-key');
  const headers = inPlace('header').filter((parameter) => parameter !== key && !RUNTIME_HEADERS.has(parameter.name.toLowerCase()));
  const groups = [
    ['path', inPlace('path')],
    ['query', inPlace('query')],
    ['headers', headers],
  ] as const;
  let members = '';
  let optional = true;
  for (const [group, parameters] of groups) {
    if (parameters.length === 0) continue;
    const required = parameters.some((parameter) => parameter.required);
    if (required) optional = false;
    const written = parameters.map((parameter) => {
      const undefinedToo = parameter.required ? '' : ' | undefined';
      const doc = writeDoc(descriptionOf(contract, parameter), 4);
      return `${doc}    readonly ${memberName(parameter.name)}${parameter.required ? '' : '?'}: ${types.type(parameter.schema, 4)}${undefinedToo};\n`;
    });
    members += `  readonly ${group}${required ? '' : '?'}: {\n${written.join('')}  };\n`;
  }
  const body = operation.requestBody;
  if (body && body.content.length > 0) {
    if (body.required) optional = false;
    const written = [...new Set(body.content.map((media) => bodyType(contract, media, types, 'readOnly')))].join(' | ');
    members += `  readonly body${body.required ? '' : '?'}: ${written};\n`;
    if (body.content.length > 1)
      members += `  readonly mediaType?: ${body.content.map(({ mediaType }) => literal(mediaType)).join(' | ')};\n`;
  }
  if (key) {
    if (key.required) optional = false;
    members += `${writeDoc(descriptionOf(contract, key), 2)}  readonly idempotencyKey${key.required ? '' : '?'}: string;\n`;
  }
  return { members, optional };
}

function writeAnswers(contract: Contract, operation: HttpOperation, types: TypeWriter): string {
  const exact = new Set(operation.responses.map(({ status }) => status));
  const rank = ({ status }: Response): number => (status === 'default' ? 2 : status.endsWith('XX') ? 1 : 0);
  const taken = new Set<number>();
  const statusesByBody = new Map<string, number[]>();
  for (const response of operation.responses.toSorted((left, right) => rank(left) - rank(right))) {
    const statuses = statusesOf(response).filter(
      (status) => !isTransient(status) && !taken.has(status) && (rank(response) === 0 || !exact.has(String(status))),
    );
    if (statuses.length === 0) continue;
    for (const status of statuses) taken.add(status);
    const bodies = [...new Set(response.content.map((media) => bodyType(contract, media, types, 'writeOnly')))];
    const body = bodies.length === 0 ? 'undefined' : bodies.join(' | ');
    statusesByBody.set(body, [...(statusesByBody.get(body) ?? []), ...statuses]);
  }
  const lines = [...statusesByBody].map(([body, statuses]) => {
    const status = statuses.toSorted((left, right) => left - right).join(' | ');
    return `  | { readonly status: ${status}; readonly headers: Readonly<Record<string, string>>; readonly body: ${body} }`;
  });
  return lines.length === 0 ? '  never' : lines.join('\n');
}

function statusesOf({ status }: Response): readonly number[] {
  if (status === 'default') return STATUSES;
  return status.endsWith('XX') ? STATUSES.filter((code) => String(code).startsWith(status.charAt(0))) : [Number(status)];
}

/** The type of a body: what the schema says, less the members that do not travel this way; bytes where the media type is no text. */
function bodyType(contract: Contract, media: MediaType, types: TypeWriter, absent: 'readOnly' | 'writeOnly'): string {
  const json = /^(application\/json|[^/]+\/[^/]+\+json|\*\/\*|application\/\*)/.test(media.mediaType);
  if (!json && !/^(application\/x-www-form-urlencoded|multipart\/)/.test(media.mediaType)) {
    return media.mediaType.startsWith('text/') ? 'string' : 'Uint8Array | string';
  }
  const type = types.type(media.schema, 2);
  const names = requiredWith(contract, media.schema, absent);
  return names.length === 0 ? type : `Omit<${type}, ${names.map(literal).join(' | ')}>`;
}

/** Names of required members at the top of a schema that carry the annotation. */
function requiredWith(contract: Contract, schema: Schema, annotation: 'readOnly' | 'writeOnly', depth = 0): readonly string[] {
  if (typeof schema !== 'object' || depth > 8) return [];
  const target = schema.$ref === undefined ? undefined : contract.schemas.get(schema.$ref)?.schema;
  const below = [...((schema['allOf'] ?? []) as Schema[]), ...(target === undefined ? [] : [target])];
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  const required = ((schema['required'] ?? []) as string[]).filter((name) => carries(contract, properties[name], annotation));
  return [...new Set([...required, ...below.flatMap((branch) => requiredWith(contract, branch, annotation, depth + 1))])];
}

function carries(contract: Contract, schema: Schema | undefined, annotation: string, depth = 0): boolean {
  if (typeof schema !== 'object' || depth > 8) return false;
  if (schema[annotation] === true) return true;
  return schema.$ref !== undefined && carries(contract, contract.schemas.get(schema.$ref)?.schema, annotation, depth + 1);
}

function descriptionOf(contract: Contract, { schema }: Parameter): string | undefined {
  const target = typeof schema === 'object' && schema.$ref !== undefined ? contract.schemas.get(schema.$ref)?.schema : schema;
  const text = typeof target === 'object' ? target['description'] : undefined;
  return typeof text === 'string' ? text : undefined;
}

function sentence(text: string): string {
  return /[.!?]\s*$/.test(text) ? text : `${text}.`;
}
