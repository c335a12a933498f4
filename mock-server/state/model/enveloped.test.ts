import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../../testing/serve.ts';

type Body = Record<string, unknown>;

const json = (schema: string, type = 'application/json') => `{ ${type}: { schema: ${schema} } }`;
const ok = (schema: string, type?: string) => `{ description: ok, content: ${json(schema, type)} }`;
const takes = (schema: string, type?: string) => `{ required: true, content: ${json(schema, type)} }`;
const customer = "{ $ref: '#/components/schemas/Customer' }";

/** Customers at /customers, enclosed as the schemas say. */
const documentOf = (
  { sent, shown, listed }: { readonly sent: string; readonly shown: string; readonly listed: string },
  id = 'customerId',
  made = 'post',
  type?: string,
) => `
openapi: 3.1.0
info: { title: Customers, version: 1.0.0 }
paths:
  /customers:
    get:
      parameters: [{ name: name, in: query, schema: { type: string } }]
      responses: { '200': ${ok(listed, type)} }
    ${made}: { requestBody: ${takes(sent, type)}, responses: { '201': ${ok(shown, type)} } }
  /customers/{${id}}:
    parameters: [{ name: ${id}, in: path, required: true, schema: { type: string, format: uuid } }]
    get: { responses: { '200': ${ok(shown, type)} } }
    put: { requestBody: ${takes(sent, type)}, responses: { '200': ${ok(shown, type)} } }
    patch: { requestBody: ${takes(sent, type)}, responses: { '200': ${ok(shown, type)} } }
components:
  schemas:
    Customer:
      type: object
      properties:
        ${id}: { type: string, format: uuid }
        name: { type: string }
        town: { type: string }
        createdAt: { type: string, format: date-time, readOnly: true }
    Warning: { type: object, properties: { message: { type: string } } }
`;

const warnings = "warnings: { type: array, items: { $ref: '#/components/schemas/Warning' } }";
const meta = 'meta: { type: object, required: [requestId], properties: { requestId: { type: string }, total: { type: integer } } }';
const objectOf = (...members: readonly string[]) => `{ type: object, properties: { ${members.join(', ')} } }`;
const listOf = `{ type: array, items: ${customer} }`;

interface Enclosed {
  readonly sent: string;
  readonly shown: string;
  readonly listed: string;
  wrap(value: Body): unknown;
  wrapList(values: readonly Body[]): Body;
}

const envelopes: readonly (readonly [string, Enclosed])[] = [
  [
    'a member named like the resource',
    {
      sent: objectOf(`customer: ${customer}`),
      shown: objectOf(`customer: ${customer}`),
      listed: objectOf(warnings, `customers: ${listOf}`),
      wrap: (value) => ({ customer: value }),
      wrapList: (values) => ({ customers: values }),
    },
  ],
  [
    'data, beside what is required',
    {
      sent: objectOf(`data: ${customer}`),
      shown: `{ type: object, required: [meta], properties: { data: ${customer}, ${meta} } }`,
      listed: objectOf(warnings, `data: ${listOf}`),
      wrap: (value) => ({ data: value }),
      wrapList: (values) => ({ data: values }),
    },
  ],
  [
    'a list of one',
    {
      sent: objectOf(warnings, `Customers: ${listOf}`),
      shown: objectOf(warnings, `Customers: ${listOf}`),
      listed: objectOf(warnings, `Customers: ${listOf}`),
      wrap: (value) => ({ Customers: [value] }),
      wrapList: (values) => ({ Customers: values }),
    },
  ],
  [
    'OData of version 2',
    {
      sent: customer,
      shown: objectOf(`d: ${customer}`),
      listed: objectOf(`d: ${objectOf(`__count: { type: string }`, `results: ${listOf}`)}`),
      wrap: (value) => ({ d: value }),
      wrapList: (values) => ({ d: { __count: String(values.length), results: values } }),
    },
  ],
  [
    'OData of version 4',
    {
      sent: customer,
      shown: customer,
      listed: objectOf(`'@odata.count': { type: integer }`, warnings, `value: ${listOf}`),
      wrap: (value) => value,
      wrapList: (values) => ({ '@odata.count': values.length, value: values }),
    },
  ],
  [
    'HAL',
    {
      sent: customer,
      shown: customer,
      listed: objectOf(`_embedded: ${objectOf(`customers: ${listOf}`)}`),
      wrap: (value) => value,
      wrapList: (values) => ({ _embedded: { customers: values } }),
    },
  ],
  [
    'items of a list that are enclosed, too',
    {
      sent: objectOf(`customer: ${customer}`),
      shown: objectOf(`customer: ${customer}`),
      listed: objectOf(`list: { type: array, items: ${objectOf(`customer: ${customer}`)} }`),
      wrap: (value) => ({ customer: value }),
      wrapList: (values) => ({ list: values.map((value) => ({ customer: value })) }),
    },
  ],
  [
    'two envelopes',
    {
      sent: objectOf(`request: ${objectOf(`customer: ${customer}`)}`).replace('request', 'data'),
      shown: objectOf('status: { type: string }', `result: ${objectOf(`customer: ${customer}`)}`),
      listed: objectOf(`result: ${objectOf(`items: ${listOf}`)}`),
      wrap: (value) => ({ result: { customer: value } }),
      wrapList: (values) => ({ result: { items: values } }),
    },
  ],
];

async function start(document: string, mock?: string) {
  const server = await serve(await contractOf('crm', document, mock));
  return async (method: string, path: string, body?: unknown, type = 'application/json') => {
    const headers = body === undefined ? {} : { 'content-type': type };
    const response = await fetch(`${server.url}/crm${path.replace(/^\/crm/, '')}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  };
}

describe.each(envelopes)('a resource in %s', (name, { wrap, wrapList, ...schemas }) => {
  const enclose = (value: Body) =>
    schemas.sent === customer ? value : name === 'two envelopes' ? { data: { customer: value } } : wrap(value);

  it('is made, read, listed, filtered, replaced and patched without it', async () => {
    const call = await start(documentOf(schemas));
    const made = await call('POST', '/customers', enclose({ name: 'ACME', town: 'Oslo' }));
    expect(made.status).toBe(201);
    const [id = ''] = /[0-9a-f-]{36}$/.exec(made.headers.get('location') ?? '') ?? [];
    const acme = { customerId: id, name: 'ACME', town: 'Oslo', createdAt: '2026-01-01T00:00:01Z' };
    expect(made.body).toMatchObject(wrap(acme) as Body);
    const read = await call('GET', made.headers.get('location') ?? '');
    expect([read.status, read.body]).toEqual([200, expect.objectContaining(wrap(acme)) as unknown]);
    await call('POST', '/customers', enclose({ name: 'Other' }));
    expect((await call('GET', '/customers?name=ACME')).body).toEqual(wrapList([acme]));
    const replaced = await call('PUT', `/customers/${id}`, enclose({ name: 'ACME Ltd' }));
    expect(replaced.body).toMatchObject(wrap({ customerId: id, name: 'ACME Ltd', createdAt: acme.createdAt }) as Body);
    expect(JSON.stringify(replaced.body)).not.toContain('Oslo');
    const patched = await call('PATCH', `/customers/${id}`, enclose({ town: 'Bergen' }));
    expect(patched.body).toMatchObject(wrap({ customerId: id, name: 'ACME Ltd', town: 'Bergen' }) as Body);
    expect((await call('GET', '/customers?name=ACME Ltd')).body).toEqual(wrapList([{ ...acme, name: 'ACME Ltd', town: 'Bergen' }]));
  });

  it('that nobody made has the id of its path', async () => {
    const call = await start(documentOf(schemas));
    const id = '6f1d2c3a-4b5e-4f60-8a71-000000000001';
    expect((await call('GET', `/customers/${id}`)).body).toMatchObject(wrap({ customerId: id }) as Body);
    await call('PATCH', `/customers/${id}`, enclose({ town: 'Bergen' }));
    expect((await call('GET', `/customers/${id}`)).body).toMatchObject(wrap({ customerId: id, town: 'Bergen' }) as Body);
  });
});

it('keeps the id that an enclosed resource brings, and refuses it a second time', async () => {
  const [, [, enclosed]] = envelopes as [unknown, (typeof envelopes)[0]];
  const call = await start(documentOf(enclosed));
  const id = '6f1d2c3a-4b5e-4f60-8a71-000000000002';
  expect((await call('POST', '/customers', { data: { customerId: id, name: 'A' } })).body).toMatchObject({ data: { customerId: id } });
  expect((await call('POST', '/customers', { data: { customerId: id, name: 'B' } })).status).toBe(409);
});

it('seeds resources without their envelope, and tells where in them one does not fit', async () => {
  const [[, enclosed]] = envelopes as [(typeof envelopes)[0]];
  const id = '6f1d2c3a-4b5e-4f60-8a71-000000000003';
  const call = await start(documentOf(enclosed), `seed:\n  /customers: [{ customerId: ${id}, name: Seeded }]\n`);
  expect((await call('GET', `/customers/${id}`)).body).toEqual({ customer: { customerId: id, name: 'Seeded' } });
  await expect(start(documentOf(enclosed), `seed:\n  /customers: [{ customerId: ${id}, name: 7 }]\n`)).rejects.toThrow(/expected string/);
});

it('makes as many resources as the list of the request has, by PUT, and changes known ones by POST', async () => {
  const [, , [, enclosed]] = envelopes as [unknown, unknown, (typeof envelopes)[0]];
  const document = documentOf(enclosed, 'CustomerID', 'put').replace(
    '    put: {',
    `    post: { requestBody: ${takes(enclosed.sent)}, responses: { '200': ${ok(enclosed.shown)} } }\n    put: {`,
  );
  const call = await start(document);
  const { body } = await call('PUT', '/customers', { Customers: [{ name: 'A' }, { name: 'B' }] });
  const [first, second] = body['Customers'] as Body[];
  expect([first?.['name'], second?.['name']]).toEqual(['A', 'B']);
  expect(first?.['CustomerID']).not.toBe(second?.['CustomerID']);
  expect((await call('GET', `/customers/${String(second?.['CustomerID'])}`)).body).toEqual({ Customers: [second] });
  await call('POST', '/customers', { Customers: [{ CustomerID: second?.['CustomerID'], town: 'Oslo' }] });
  expect((await call('GET', '/customers')).body).toEqual({ Customers: [first, { ...second, town: 'Oslo' }] });
  expect(await call('PUT', '/customers', { Customers: [] })).toMatchObject({ status: 201, body: { Customers: [] } });
});

it('reads JSON:API, where members of the resource are one level further down', async () => {
  const resource =
    '{ type: object, properties: { type: { type: string }, id: { type: string }, attributes: { type: object, properties: { name: { type: string } } } } }';
  const one = objectOf(`data: ${resource}`, 'included: { type: array, items: { type: object, properties: { id: { type: string } } } }');
  const call = await start(
    documentOf(
      { sent: one, shown: one, listed: objectOf(`data: { type: array, items: ${resource} }`, 'links: { type: object }') },
      'id',
    ).replace(', format: uuid', ''),
  );
  const made = await call('POST', '/customers', { data: { type: 'customers', attributes: { name: 'ACME' } } });
  const { id } = made.body['data'] as { readonly id: string };
  expect(made.body).toEqual({ data: { type: 'customers', id, attributes: { name: 'ACME' } } });
  await call('PATCH', `/customers/${id}`, { data: { type: 'customers', attributes: { name: 'New' } } });
  expect((await call('GET', '/customers?name=New')).body).toMatchObject({ data: [{ id, attributes: { name: 'New' } }] });
});

it('leaves a resource whole whose parts only look like envelopes', async () => {
  const order = objectOf('id: { type: string }', `customer: ${customer}`, 'data: { type: object, properties: { id: { type: string } } }');
  const document = documentOf({ sent: order, shown: order, listed: `{ type: array, items: ${order} }` }, 'id').replaceAll(
    'customers',
    'orders',
  );
  const call = await start(document);
  const sent = { id: 'O-1', customer: { name: 'ACME' }, data: { id: 'D-1' } };
  expect((await call('POST', '/orders', sent)).body).toMatchObject(sent);
  expect((await call('GET', '/orders')).body).toMatchObject([sent]);
});

it('answers what a response says that has nothing of the resource', async () => {
  const [[, enclosed]] = envelopes as [(typeof envelopes)[0]];
  const document = documentOf(enclosed).replace(
    '    put: {',
    `    delete: { responses: { '200': ${ok('{ type: object, properties: { deleted: { const: true } } }')} } }\n    put: {`,
  );
  const call = await start(document);
  const { headers } = await call('POST', '/customers', { customer: { name: 'ACME' } });
  expect(await call('DELETE', headers.get('location') ?? '')).toMatchObject({ status: 200, body: { deleted: true } });
  expect((await call('GET', headers.get('location') ?? '')).status).toBe(404);
});
