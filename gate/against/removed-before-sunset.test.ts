import { describe, expect, it } from 'vitest';
import { compareContracts, type ConsumerUse } from '../../registry/compatibility/index.ts';
import { memoryTree, readContract } from '../../registry/contract/index.ts';
import { removedBeforeSunset } from './removed-before-sunset.ts';

const ORDERS = `openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: order
      parameters:
        - $ref: 'shared.yaml#/page'
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { size: { $ref: '#/components/schemas/Size' }, colour: { type: string } } }
          text/csv: { schema: { type: string } }
      responses:
        '200':
          description: ok
          headers:
            X-Total: { schema: { type: integer } }
          content:
            application/json: { schema: { type: object, properties: { id: { type: string }, sum: { type: string } } } }
            text/html: { schema: { type: string } }
        '202': { $ref: '#/components/responses/Later' }
components:
  responses:
    Later: { description: later }
  schemas:
    Size: { enum: [S, M, 40] }
`;

const SHARED = 'page: { name: page, in: query, schema: { type: integer } }\n';

const EVENTS = `asyncapi: 3.0.0
info: { title: Events, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      Opened: { payload: { type: object, required: [kind], properties: { kind: { const: opened } } } }
      Closed: { payload: { type: object, required: [kind], properties: { kind: { const: closed } } } }
operations:
  tellOrders: { action: send, channel: { $ref: '#/channels/orders' } }
`;

type Edit = readonly [string | RegExp, string];

async function judge(document: string, announce: readonly Edit[], removal: Edit, consumers: readonly ConsumerUse[] = []) {
  const edit = (text: string, edits: readonly Edit[]) => edits.reduce((edited, [from, to]) => edited.replace(from, to), text);
  const files = { 'api.yaml': edit(document, announce), 'shared.yaml': edit(SHARED, announce) };
  const tree = memoryTree(files, 'main:');
  const removed = memoryTree({ ...files, 'api.yaml': edit(files['api.yaml'], [removal]) });
  const [base, head] = [await readContract(tree, 'api.yaml'), await readContract(removed, 'api.yaml')];
  const { changes } = compareContracts(base, head, { consumers });
  return removedBeforeSunset(changes, { base, tree, document: 'api.yaml' }, { criticality: 3, asOf: '2026-03-01' });
}

const HEADER = / +headers:\n +X-Total: .*\n/;
const PARAMETER = "      parameters:\n        - $ref: 'shared.yaml#/page'\n";
const CLOSED = / +Closed: .*\n/;
const SUNSET = 'x-sunset: 2026-01-31';
const DEPRECATED = `deprecated: true, ${SUNSET}`;

describe('removedBeforeSunset', () => {
  it.each<[string, string, Edit, Edit, string]>([
    ['a property', ORDERS, [/, colour: \{.*?\}/, ''], ['colour: {', `colour: { ${DEPRECATED},`], 'warning'],
    ['a property', ORDERS, [/, sum: \{.*?\}/, ''], ['sum: {', `sum: { ${DEPRECATED},`], 'error'],
    ['a parameter', ORDERS, [PARAMETER, ''], ['in: query,', `in: query, ${DEPRECATED},`], 'warning'],
    ["the header 'X-Total'", ORDERS, [HEADER, ''], ['X-Total: {', `X-Total: { ${DEPRECATED},`], 'error'],
    [
      'the response 202',
      ORDERS,
      ["        '202': { $ref: '#/components/responses/Later' }\n", ''],
      ['description: later', `description: later, ${SUNSET}`],
      'error',
    ],
    ["the media type 'text/html'", ORDERS, [/ +text\/html: .*\n/, ''], ['text/html: {', `text/html: { ${SUNSET},`], 'error'],
    ["the media type 'text/csv'", ORDERS, [/ +text\/csv: .*\n/, ''], ['text/csv: {', `text/csv: { ${SUNSET},`], 'error'],
    [
      "the value 'M'",
      ORDERS,
      ['enum: [S, M, 40]', 'enum: [S, 40]'],
      ['Size: {', 'Size: { x-deprecated-values: { M: 2026-01-31 },'],
      'error',
    ],
    ["the value '40'", ORDERS, [', 40]', ']'], ['Size: {', 'Size: { x-deprecated-values: { 40: 2026-01-31 },'], 'error'],
    ["the message 'Closed'", EVENTS, [CLOSED, ''], ['Closed: {', `Closed: { ${SUNSET},`], 'error'],
  ])('holds %s to its announced end', async (name, document, removal, announcement, severity) => {
    const [found, second] = await judge(document, [], removal);
    expect(second).toBeUndefined();
    expect(found).toMatchObject({ ruleId: 'removed-before-sunset', severity });
    expect(found!.message).toContain(name.replace(/^an? /, 'the '));
    expect(found!.message).toMatch(/, of main:(?:api|shared)\.yaml:\d+:\d+, was removed too early: it was never announced: \w+/);
    const later = announcement[1].replace('2026-01-31', '2026-03-02');
    expect(await judge(document, [[announcement[0], later]], removal)).toMatchObject([
      { severity, message: expect.stringContaining('it may go from 2026-03-02 on') },
    ]);
    expect(await judge(document, [announcement], removal)).toEqual([]);
  });

  it('takes the announcement of an operation for that of its parts', async () => {
    expect(
      await judge(ORDERS, [['operationId: order', 'operationId: order\n      deprecated: true\n      x-sunset: 2026-01-31']], [HEADER, '']),
    ).toEqual([]);
  });

  it('names each value that went too early', async () => {
    const found = await judge(ORDERS, [['Size: {', 'Size: { x-deprecated-values: { M: 2026-01-31 },']], ['enum: [S, M, 40]', 'enum: [S]']);
    expect(found).toMatchObject([{ message: expect.stringContaining("the value '40'") }]);
  });

  it('warns when every declared consumer does without', async () => {
    const consumer = { consumer: 'app', isProduction: true, validates: false, operations: [{ operation: 'order', reads: ['/id'] }] };
    expect(await judge(ORDERS, [], [HEADER, ''], [consumer])).toMatchObject([{ severity: 'warning' }]);
  });
});
