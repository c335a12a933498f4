import { describe, expect, test } from 'vitest';
import type { EventMessage } from '../../compiled-contract.ts';
import { compileDocument, summarise } from '../document-under-test.ts';

const DOCUMENT = `
asyncapi: 3.0.0
info: {title: Test, version: 1.0.0}
channels:
  claims:
    address: claims/{region}/finalised
    parameters:
      region: {enum: [eu, us]}
    messages:
      finalised:
        headers: {type: object, required: [sequence], properties: {sequence: {type: integer}, traceId: {type: string}}}
        payload: {type: object, required: [kind, amount], properties: {kind: {const: finalised}, amount: {type: string, pattern: '^\\d+\\.\\d{2}$'}}}
      voided:
        payload: {type: object, required: [kind, reason], properties: {kind: {const: voided}, reason: {type: string}, secret: {type: string, writeOnly: true}}}
      scanned:
        contentType: application/pdf
        payload: {type: string}
      anything:
        contentType: text/plain
  answers:
    address: null
    messages:
      answer: {payload: {type: object, required: [ok], properties: {ok: {type: boolean}}}}
  silent:
    address: silent
operations:
  receive:
    action: receive
    channel: {$ref: '#/channels/claims'}
    reply:
      channel: {$ref: '#/channels/answers'}
  quiet:
    action: send
    channel: {$ref: '#/channels/silent'}
`;

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const finalised = { kind: 'finalised', amount: '12.50' };

async function judge(message: EventMessage, options?: { reply: boolean }, id = 'receive'): Promise<unknown> {
  const compiled = await compileDocument(DOCUMENT);
  const operation = compiled.operation(id);
  if (operation?.kind !== 'event') throw new Error('no operation');
  const verdict = compiled.permitsMessage(operation, message, options);
  return verdict.accepted ? verdict.message.name : summarise(verdict);
}

describe('which message', () => {
  const headers = { sequence: 1 };
  test.each<[string, EventMessage, unknown]>([
    ['the first that fits', { headers, payload: { value: finalised } }, 'finalised'],
    ['another', { payload: { value: { kind: 'voided', reason: 'x' } } }, 'voided'],
    ['from bytes', { headers, payload: bytes(finalised) }, 'finalised'],
    ['by content type', { contentType: 'application/pdf', payload: bytes('x') }, 'scanned'],
    ['without a payload schema', { contentType: 'text/plain', payload: bytes('x') }, 'anything'],
    ['content type with parameters', { contentType: 'application/json; charset=utf-8', headers, payload: bytes(finalised) }, 'finalised'],
    ['the best fit is reported', { headers, payload: { value: { kind: 'finalised', amount: 'x' } } }, ['invalid-payload /amount']],
    ['the best fit is reported, by tag', { payload: { value: { kind: 'voided', amount: '1.00' } } }, ['invalid-payload']],
    ['writeOnly means nothing in events', { payload: { value: { kind: 'voided', reason: 'x', secret: 5 } } }, ['invalid-payload /secret']],
    ['a header is missing', { payload: { value: finalised } }, ['missing-header']],
    ['a header does not fit', { headers: { sequence: 'x' }, payload: { value: finalised } }, ['invalid-header /sequence']],
    ['header text is read as its type', { headers: { Sequence: '12', traceid: 'a' }, payload: { value: finalised } }, 'finalised'],
    ['an undeclared content type', { contentType: 'application/xml', payload: bytes('x') }, ['unsupported-media-type /content-type']],
    ['malformed', { headers, contentType: 'application/json', payload: new TextEncoder().encode('{"kind":') }, ['malformed-body']],
  ])('%s', async (_, message, want) => {
    expect(await judge(message)).toEqual(want);
  });
});

describe('address', () => {
  test.each<[string, string, unknown]>([
    ['fits', 'claims/eu/finalised', 'finalised'],
    ['parameter does not fit', 'claims/mars/finalised', ['invalid-parameter /region']],
    ['another address', 'claims/eu/voided', ['unknown-path']],
    ['a parameter spans no separator', 'claims/eu/x/finalised', ['unknown-path']],
  ])('%s', async (_, address, want) => {
    expect(await judge({ address, headers: { sequence: 1 }, payload: { value: finalised } })).toEqual(want);
  });
});

describe('replies', () => {
  test('fit the messages of the reply, on any address when none is declared', async () => {
    expect(await judge({ payload: { value: { ok: true } }, address: 'wherever' }, { reply: true })).toBe('answer');
    expect(await judge({ payload: { value: { ok: 1 } } }, { reply: true })).toEqual(['invalid-payload /ok']);
    expect(await judge({ payload: { value: finalised } }, { reply: true })).toEqual(['invalid-payload']);
  });

  test('are undeclared where there is no reply, as messages are where there are none', async () => {
    expect(await judge({ payload: { value: 1 } }, { reply: true }, 'quiet')).toEqual(['undeclared-message']);
    expect(await judge({ payload: { value: 1 } }, { reply: false }, 'quiet')).toEqual(['undeclared-message']);
  });
});
