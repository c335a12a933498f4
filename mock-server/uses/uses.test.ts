import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HttpOperation } from '../../registry/contract/index.ts';
import { compileText } from '../testing/serve.ts';
import { consumerOf } from './consumer-of.ts';
import { OperationUses } from './operation-uses.ts';
import { seenFields } from './seen-fields.ts';
import { writeConsumers } from './write-consumers.ts';

const { contract } = await compileText(`
openapi: 3.1.0
info: { title: t, version: 1.0.0 }
components:
  securitySchemes: { key: { type: apiKey, in: query, name: key } }
paths:
  /x:
    post:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  status: { enum: [open, closed] }
                  note: { type: string }
                  lines: { type: array, items: { type: object, properties: { amount: { type: string } } } }
                  byPatient: { type: object, additionalProperties: { type: object, properties: { age: { type: integer } } } }
                  mixed: { type: object, properties: { a: { type: string } }, additionalProperties: true }
                  free: { type: object }
                  either: { oneOf: [{ type: object, properties: { left: { type: string } } }, { type: object, properties: { right: { type: string } } }] }
`);
const { schema } = (contract.operations[0] as HttpOperation).responses[0]!.content[0]!;

describe('seenFields', () => {
  it.each<[string, { given: unknown; want: readonly string[] }]>([
    ['items by *', { given: { lines: [{ amount: '1' }, { amount: '2' }] }, want: ['leaf /lines/*/amount', 'leaf /lines/*/amount'] }],
    ['keys of maps by *', { given: { byPatient: { 'SECRET-1': { age: 4 } } }, want: ['leaf /byPatient/*/age'] }],
    [
      'an open object by itself where it holds more than it names',
      { given: { mixed: { a: 'x', SECRET: 1 } }, want: ['leaf /mixed/a', 'leaf /mixed'] },
    ],
    ['a free object by itself', { given: { free: { SECRET: 1 } }, want: ['leaf /free'] }],
    ['members of any alternative', { given: { either: { right: 'x' } }, want: ['leaf /either/right'] }],
    ['what is empty', { given: { lines: [], byPatient: {} }, want: ['empty /lines', 'empty /byPatient'] }],
    ['what is not declared', { given: { SECRET: 1 }, want: ['undeclared /SECRET'] }],
    ['a scalar at the top', { given: 'x', want: ['leaf '] }],
  ])('names %s', (_, { given, want }) => {
    expect(seenFields(contract, schema, given).map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual(want);
  });
});

it('keeps of a body the words of the contract, and nothing else', () => {
  const uses = new OperationUses();
  uses.noteBody('reads', contract, schema, { status: 'open', note: 'SECRET', lines: [], SECRET: 1, byPatient: { SECRET: { age: 1 } } });
  uses.noteBody('reads', contract, schema, { status: 'SECRET', lines: [{ amount: 'SECRET' }] });
  expect(uses.asUse()).toEqual({
    sends: [],
    reads: ['/byPatient/*/age', '/lines/*/amount', '/note', '/status'],
    values: { '/status': ['open'] },
  });
});

const jwt = (claims: object): string => `Bearer x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

it.each<[string, { given: Parameters<typeof consumerOf>[1]; want: string | RegExp }]>([
  [
    'by its own word',
    {
      given: { headers: { 'interlock-consumer': 'Patient Portal/../../x', authorization: jwt({ azp: 'other' }) } },
      want: 'patient-portal-x',
    },
  ],
  [
    'by the client of its token',
    { given: { headers: { authorization: jwt({ azp: 'billingPortal', sub: 'SECRET' }) } }, want: 'billing-portal' },
  ],
  ['by a hash of a subject', { given: { headers: { authorization: jwt({ sub: 'secret' }) } }, want: /^subject-[0-9a-f]{12}$/ }],
  [
    'by a hash of a client that is an address',
    { given: { headers: { authorization: jwt({ azp: 'secret@a.example', sub: 's' }) } }, want: /^subject-[0-9a-f]{12}$/ },
  ],
  ['by a hash of a token that says nothing', { given: { headers: { authorization: 'Bearer secret' } }, want: /^token-[0-9a-f]{12}$/ }],
  [
    'by a hash of a user',
    { given: { headers: { authorization: `Basic ${Buffer.from('secret:p').toString('base64')}` } }, want: /^user-[0-9a-f]{12}$/ },
  ],
  ['by a hash of a key', { given: { headers: {}, url: '/x?key=secret' }, want: /^key-[0-9a-f]{12}$/ }],
  ['as unnamed where nothing tells', { given: { headers: {}, url: '/x' }, want: 'unnamed' }],
])('knows an application %s', (_, { given, want }) => {
  const name = consumerOf(contract, given);
  if (typeof want === 'string') expect(name).toBe(want);
  else expect(name).toMatch(want);
});

it.each([
  [
    'owner: { team: front-desk, contact: desk@example.com }\ntitle: The portal\nuses: []\n',
    { team: 'front-desk', contact: 'desk@example.com' },
  ],
  ['owner: [', { team: 'unknown', contact: 'unknown' }],
  ['', { team: 'unknown', contact: 'unknown' }],
])('takes the owner from the file that is there: %j', async (there, owner) => {
  const folder = await mkdtemp(join(tmpdir(), 'consumers-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'portal.yaml'), there);
  const recorded = { id: 'portal', title: 'portal', owner: { team: 'unknown', contact: 'unknown' }, uses: [{ contract: 'x' }] };
  const [path = ''] = await writeConsumers(folder, [recorded]);
  expect(load(await readFile(path, 'utf8'))).toMatchObject({ id: 'portal', owner, uses: [{ contract: 'x' }] });
});

it('writes over what was recorded before, and never over what somebody wrote', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'consumers-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const consumer = { id: 'portal', title: 'portal', owner: { team: 'a', contact: 'b' }, uses: [{ contract: 'x' }] };
  const path = join(folder, 'portal.yaml');
  expect(await writeConsumers(folder, [consumer])).toEqual([path]);
  expect(await writeConsumers(folder, [{ ...consumer, uses: [{ contract: 'y' }] }])).toEqual([path]);
  expect(await readFile(path, 'utf8')).toMatch(/^# Recorded by .*\n {2}- contract: y\n$/s);
  await writeFile(path, 'id: portal\n');
  expect(await writeConsumers(folder, [consumer])).toEqual([`${path}.recorded`]);
  expect(await readFile(path, 'utf8')).toBe('id: portal\n');
  await expect(writeConsumers(path, [consumer])).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' });
});
