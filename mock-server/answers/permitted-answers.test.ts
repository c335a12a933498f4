import { describe, expect, it } from 'vitest';
import type { HttpOperation } from '../../registry/contract/index.ts';
import { permitAnswer } from '../http/permit-answer.ts';
import { compileText } from '../testing/serve.ts';
import { borrowedSamples } from './borrowed-samples.ts';
import { selfContained } from './self-contained-schema.ts';
import { documentedAnswers } from './stateless-answers.ts';

async function contractWith(schema: unknown, example?: unknown) {
  const content = { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
  const Node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' }, n: { type: 'integer' } } };
  const compiled = await compileText(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Answers', version: '1' },
      paths: { '/x': { get: { operationId: 'x', responses: { 200: { description: 'x', content } } } } },
      components: { schemas: { Node } },
    }),
  );
  const operation = compiled.operation('x') as HttpOperation;
  const response = operation.responses[0]!;
  return { compiled, operation, response, media: response.content[0]! };
}

async function answerOf(schema: unknown, example?: unknown): Promise<unknown> {
  const { compiled, operation, response, media } = await contractWith(schema, example);
  const candidates = documentedAnswers(
    compiled.contract,
    { status: 200, response },
    { declared: media, concrete: 'application/json' },
    { seed: 's' },
  );
  const written = permitAnswer(compiled, operation, candidates);
  return 'problem' in written ? written.problem : JSON.parse(String(written.body));
}

describe('the answer that is permitted', () => {
  it('is the example where that fits', async () => {
    expect(await answerOf({ type: 'object', required: ['a'] }, { a: 'seen' })).toEqual({ a: 'seen' });
  });

  it('is another candidate where the example does not fit', async () => {
    expect(await answerOf({ type: 'object', required: ['a'], properties: { a: { const: 1 } } }, { a: 2 })).toEqual({ a: 1 });
  });

  it.each<readonly [string, unknown, unknown]>([
    [
      'a pattern that looks ahead',
      { type: 'object', required: ['a'], properties: { a: { type: 'string', pattern: '^(?=x)x+$' } } },
      { a: expect.stringMatching(/^x+$/) },
    ],
    ['different items', { type: 'array', uniqueItems: true, minItems: 3, items: { enum: [1, 2, 3] } }, expect.arrayContaining([1, 2, 3])],
    [
      'what a condition asks for',
      {
        type: 'object',
        required: ['kind'],
        properties: { kind: { const: 'a' } },
        if: { properties: { kind: { const: 'a' } } },
        then: { required: ['b'], properties: { b: { type: 'integer', minimum: 3 } } },
      },
      { kind: 'a', b: expect.any(Number) },
    ],
    [
      'an optional member that cannot be',
      {
        type: 'object',
        required: ['a'],
        properties: { a: { const: 1 }, b: { allOf: [{ type: 'string', minLength: 5 }, { maxLength: 2 }] } },
      },
      { a: 1 },
    ],
  ])('has %s', async (_, schema, want) => {
    expect(await answerOf(schema)).toEqual(want);
  });

  it('is a problem where no value fits', async () => {
    expect(await answerOf({ allOf: [{ type: 'string' }, { type: 'integer' }] })).toMatchObject({ status: 500, code: 'MOCK_CANNOT_ANSWER' });
  });

  it('is a problem about the member alone that nothing fits', async () => {
    const never = { type: 'string', minLength: 5, maxLength: 2 };
    const schema = { type: 'object', required: ['a', 'n'], properties: { a: { type: 'string', pattern: '^(?=q)q+$' }, n: never } };
    const { errors } = (await answerOf(schema)) as { readonly errors: readonly { readonly pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/n']);
  });
});

describe('selfContained', () => {
  it('carries what a schema refers to, cycles too', async () => {
    const { compiled, media } = await contractWith({ $ref: '#/components/schemas/Node' });
    const whole = selfContained(compiled.contract, media.schema) as { readonly $ref: string; readonly $defs: Record<string, unknown> };
    const [name = ''] = Object.keys(whole.$defs);
    expect(whole.$ref).toBe(`#/$defs/${name}`);
    expect(whole.$defs[name]).toMatchObject({ properties: { next: { $ref: whole.$ref }, n: { type: 'integer' } } });
    expect([...borrowedSamples(compiled.contract, media.schema, 's')].length).toBeGreaterThan(2);
  });
});
