import type { EventOperation, HttpOperation } from '../../contract/index.ts';
import { canonicalJson } from '../fingerprint.ts';
import type { Comparing } from './comparing.ts';

/** Notes when an operation is described otherwise: texts, tags, names, examples and extensions, which stand nowhere on the wire. */
export function compareWords<Operation extends HttpOperation | EventOperation>(
  comparing: Comparing,
  base: Operation,
  head: Operation,
): void {
  if (canonicalJson(wordsOf(base)) !== canonicalJson(wordsOf(head))) comparing.describeAnew();
}

function wordsOf(operation: HttpOperation | EventOperation): unknown {
  const { operationId, summary, description, tags, extensions } = operation;
  return [
    operationId ?? null,
    summary ?? null,
    description ?? null,
    tags,
    extensions,
    operation.kind === 'http' ? httpWords(operation) : eventWords(operation),
  ];
}

function httpWords({ parameters, requestBody, responses }: HttpOperation): unknown {
  const examples = (parts: readonly { readonly examples: readonly { readonly value: unknown }[] }[]) =>
    parts.map((part) => part.examples.map(({ value }) => value ?? null));
  return [
    examples(parameters),
    examples(requestBody?.content ?? []),
    responses.map(({ status, description, content, headers }) => [status, description, examples(content), examples(headers)]),
  ];
}

function eventWords({ messages }: EventOperation): unknown {
  return messages.map(({ name, title, examples, extensions }) => [
    name,
    title ?? null,
    examples.map(({ headers, payload }) => [headers ?? null, payload ?? null]),
    extensions,
  ]);
}
