import { memoryTree, readContract, type Contract, type Schema } from '../../contract/index.ts';

/** Reads models as the components of an OpenAPI document whose one operation takes the first and answers with it. */
export function contractOfModels(models: readonly Schema[], version: '3.0.3' | '3.1.0'): Promise<Contract> {
  const write = version === '3.0.3' ? (schema: unknown) => inOldWords(written(schema)) : written;
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } };
  const post = { operationId: 'post', requestBody: { required: true, content }, responses: { 200: { description: 'ok', content } } };
  const schemas = Object.fromEntries(models.map((model, index) => [`S${index}`, write(model)]));
  const document = {
    openapi: version,
    info: { title: 'Things', version: '1.0.0' },
    paths: { '/things': { post } },
    components: { schemas },
  };
  return readContract(memoryTree({ 'openapi.json': document }), 'openapi.json');
}

/** With references into the document, mappings included. */
function written(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(written);
  if (typeof schema === 'string' && /^schema:\d+$/.test(schema)) return `#/components/schemas/S${schema.slice('schema:'.length)}`;
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, written(value)]));
}

/** In the words of OpenAPI 3.0: `nullable`, and flags for exclusive limits. */
function inOldWords(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(inOldWords);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, inOldWords(value)])) as Record<string, unknown>;
  const { type } = copy;
  if (Array.isArray(type) && type.length === 2 && type[1] === 'null') Object.assign(copy, { type: type[0] as unknown, nullable: true });
  for (const [flag, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof copy[flag] === 'number') Object.assign(copy, { [limit]: copy[flag], [flag]: true });
  }
  return copy;
}
