import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../../testing/serve.ts';

const query = (names: readonly string[]): string =>
  names.map((name) => `        - { name: '${name}', in: query, schema: { type: string } }`).join('\n');
const object = (name: string): string =>
  `        - { name: ${name}, in: query, style: deepObject, explode: true, schema: { type: object, additionalProperties: true } }`;

function bills(parameters: string, schema: string, headers = ''): string {
  return `
openapi: 3.1.0
info: { title: Bills, version: 1.0.0 }
paths:
  /bills:
    post:
      operationId: addBill
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Bill' } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Bill' } } } } }
    get:
      operationId: listBills
      parameters:
${parameters}
      responses:
        '200':
          description: some
          ${headers}
          content: { application/json: { schema: ${schema} } }
components:
  schemas:
    Bill:
      type: object
      required: [id, state]
      properties:
        id: { type: string }
        state: { type: string }
        postedOn: { type: string, format: date }
        createdAt: { type: string, format: date-time }
        total: { type: object, required: [amount, currency], properties: { amount: { type: string }, currency: { type: string } } }
        payer: { type: object, properties: { tin: { type: string }, address: { type: object, properties: { city: { type: string } } } } }
        lines: { type: array, items: { type: object, properties: { sku: { type: string }, quantity: { type: integer } } } }
`;
}

const bill = (id: string, state: string, day: string, amount: string, tin: string, skus: readonly string[]) =>
  `    - { id: ${id}, state: ${state}, postedOn: '2026-01-${day}', createdAt: '2026-01-${day}T10:00:00Z', total: { amount: '${amount}', currency: USD }, payer: { tin: '${tin}', address: { city: Reno ${id} } }, lines: [${skus.map((sku, index) => `{ sku: ${sku}, quantity: ${index + 1} }`).join(', ')}] }`;
const seed = `state: strict
seed:
  /bills:
${bill('a', 'open', '01', '9.50', '1', ['x'])}
${bill('b', 'open', '02', '10.00', '2', ['x', 'y'])}
${bill('c', 'paid', '03', '100.00', '2', ['z'])}
${bill('d', 'void', '04', '9.5', '3', [])}
${bill('e', 'open', '05', '-1.00', '3', ['y'])}
`;

const items = '{ type: array, items: { $ref: "#/components/schemas/Bill" } }';

async function start(document: string) {
  const server = await serve(await contractOf('bills', document, seed));
  const get = async (path: string) => {
    const response = await fetch(server.urlOf('bills') + path);
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
  };
  return { server, get };
}

describe('filters', () => {
  const names = [
    'state',
    'STATE',
    'posted_on',
    'payer.tin',
    'tin',
    'payer.address.city',
    'sku',
    'lines.quantity',
    'minTotal',
    'total_max',
    'total',
    'postedFrom',
    'posted_to',
    'createdAfter',
    'created_before',
    'from',
    'to',
    'q',
    'unknown',
    '$filter',
    'sort',
    'order',
  ];
  const table: readonly [string, string][] = [
    ['state=open', 'abe'],
    ['STATE=paid', 'c'],
    ['state=nothing', ''],
    ['posted_on=2026-01-02', 'b'],
    ['payer.tin=2', 'bc'],
    ['tin=3', 'de'],
    ['payer.address.city=Reno%20c', 'c'],
    ['sku=y', 'be'],
    ['lines.quantity=2', 'b'],
    ['minTotal=10', 'bc'],
    ['total_max=9.5', 'ade'],
    ['total=9.50', 'ad'],
    ['postedFrom=2026-01-03', 'cde'],
    ['posted_to=2026-01-02', 'ab'],
    ['createdAfter=2026-01-04T10:00:00Z', 'e'],
    ['created_before=2026-01-02T11:00:00%2B00:00', 'ab'],
    ['from=2026-01-02&to=2026-01-04', 'bcd'],
    ['q=reno%20D', 'd'],
    ['unknown=1', 'abcde'],
    ['state=open&sku=x', 'ab'],
    ['filter[state]=open&filter[payer][tin]=3', 'e'],
    ["$filter=state eq 'open' and total/amount gt 9", 'ab'],
    ["$filter=not (state eq 'open') or contains(payer/address/city,'e')", 'abcde'],
    ["$filter=startswith(payer/tin,'3') and postedOn le 2026-01-04", 'd'],
    ["$filter=payer/none eq null and state ne 'open'", 'cd'],
    ['sort=-postedOn', 'edcba'],
    ['sort=total&order=desc', 'cbade'],
    ['sort=state,-postedOn', 'ebacd'],
    ['sort=posted_on desc', 'edcba'],
    ['sort=postedOn:desc', 'edcba'],
    ['sort=posted_on_desc', 'edcba'],
    ['sort=total.desc', 'cbade'],
    ['sort=tin,total.amount', 'abced'],
    ['order=-postedOn', 'edcba'],
    ['sort=nothing', 'abcde'],
    ['sort=state&state=open', 'abe'],
  ];
  it('choose by fields, parts, bounds, texts, deep objects and OData, and sort', async () => {
    const { get } = await start(bills(`${query(names)}\n${object('filter')}`, items));
    const got: [string, string][] = [];
    for (const [asked] of table) {
      const { body } = await get(`/bills?${asked}`);
      got.push([asked, Array.isArray(body) ? body.map(({ id }: { readonly id: string }) => id).join('') : JSON.stringify(body)]);
    }
    expect(got).toEqual(table);
    expect((await get('/bills?$filter=state%20is%20open')).body).toMatchObject({ status: 400, code: 'FILTER_MALFORMED' });
  });

  it('sort by the default of the contract, and by a list or a deep object; what the contract does not take is refused', async () => {
    const sorts = `        - { name: sort, in: query, schema: { type: array, items: { enum: [-postedOn, state, -state] }, default: ['-postedOn'] } }`;
    const { get } = await start(bills(`${sorts}\n${object('orderBy')}`, items));
    const got = async (asked: string) => ((await get(`/bills${asked}`)).body as never as { id: string }[]).map(({ id }) => id).join('');
    expect([await got(''), await got('?sort=-state&sort=-postedOn')]).toEqual(['edcba', 'dceba']);
    expect((await get('/bills?sort=id')).status).toBe(400);
    const { get: deep } = await start(bills(object('orderBy'), items));
    expect(((await deep('/bills?orderBy[total]=desc')).body as never as { id: string }[]).map(({ id }) => id).join('')).toBe('cbade');
  });

  it('compare by operators of a deep object', async () => {
    const { get } = await start(bills(object('total'), items));
    const { body } = await get('/bills?total[gte]=9.5&total[lt]=100');
    expect((body as never as { id: string }[]).map(({ id }) => id).join('')).toBe('abd');
  });
});

describe('pages', () => {
  const ids = (value: unknown): string => (value as readonly { readonly id: string }[]).map(({ id }) => id).join('');
  const limit = '        - { name: limit, in: query, schema: { type: integer, default: 2 } }\n';
  const numbered = (name: string, more = '') => `        - { name: ${name}, in: query, schema: { type: integer${more} } }`;

  it('turn by number, with totals and links', async () => {
    const links =
      '{ type: object, properties: { self: { type: string }, next: { type: [string, "null"] }, prev: { type: object, properties: { href: { type: string } } }, last: { type: string, format: uri } } }';
    const schema = `{ type: object, required: [data, links], properties: { data: ${items}, page: { type: integer }, pageSize: { type: integer }, totalPages: { type: integer }, totalItems: { type: integer }, hasNext: { type: boolean }, links: ${links} } }`;
    const { server, get } = await start(
      bills(
        limit + numbered('page'),
        schema,
        'headers: { Link: { schema: { type: string } }, X-Total-Count: { schema: { type: integer } } }',
      ),
    );
    const { body, headers } = await get('/bills?page=2');
    expect(body).toMatchObject({
      page: 2,
      pageSize: 2,
      totalPages: 3,
      totalItems: 5,
      hasNext: true,
      links: {
        self: '/bills/bills?page=2',
        next: '/bills/bills?page=3',
        prev: { href: '/bills/bills?page=1' },
        last: `${server.url}/bills/bills?page=3`,
      },
    });
    expect(ids(body['data'])).toBe('cd');
    expect(headers.get('x-total-count')).toBe('5');
    expect(headers.get('link')).toBe(
      ['prev', 1, 'next', 3, 'first', 1, 'last', 3]
        .join(' ')
        .replaceAll(/(\w+) (\d) ?/g, `<${server.url}/bills/bills?page=$2>; rel="$1", `)
        .slice(0, -2),
    );
    const last = await get('/bills?page=3');
    expect([ids(last.body['data']), last.body['hasNext'], 'next' in (last.body['links'] as object)]).toEqual(['e', false, false]);
    expect(ids((await get('/bills?page=9')).body['data'])).toBe('');
  });

  it('turn by number from zero where the contract says so', async () => {
    const { get } = await start(bills(limit + numbered('page', ', default: 0'), items));
    expect([ids((await get('/bills')).body), ids((await get('/bills?page=1')).body)]).toEqual(['ab', 'cd']);
  });

  it('turn by offset, and say null or nothing at the end as the schema has it', async () => {
    const schema = `{ type: object, required: [value, next, paging], properties: { value: ${items}, next: { type: [string, 'null'] }, paging: { type: object, required: [offset, total], properties: { offset: { type: integer }, limit: { type: integer }, total: { type: integer } } } } }`;
    const { get } = await start(bills(limit + numbered('offset'), schema));
    const { body } = await get('/bills?offset=1&limit=3');
    expect([ids(body['value']), body['next'], body['paging']]).toEqual([
      'bcd',
      '/bills/bills?offset=4&limit=3',
      { offset: 1, limit: 3, total: 5 },
    ]);
    expect((await get('/bills?offset=3')).body['next']).toBe(null);
  });

  it('turn by cursor, filtered and sorted', async () => {
    const schema = `{ type: object, properties: { items: ${items}, nextCursor: { type: string, minLength: 1 } } }`;
    const { get } = await start(bills(`${limit}${query(['cursor', 'state', 'sort'])}`, schema));
    for (const asked of ['state=open', 'state=open&sort=-postedOn']) {
      const first = await get(`/bills?${asked}`);
      const second = await get(`/bills?${asked}&cursor=${String(first.body['nextCursor'])}`);
      expect(ids(first.body['items']) + ids(second.body['items'])).toBe(asked.includes('sort') ? 'eba' : 'abe');
      expect(second.body).not.toHaveProperty('nextCursor');
    }
  });

  const linked = `{ type: object, required: [value, links], properties: { value: ${items}, hasMore: { type: boolean }, nextCursor: { type: string }, links: { type: object, required: [first, last], properties: { next: { type: string }, first: { type: string }, last: { type: string, format: uri } } } } }`;

  it.each([
    ['may', '', null],
    ['must', 'required: true, ', ''],
  ])('lead to no other where nothing turns them, and the answer %s have a Link', async (_, required, link) => {
    const { server, get } = await start(bills(limit, linked, `headers: { Link: { ${required}schema: { type: string } } }`));
    const { body, headers } = await get('/bills?limit=1');
    const path = '/bills/bills?limit=1';
    expect([ids(body['value']), body['hasMore'], body['nextCursor']]).toEqual(['a', true, undefined]);
    expect(body['links']).toEqual({ first: path, last: server.url + path });
    expect(headers.get('link')).toBe(link);
    expect((await get('/bills?limit=5')).body['hasMore']).toBe(false);
  });

  it('link with all of a query that has a second question mark', async () => {
    const { get } = await start(bills(query(['limit', 'offset', 'q']), linked));
    const { links } = (await get('/bills?q=a?b&limit=1&offset=0')).body;
    expect(links).toMatchObject({ first: '/bills/bills?q=a%3Fb&limit=1&offset=0' });
  });
});

describe('a collection that nobody has touched', () => {
  const shown = [{ id: 'A', state: 'open' }];
  const schema = `{ type: array, items: { $ref: '#/components/schemas/Bill' } }, example: ${JSON.stringify(shown)}`;

  it.each([
    ['lenient', '', [shown, shown, []]],
    ['strict', 'state: strict\n', [[], [], []]],
  ])('shows its example in a %s mock, unless a filter asks for certain items', async (_, behaviour, expected) => {
    const server = await serve(await contractOf('bills', bills(query(['state', 'limit']), schema), behaviour));
    const list = async (search = ''): Promise<unknown> => (await fetch(`${server.urlOf('bills')}/bills${search}`)).json();
    expect([await list(), await list('?limit=5'), await list('?state=paid')]).toEqual(expected);
    const headers = { 'content-type': 'application/json' };
    await fetch(`${server.urlOf('bills')}/bills`, { method: 'POST', headers, body: '{"id":"B","state":"paid"}' });
    expect(await list()).toEqual([{ id: 'B', state: 'paid' }]);
  });
});
