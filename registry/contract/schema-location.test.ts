import { expect, test } from 'vitest';
import { formatPlace } from '../../errors.ts';
import { readContract } from './read-contract.ts';
import { sourceOf } from './schema-location.ts';
import { slotSchema } from './testing/contract-of.ts';
import { memoryTree } from './load/memory-tree.ts';

const api = `openapi: 3.0.3
info: { title: t, version: '1' }
paths:
  /x:
    get:
      responses:
        200:
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  plain: { type: string }
                  changed: { type: string, nullable: true }
                  elsewhere: { $ref: parts/lib.yaml#/Amount }
                  either:
                    oneOf: [{ $ref: '#/components/schemas/A' }]
                    discriminator: { propertyName: kind }
components:
  schemas:
    A: { type: object }
`;
const lib = 'Amount:\n  type: string\n  nullable: true\n';

test('every schema object, changed or not, has the place where it was declared', async () => {
  const contract = await readContract(memoryTree({ 'api.yaml': api, 'parts/lib.yaml': lib }, 'v1:'), 'api.yaml');
  const placeOf = (schema: object) => formatPlace(contract.locate(sourceOf(schema)!));
  const root = slotSchema(contract) as { readonly properties: Readonly<Record<string, Record<string, unknown>>> };
  const { plain, changed, elsewhere, either } = root.properties;
  expect([root, plain!, changed!, elsewhere!].map(placeOf)).toEqual([
    'v1:api.yaml:11:15',
    'v1:api.yaml:14:19',
    'v1:api.yaml:15:19',
    'v1:api.yaml:16:19',
  ]);
  const target = contract.schemas.get(elsewhere!['$ref'] as 'schema:0')!;
  expect(placeOf(target.schema as object)).toBe('v1:parts/lib.yaml:1:1');
  const [tagged] = either!['oneOf'] as readonly { readonly allOf: readonly [object, { readonly properties: { readonly kind: object } }] }[];
  expect(placeOf(tagged!)).toBe('v1:api.yaml:18:29');
  expect([tagged!.allOf[1], tagged!.allOf[1].properties.kind].map(placeOf)).toEqual(['v1:api.yaml:19:21', 'v1:api.yaml:19:21']);
});

test('an object of no contract has none', () => expect(sourceOf({})).toBeUndefined());
