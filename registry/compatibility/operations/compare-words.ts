import type { EventOperation, Example, HttpOperation, MediaType, Parameter } from '../../contract/index.ts';
import { equalJson } from '../equal-json.ts';
import { canonicalJson } from '../fingerprint.ts';
import type { Comparing } from './comparing.ts';

/** Notes when an operation is described otherwise: texts, tags, names, examples and extensions, which stand nowhere on the wire. */
export function compareWords<Operation extends HttpOperation | EventOperation>(
  comparing: Comparing,
  base: Operation,
  head: Operation,
): void {
  if (!comparing.isDescribedAnew() && !equalJson(wordsOf(base), wordsOf(head))) comparing.describeAnew();
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

/** Each part by what it is known by, so that the order in which they are written says nothing. */
function httpWords({ path, parameters, requestBody, responses }: HttpOperation): unknown {
  const inPath = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  const keyOf = ({ in: place, name }: Parameter) => `${place} ${place === 'path' ? inPath.indexOf(name) : name}`;
  return [
    Object.fromEntries(parameters.map((parameter) => [keyOf(parameter), partWords(parameter)])),
    requestBody === undefined ? null : [requestBody.description ?? null, contentWords(requestBody.content)],
    responses
      .map(({ status, description, content, headers }) => [
        status,
        description,
        contentWords(content),
        Object.fromEntries(headers.map((header) => [header.name.toLowerCase(), partWords(header)])),
      ])
      .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  ];
}

function contentWords(content: readonly MediaType[]): unknown {
  return Object.fromEntries(content.map(({ mediaType, examples }) => [mediaType, exampleValues(examples)]));
}

function partWords({ description, examples }: Parameter): unknown {
  return [description ?? null, exampleValues(examples)];
}

function exampleValues(examples: readonly Example[]): unknown {
  return examples.map(({ value }) => canonicalJson(value ?? null)).toSorted();
}

function eventWords({ messages }: EventOperation): unknown {
  return messages.map(({ name, title, examples, extensions }) => [
    name,
    title ?? null,
    examples.map(({ headers, payload }) => [headers ?? null, payload ?? null]),
    extensions,
  ]);
}
