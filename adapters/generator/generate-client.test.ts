import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderTree, readContract } from '../../registry/contract/index.ts';
import type { FileTree } from '../../registry/contract/index.ts';
import { generateClient } from './generate-client.ts';
import { SHIPPED_CLIENTS } from './shipped-clients.ts';

const root = join(import.meta.dirname, '..', '..');

describe('generateClient', () => {
  it.each(SHIPPED_CLIENTS)('gives what is committed for $contractId, byte for byte', async ({ contractId, document, file }) => {
    const contract = await readContract(folderTree(root), document);
    const generated = generateClient(contract, { name: contractId });
    expect(generated, 'run node adapters/generator/write-shipped-clients.ts').toBe(await readFile(join(root, file), 'utf8'));
  });

  it('writes unions, nullable, recursion, odd names, tuples, maps and what is read-only', async () => {
    const contract = await readContract(tree(ODD), 'odd.yaml');
    expect(generateClient(contract, { name: 'odd-one', runtime: '#runtime' })).toMatchSnapshot();
  });
});

function tree(text: string): FileTree {
  return {
    label: '',
    read: async (path) => (path === 'odd.yaml' ? new TextEncoder().encode(text) : undefined),
    list: async () => ['odd.yaml'],
  };
}

const ODD = `
openapi: 3.1.0
info: { title: Odd, version: 1.0.0 }
paths:
  /nodes/{node-id}:
    post:
      summary: Takes a node
      description: Ends a comment early with */ if it can.
      parameters:
        - { name: node-id, in: path, required: true, schema: { type: string } }
        - { name: tags, in: query, schema: { type: array, items: { enum: [a, b] } } }
        - { name: traceparent, in: header, schema: { type: string } }
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Node' } } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Node' } } } }
        '204': { description: nothing }
        '429': { description: too many }
        4XX: { description: no, content: { application/json: { schema: { $ref: '#/components/schemas/node' } } } }
  /upload:
    put:
      operationId: upload
      requestBody: { required: true, content: { application/octet-stream: {} } }
      responses: { default: { description: any, content: { text/plain: { schema: { type: string } } } } }
components:
  schemas:
    Node:
      type: object
      required: [id, 'odd name', children]
      properties:
        id: { type: integer, readOnly: true, description: Given by the system. }
        'odd name': { type: [string, 'null'] }
        children: { type: array, items: { $ref: '#/components/schemas/Node' } }
        shape: { oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }] }
        pair: { type: array, prefixItems: [{ type: string }, { type: number }], minItems: 1, items: false }
        labels: { type: object, additionalProperties: { type: string } }
        quoted: { const: "it's" }
        anything: true
    node: { type: object, properties: { message: { type: string } }, additionalProperties: { type: number } }
    Circle: { type: object, required: [kind, radius], properties: { kind: { const: circle }, radius: { type: number } } }
    Square: { allOf: [{ type: object, properties: { kind: { const: square }, side: { type: number } } }, { type: object, required: [kind, side] }] }
`;
