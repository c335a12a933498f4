import type { Answer } from '../answers/answer.ts';
import { completeResource } from '../answers/complete-resource.ts';
import { pickMembers } from '../answers/own-members.ts';
import { sampleValue } from '../answers/sample-value.ts';
import { isObject, resolveSchema, shapeOf } from '../answers/schema-shape.ts';
import { declaredHeaders, statelessAnswers } from '../answers/stateless-answers.ts';
import { isJson, successResponse } from '../answers/success-response.ts';
import { idCandidates } from './make-id.ts';
import { seedOf } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { formatInstant } from './virtual-clock.ts';

/**
 * An answer that looks at no resource: examples of the contract, or generated values. A POST that makes something (201 or 202) of which the contract has no
 * example is answered with what it sent, under an id of its own.
 */
export function answerWithoutState(mock: MockState, request: AcceptedRequest): Outcome {
  const { operation, media, parameters } = request;
  const seed = `${seedOf(mock, request)} ${operation.key}`;
  const candidates = statelessAnswers(mock.compiled.contract, operation, media, seed, parameters.path);
  if (makesSomething(request)) {
    const sequence = mock.store.nextSequence();
    return { kind: 'answer', candidates: madeAnswers(mock, request, sequence, candidates), commit: () => void mock.session.clock.tick() };
  }
  const isSame = media?.declared.examples.length === 1 || operation.parameters.every((parameter) => parameter.in !== 'path');
  return {
    kind: 'answer',
    candidates,
    key: `${seed}\n${media?.concrete}${isSame ? '' : `\n${JSON.stringify(parameters.path)}`}`,
  };
}

function makesSomething({ operation, media, body }: AcceptedRequest): boolean {
  const status = successResponse(operation)?.status;
  if (operation.method !== 'POST' || (status !== 201 && status !== 202) || !media || !isJson(media.concrete)) return false;
  return media.declared.examples.length === 0 && (body === undefined || isObject(body));
}

function* madeAnswers(mock: MockState, request: AcceptedRequest, sequence: number, otherwise: Iterable<Answer>): Generator<Answer> {
  const { contract } = mock.compiled;
  const { operation, media, body } = request;
  const success = successResponse(operation);
  const schema = media?.declared.schema ?? true;
  const { properties } = shapeOf(contract, schema);
  const seed = `${seedOf(mock, request)} ${operation.key} ${sequence}`;
  const sample = sampleValue(contract, schema, seed, 'full');
  if (success && media && properties.size > 0 && isObject(sample)) {
    const instantMs = mock.session.clock.now();
    const sent = pickMembers(body, (name) => properties.has(name));
    const own: Record<string, unknown> = {};
    for (const [name, property] of properties) {
      const resolved = resolveSchema(contract, property);
      const format = typeof resolved === 'object' ? resolved['format'] : undefined;
      if (name === 'id') own[name] = idCandidates(contract, name, property, { sequence, instantMs, seed }).next().value;
      else if (MADE_INSTANT.test(name) && format === 'date-time') own[name] = formatInstant(instantMs);
    }
    const value = { ...sample, ...completeResource(contract, schema, { ...own, ...sent }, { sequence, instantMs, seed }) };
    yield { status: success.status, headers: declaredHeaders(contract, operation, success.status, seed), mediaType: media.concrete, value };
  }
  yield* otherwise;
}

const MADE_INSTANT = /^(created|updated|modified)_?(at|on|date|time)?$/i;
