const RESOURCES = ['suppliers', 'purchase-orders', 'invoices'] as const;
const REFERENCES = ['cost-centers', 'price-lists'] as const;

const ADDRESS = {
  type: 'object',
  required: ['street', 'city', 'country'],
  properties: {
    street: { type: 'string', maxLength: 80 },
    city: { type: 'string', maxLength: 40 },
    country: { type: 'string', pattern: '^[A-Z]{2}$' },
  },
};
const AMOUNT = { type: 'string', pattern: String.raw`^-?\d{1,12}\.\d{2}$` };
const LINE = {
  type: 'object',
  required: ['item', 'quantity', 'price'],
  properties: { item: { type: 'string' }, quantity: { type: 'integer', minimum: 1 }, price: AMOUNT },
};

/** The schema of every resource, as it is sent. */
export const DRAFT_SCHEMA = {
  type: 'object',
  required: ['name', 'currency', 'total', 'address', 'lines'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 80 },
    currency: { type: 'string', enum: ['USD', 'EUR', 'CHF'] },
    total: AMOUNT,
    due: { type: 'string', format: 'date' },
    address: ADDRESS,
    lines: { type: 'array', maxItems: 50, items: LINE },
  },
};

/** A body that fits it. */
export const DRAFT = {
  name: 'Cascade Surgical',
  currency: 'USD',
  total: '1364.87',
  due: '2026-03-01',
  address: { street: '4 Harbor Way', city: 'Portland', country: 'US' },
  lines: [
    { item: 'GLV-100', quantity: 40, price: '12.50' },
    { item: 'SYR-220', quantity: 12, price: '72.07' },
  ],
};

/** A resource as it is answered. */
export const EXAMPLE = { id: 'A-1', ...DRAFT };

/**
 * OpenAPI 3.0 description of an ERP with 16 operations: three resources, each listed, created, read and deleted, and two
 * that are only read. No security: its cost is no peer's. `times` as many operations have further resources like these, `suppliers-2` and so on.
 */
export function erpDescription(times = 1): object {
  const numbered = (names: readonly string[]): readonly string[] =>
    Array.from({ length: times }, (_, index) => names.map((name) => (index === 0 ? name : `${name}-${index + 1}`))).flat();
  const content = (schema: object, example: unknown) => ({ 'application/json': { schema, example } });
  const problem = { description: 'Refused', content: { 'application/json': { schema: { type: 'object' } } } };
  const resource = { $ref: '#/components/schemas/Resource' };
  const item = {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 40 } }],
    get: { responses: { 200: { description: 'The resource', content: content(resource, EXAMPLE) }, 404: problem } },
    delete: { responses: { 204: { description: 'Gone' }, 404: problem } },
  };
  const collection = {
    get: {
      parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 500 } }],
      responses: { 200: { description: 'A page', content: content({ type: 'array', items: resource }, [EXAMPLE]) } },
    },
    post: {
      requestBody: { required: true, content: content({ $ref: '#/components/schemas/Draft' }, DRAFT) },
      responses: { 201: { description: 'Created', content: content(resource, EXAMPLE) }, 422: problem },
    },
  };
  return {
    openapi: '3.0.3',
    info: { title: 'ERP', version: '1.0.0' },
    paths: Object.fromEntries([
      ...numbered(RESOURCES).flatMap((name) => [
        [`/${name}`, named(collection, name)],
        [`/${name}/{id}`, named(item, name)],
      ]),
      ...numbered(REFERENCES).flatMap((name) => [
        [`/${name}`, named(readOnly(collection), name)],
        [`/${name}/{id}`, named(readOnly(item), `${name}-item`)],
      ]),
    ]),
    components: {
      schemas: {
        Draft: DRAFT_SCHEMA,
        Resource: {
          ...DRAFT_SCHEMA,
          required: ['id', ...DRAFT_SCHEMA.required],
          properties: { id: { type: 'string' }, ...DRAFT_SCHEMA.properties },
        },
      },
    },
  };
}

function readOnly({ parameters, get }: { readonly parameters?: unknown; readonly get: object }): Readonly<Record<string, unknown>> {
  return parameters === undefined ? { get } : { parameters, get };
}

function named(item: Readonly<Record<string, unknown>>, resource: string): object {
  const name = (method: string) => `${method}-${resource}${'delete' in item ? '-item' : ''}`;
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, Array.isArray(value) ? value : { operationId: name(key), ...(value as object) }]),
  );
}
