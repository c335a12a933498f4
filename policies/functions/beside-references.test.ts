import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../registry/workspace/index.ts';
import { lintDocument } from '../engine/lint-document.ts';

/** Schemas that say something beside a `$ref`, and the rule that it breaks. */
const SCHEMAS: readonly (readonly [rule: string, schema: string])[] = [
  ['name-property-camel', `{ $ref: '#/components/schemas/Base', properties: { Bad_Name: { type: string } } }`],
  ['money-not-number', `{ $ref: '#/components/schemas/Base', properties: { totalAmount: { type: number } } }`],
  ['money-not-number', `{ type: object, properties: { unitPrice: { $ref: '#/components/schemas/Any', type: number } } }`],
  ['money-not-number', `{ type: object, properties: { fees: { $ref: '#/components/schemas/Any', anyOf: [{ type: integer }] } } }`],
  ['money-object', `{ type: object, properties: { totalAmount: { $ref: '#/components/schemas/Any', type: string } } }`],
  ['date-formats', `{ type: object, properties: { dueDate: { $ref: '#/components/schemas/Any', type: string, format: time } } }`],
  ['phi-field-classified', `{ $ref: '#/components/schemas/Base', properties: { patientName: { type: string } } }`],
  ['phi-field-classified', `{ $ref: '#/components/schemas/Any', x-data-classification: Z }`],
  ['phi-no-real-identifiers', `{ $ref: '#/components/schemas/Any', examples: ['maria.lopez@stmarys.org'] }`],
  ['page-array-bounded', `{ $ref: '#/components/schemas/Any', type: array, items: { type: string } }`],
  ['name-enum-upper-snake', `{ $ref: '#/components/schemas/Any', enum: [open, closed] }`],
  [
    'ref-canonical',
    `{ type: object, properties: { payer: { $ref: '#/components/schemas/Any', properties: { name: { type: string } } } } }`,
  ],
  ['example-valid', `{ $ref: '#/components/schemas/Base', maxLength: 2, default: abc }`],
];

async function rulesThatFind(version: string, schema: string): Promise<readonly string[]> {
  const text = `openapi: ${version}
info: { title: Things, version: 1.0.0 }
paths: { /things: { get: { responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } } } } }
components:
  schemas:
    Any: {}
    Base: { type: [object, string] }
    Thing:
      ${schema}
`;
  const document = version.startsWith('3.0') ? text.replace('type: [object, string]', 'description: Any.') : text;
  const findings = await lintDocument({ tree: memoryTree({ 'openapi.yaml': document }), path: 'openapi.yaml', criticality: 0 });
  return findings.filter(({ place }) => place.line! > 7).map(({ ruleId }) => ruleId);
}

describe('what stands beside a $ref', () => {
  it.each(SCHEMAS)('is held to %s since OpenAPI 3.1: %s', async (rule, schema) => {
    expect(await rulesThatFind('3.1.0', schema)).toContain(rule);
    expect(await rulesThatFind('3.2.0', schema)).toContain(rule);
    expect(await rulesThatFind('3.0.3', schema)).not.toContain(rule);
  });

  it('may classify or bound what is referred to', async () => {
    const classified = `{ type: object, properties: { patientName: { $ref: '#/components/schemas/Any', x-data-classification: P } } }`;
    expect(await rulesThatFind('3.1.0', classified)).not.toContain('phi-field-classified');
    expect(await rulesThatFind('3.0.3', classified)).toContain('phi-field-classified');
    const described = `{ type: array, maxItems: 5, items: { $ref: '#/components/schemas/Base', description: One. } }`;
    expect(await rulesThatFind('3.1.0', described)).not.toContain('page-array-bounded');
  });

  it('of a path item is held to the rules of operations', async () => {
    const text = `openapi: 3.0.3
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    $ref: '#/components/x-items/Things'
    post: { operationId: Create_thing, responses: {} }
components:
  x-items:
    Things: { get: { operationId: List_things, responses: {} } }
`;
    const findings = await lintDocument({ tree: memoryTree({ 'openapi.yaml': text }), path: 'openapi.yaml', criticality: 0 });
    expect(findings.filter(({ ruleId }) => ruleId === 'name-operation-id').map(({ place }) => place.line)).toEqual([6, 9]);
  });
});
