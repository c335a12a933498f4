import { allOperations, childPointer, type Contract, type Operation, operationsNamed } from '../../contract/index.ts';
import { canonicalJson } from '../fingerprint.ts';
import { mayBeSameType } from '../operations/media-types.ts';
import type { OperationUse } from './consumer-use.ts';
import { declaredField, type DeclaredField, listedValues } from './declared-fields.ts';
import { isSameStatus } from './is-same-status.ts';
import { type MessageParts, messageParts } from './message-parts.ts';

/** Something that a consumer says it uses and that a contract does not declare. */
export interface UndeclaredUse {
  readonly kind: 'operation' | 'field' | 'status' | 'media type' | 'message' | 'value';
  readonly name: string;
  /** JSON pointer into the use: `/operation`, `/reads/1`, `/values/~1status/0`. */
  readonly pointer: string;
  /** What is declared in its stead. */
  readonly known: readonly string[];
}

/**
 * What of a use a contract does not declare. An undeclared 4xx or 5xx is no fault: any server may answer one (RFC 9110 §15). Neither is a
 * field of an object that says nothing of its members.
 */
export function undeclaredUses(contract: Contract, use: OperationUse): readonly UndeclaredUse[] {
  const operations = operationsNamed(contract, use.operation);
  if (operations.length === 0) {
    const known = allOperations(contract).flatMap(({ key, operationId }) => operationId ?? key);
    return [{ kind: 'operation', name: use.operation, pointer: '/operation', known }];
  }
  const parts = operations.map(messageParts);
  const [sends, reads] = [parts.map((each) => each.sends), parts.map((each) => each.reads)];
  const listed = (kind: UndeclaredUse['kind'], key: 'statuses' | 'mediaTypes' | 'messages', known: readonly string[], fits: Fits) =>
    (use[key] ?? []).flatMap((name, index): readonly UndeclaredUse[] =>
      known.some((one) => fits(name, one)) ? [] : [{ kind, name, pointer: `/${key}/${index}`, known }],
    );
  const fields = (key: 'sends' | 'reads', side: readonly MessageParts[]) =>
    (use[key] ?? []).flatMap((name, index) => undeclaredField(contract, side, name, `/${key}/${index}`));
  return [
    ...fields('sends', sends),
    ...fields('reads', reads),
    ...listed('status', 'statuses', statusesOf(operations), isSameStatus).filter(({ name }) => !/^[45]/.test(name)),
    ...listed('media type', 'mediaTypes', mediaTypesOf(operations), mayBeSameType),
    ...listed('message', 'messages', messagesOf(operations), (one, other) => one === other),
    ...Object.entries(use.values ?? {}).flatMap(([field, values]) =>
      undeclaredValues(contract, [...sends, ...reads], field, values, childPointer('/values', field)),
    ),
  ];
}

type Fits = (used: string, declared: string) => boolean;

/** What is said of a field in any of the messages that go one way. */
function lookUp(contract: Contract, side: readonly MessageParts[], field: string): readonly DeclaredField[] {
  if (field.startsWith('/')) return side.map(({ bodies }) => declaredField(contract, bodies, field));
  const [name = '', ...below] = field.split('/');
  const isHeader = name.startsWith('header:');
  const isNamed = (other: string) => other === name || (isHeader && other.toLowerCase() === name.toLowerCase());
  return side.map(({ named, headers }) => {
    const schemas = named.filter((one) => isNamed(one.field)).map(({ schema }) => schema);
    if (schemas.length > 0) return { schemas };
    const known = named.map((one) => one.field);
    if (!isHeader || headers.length === 0) return { isUndeclared: true, known };
    const inHeaders = declaredField(contract, headers, `/${[name.slice('header:'.length), ...below].join('/')}`);
    if (!('isUndeclared' in inHeaders)) return inHeaders;
    return { isUndeclared: true, known: [...known, ...inHeaders.known.map((pointer) => `header:${pointer.slice(1)}`)] };
  });
}

function undeclaredField(contract: Contract, side: readonly MessageParts[], name: string, pointer: string): readonly UndeclaredUse[] {
  const found = lookUp(contract, side, name);
  if (found.some((one) => !('isUndeclared' in one))) return [];
  return [{ kind: 'field', name, pointer, known: [...new Set(found.flatMap((one) => ('known' in one ? one.known : [])))] }];
}

function undeclaredValues(
  contract: Contract,
  side: readonly MessageParts[],
  field: string,
  values: readonly unknown[],
  pointer: string,
): readonly UndeclaredUse[] {
  const missing = undeclaredField(contract, side, field, pointer);
  if (missing.length > 0) return missing;
  const schemas = lookUp(contract, side, field).flatMap((one) => ('schemas' in one ? one.schemas : []));
  const listed = listedValues(contract, schemas);
  if (listed === undefined) return [];
  const known = new Set(listed.map(canonicalJson));
  return values.flatMap((value, index) =>
    known.has(canonicalJson(value))
      ? []
      : [{ kind: 'value', name: show(value), pointer: `${pointer}/${index}`, known: listed.map(show) } as const],
  );
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function statusesOf(operations: readonly Operation[]): readonly string[] {
  return operations.flatMap((operation) => (operation.kind === 'http' ? operation.responses.map(({ status }) => status) : []));
}

function mediaTypesOf(operations: readonly Operation[]): readonly string[] {
  return operations.flatMap((operation) =>
    operation.kind === 'http'
      ? [...(operation.requestBody?.content ?? []), ...operation.responses.flatMap(({ content }) => content)].map(
          ({ mediaType }) => mediaType,
        )
      : [...operation.messages, ...(operation.reply?.messages ?? [])].map(({ contentType }) => contentType),
  );
}

function messagesOf(operations: readonly Operation[]): readonly string[] {
  return operations.flatMap((operation) =>
    operation.kind === 'event' ? [...operation.messages, ...(operation.reply?.messages ?? [])].map(({ name }) => name) : [],
  );
}
