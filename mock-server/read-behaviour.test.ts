import { describe, expect, it } from 'vitest';
import { startMockServer } from './server/start-mock-server.ts';
import { contractOf, serve } from './testing/serve.ts';

const document = `
openapi: 3.1.0
info: { title: Accounts, version: 1.0.0 }
paths:
  /accounts/lookup:
    post:
      operationId: lookUp
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { by: { type: object, properties: { number: { type: string } } } } } } } }
      responses:
        '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }
  /accounts:
    post:
      operationId: open
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } } }
  /accounts/{accountId}:
    get:
      operationId: get
      parameters: [{ name: accountId, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } } }
  /accounts/{id}/balance:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getBalance
      responses: { '200': { description: it, content: { application/json: { schema: { type: object } } } } }
    patch:
      operationId: patchBalance
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: it, content: { application/json: { schema: { type: object } } } } }
components:
  schemas:
    Account:
      type: object
      required: [accountId, number, balance]
      properties: { accountId: { type: string }, number: { type: string }, balance: { type: integer } }
`;

const good = `seed:
  /accounts:
    - { accountId: A/1, number: n1, balance: 5 }
lookups:
  lookUp: { collection: /accounts, match: { number: /by/number } }
views:
  /accounts/{id}/balance: { of: '/accounts/{accountId}', fields: [balance] }
`;

describe('mock.yaml', () => {
  it('seeds resources, answers lookups and shows views', async () => {
    const server = await serve(await contractOf('accounts', document, `${good}state: strict\n`));
    const call = async (method: string, path: string, body?: unknown) => {
      const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await fetch(server.urlOf('accounts') + path, { method, ...init });
      return [response.status, await response.json()];
    };
    expect(await call('GET', '/accounts/A%2F1')).toEqual([200, { accountId: 'A/1', number: 'n1', balance: 5 }]);
    expect(await call('POST', '/accounts/lookup', { by: { number: 'n1' } })).toMatchObject([200, { accountId: 'A/1' }]);
    expect(await call('POST', '/accounts/lookup', { by: { number: 'n2' } })).toMatchObject([404, { code: 'NOT_FOUND' }]);
    expect(await call('POST', '/accounts', { number: 'n1', balance: 1 })).toMatchObject([409, { code: 'RESOURCE_EXISTS' }]);
    expect(await call('PATCH', '/accounts/A%2F1/balance', { balance: 7, number: 'sneaky' })).toEqual([200, { balance: 7 }]);
    expect(await call('GET', '/accounts/A%2F1/balance')).toEqual([200, { balance: 7 }]);
    expect(await call('GET', '/accounts/A%2F1')).toMatchObject([200, { number: 'n1', balance: 7 }]);
    await fetch(`${server.url}/__interlock/reset`, { method: 'POST' });
    expect(await call('GET', '/accounts/A%2F1/balance')).toEqual([200, { balance: 5 }]);
    expect(await call('GET', '/accounts/nobody/balance')).toMatchObject([404, {}]);
  });

  const table: readonly [string, string, number, RegExp][] = [
    ['no YAML', 'seed: [', 1, /./],
    ['an unknown key', 'sead: {}\n', 1, /unknown key 'sead'.*seed/],
    ['a seed that is no list', 'seed:\n  /accounts: {}\n', 2, /must be an array/],
    ['a pointer that is none', good.replace('/by/number', 'by.number'), 5, /by\.number/],
    ['a seed of no collection', good.replace('/accounts:', '/acounts:'), 2, /'\/acounts' is no collection.*did you mean '\/accounts'/],
    ['a seed that does not fit', good.replace('balance: 5', "balance: '5'"), 3, /expected integer.*contract\.yaml:\d+/],
    ['a seed without what is required', good.replace('number: n1, ', ''), 3, /'number' is missing/],
    ['two seeds of one id', good.replace('lookups:', '    - { accountId: A/1, number: n2, balance: 5 }\nlookups:'), 4, /two resources/],
    ['a lookup of no operation', good.replace('lookUp:', 'lookup:'), 5, /no operation 'lookup'.*did you mean 'lookUp'/],
    ['a lookup of no collection', good.replace('collection: /accounts', 'collection: /account'), 5, /'\/account' is no collection/],
    ['a lookup by no field', good.replace('{ number: /by', '{ numbr: /by'), 5, /no field 'numbr'.*did you mean 'number'/],
    ['a view at no path', good.replace('/balance:', '/balances:'), 7, /no path '\/accounts\/\{id\}\/balances'/],
    ['a view of nothing', good.replace("'/accounts/{accountId}'", "'/account/{accountId}'"), 7, /no resource that the mock keeps/],
    ['a view of no field', good.replace('[balance]', '[balanc]'), 7, /no field 'balanc'.*did you mean 'balance'/],
  ];
  it.each(table)('refuses %s with its place', async (_, mock, line, message) => {
    const refused = (async () => startMockServer({ contracts: [await contractOf('accounts', document, mock)] }))();
    await expect(refused).rejects.toMatchObject({
      code: 'WORKSPACE_INVALID',
      detail: expect.stringMatching(message) as string,
      place: { file: 'mock.yaml', line },
    });
  });
});

describe('startMockServer', () => {
  it('says when a port is in use', async () => {
    const contract = await contractOf('accounts', document);
    const server = await serve(contract);
    const port = Number(new URL(server.url).port);
    await expect(startMockServer({ contracts: [contract], port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  });

  it('refuses two contracts with one id', async () => {
    const contract = await contractOf('accounts', document);
    await expect(startMockServer({ contracts: [contract, contract] })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('closes twice without complaint', async () => {
    const server = await startMockServer({ contracts: [] });
    await server.close();
    await expect(server.close()).resolves.toBeUndefined();
  });
});
