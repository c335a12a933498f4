import { dump, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { contractDigest } from '../contract-digest.ts';
import { packagePath } from '../../../package-root.ts';
import { memoryTree, readContract } from '../../contract/index.ts';
import { openWorkspace } from '../open-workspace.ts';
import { bundleDocument } from './bundle-document.ts';

const responses = { 200: { $ref: '../shared/parts.yaml#/responses/Claim' } };
const FILES = {
  'api/openapi.yaml': dump({
    openapi: '3.1.0',
    info: { title: 'Claims', version: '1.0.0' },
    paths: {
      '/claims/{id}': {
        parameters: [{ $ref: '../shared/parts.yaml#/parameters/id' }],
        get: { responses },
      },
      '/schema': { $ref: '../shared/paths.yaml#/a~1b' },
    },
    components: { schemas: { Payer: { $ref: '../shared/payer.yaml' }, claim: { type: 'integer' } } },
  }),
  'shared/parts.yaml': dump({
    parameters: { id: { name: 'id', in: 'path', required: true, schema: { $ref: '#/schemas/Id' } } },
    responses: {
      Claim: {
        description: 'A claim',
        headers: { ETag: { $ref: '#/headers/ETag' } },
        content: { 'application/json': { schema: { $ref: 'claim.json' }, examples: { one: { $ref: '#/examples/one' } } } },
      },
    },
    headers: { ETag: { schema: { type: 'string' } } },
    schemas: { Id: { type: 'string', minLength: 1 } },
    examples: { one: { value: { $ref: 'not a reference', id: '1' } } },
  }),
  'shared/claim.json': JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://schemas.example/claim.json',
    type: 'object',
    properties: {
      id: { $ref: 'parts.yaml#/schemas/Id' },
      properties: { $ref: 'payer.yaml#/properties/name' },
      parent: { $ref: '#' },
      lines: { type: 'array', items: [{ $ref: '#/definitions/line' }] },
      const: { const: { $ref: 'data' } },
    },
    definitions: { line: { allOf: [{ $ref: 'payer.yaml' }], dependencies: { a: ['b'] } } },
  }),
  'shared/payer.yaml': dump({ type: 'object', properties: { name: { type: 'string' }, owner: { $ref: 'payer.yaml' } } }),
  'shared/paths.yaml': dump({ 'a/b': { get: { responses: { 204: { description: 'nothing' } } } } }),
};

const tree = memoryTree(FILES);

async function digestOfBundle(bundle: unknown): Promise<string> {
  return contractDigest(await readContract(memoryTree({ 'bundle.yaml': dump(bundle, { noRefs: true }) }), 'bundle.yaml'));
}

describe('bundleDocument', () => {
  it('brings in what other files hold, and means the same', async () => {
    const bundle = (await bundleDocument(tree, 'api/openapi.yaml')) as { components: Record<string, Record<string, unknown>> };
    expect(await digestOfBundle(bundle)).toBe(contractDigest(await readContract(tree, 'api/openapi.yaml')));
    expect(Object.fromEntries(Object.entries(bundle.components).map(([kind, members]) => [kind, Object.keys(members)]))).toEqual({
      schemas: ['Payer', 'claim', 'Id', 'claim-2', 'name', 'line'],
      parameters: ['id'],
      responses: ['Claim'],
      pathItems: ['a-b'],
      headers: ['ETag'],
      examples: ['one'],
    });
    expect(bundle.components['schemas']!['Payer']).toMatchObject({ properties: { owner: { $ref: '#/components/schemas/Payer' } } });
    expect(bundle.components['examples']!['one']).toEqual({ value: { $ref: 'not a reference', id: '1' } });
  });

  it('lays path items in place where OpenAPI 3.0 has no components for them', async () => {
    const files = { ...FILES, 'api/openapi.yaml': FILES['api/openapi.yaml'].replace('3.1.0', '3.0.3') };
    const bundle = (await bundleDocument(memoryTree(files), 'api/openapi.yaml')) as { paths: Record<string, object> };
    expect(bundle.paths['/schema']).toEqual({ get: { responses: { 204: { description: 'nothing' } } } });
  });

  it('bundles AsyncAPI', async () => {
    const files = {
      'events.yaml': dump({
        asyncapi: '3.0.0',
        info: { title: 'Events', version: '1.0.0' },
        channels: { messages: { address: 'claims', messages: { paid: { $ref: 'messages.yaml#/paid' } } } },
        operations: {
          sendPaid: { action: 'send', channel: { $ref: '#/channels/messages' }, messages: [{ $ref: '#/channels/messages/messages/paid' }] },
        },
      }),
      'messages.yaml': dump({ paid: { headers: { $ref: 'schemas.yaml#/headers' }, payload: { $ref: 'schemas.yaml#/payload' } } }),
      'schemas.yaml': dump({ headers: { type: 'object' }, payload: { type: 'object', properties: { id: { type: 'string' } } } }),
    };
    const bundle = await bundleDocument(memoryTree(files), 'events.yaml');
    expect(await digestOfBundle(bundle)).toBe(contractDigest(await readContract(memoryTree(files), 'events.yaml')));
    expect(JSON.stringify(bundle)).not.toContain('.yaml');
  });

  it('leaves a document alone that refers to no other file', async () => {
    const text = FILES['shared/payer.yaml'].replace('payer.yaml', '#');
    expect(await bundleDocument(memoryTree({ 'a.yaml': text }), 'a.yaml')).toEqual(load(text));
  });
});

describe('the shipped contracts', async () => {
  const workspace = await openWorkspace(packagePath());
  it.each(workspace.contracts.map((contract) => [contract.id, contract] as const))(
    '%s means the same when bundled',
    async (_id, contract) => {
      const bundle = await bundleDocument(workspace.tree, contract.document);
      expect(JSON.stringify(bundle)).not.toMatch(/"\$ref":"[^#]/);
      expect(await digestOfBundle(bundle)).toBe(contractDigest(await contract.read()));
    },
  );
});
