import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../registry/workspace/index.ts';
import { lintDocument } from './lint-document.ts';

const head = `openapi: 3.1.0
info: { title: Payers, version: 1.0.0, description: Payers., contact: { name: a, url: 'https://example.com', email: a@example.com } }
servers: [{ url: 'https://payers.example.com/v1' }]
tags: [{ name: payers }]
security: [{ certificate: [] }]
components: { securitySchemes: { certificate: { type: mutualTLS } } }
`;
const problem =
  'type: object, properties: { type: { type: string }, title: { type: string }, status: { type: integer }, detail: { type: string } }';
const operation = (ref: string) => `${head}paths:
  /payers:
    get:
      operationId: listPayers
      description: All payers.
      tags: [payers]
      parameters: [{ name: traceparent, in: header, description: Trace., schema: { type: string } }]
      responses:
        4XX: { description: Refused., content: { application/problem+json: { schema: { ${problem} } } } }
        '200':
          description: All payers.
          content:
            application/json:
              schema:
                ${ref}
`;

const lint = (files: Readonly<Record<string, string>>, path = 'a/openapi.yaml') =>
  lintDocument({ tree: memoryTree(files, 'v1:'), path, criticality: 0 });

describe('lintDocument', () => {
  it('finds nothing in a clean document', async () => {
    expect(await lint({ 'a/openapi.yaml': operation('type: object') })).toEqual([]);
  });

  it('places a finding in the file where it stands, once, however often the file is referred to', async () => {
    const shared = 'type: object\nproperties:\n  id: { type: string }\n  amount: { type: number }\n';
    const twice = operation('allOf: [{ $ref: ../shared/payer.yaml }, { $ref: ../shared/payer.yaml }]');
    expect(await lint({ 'a/openapi.yaml': twice, 'shared/payer.yaml': shared })).toEqual([
      {
        ruleId: 'money-not-number',
        severity: 'error',
        message: "'amount' is money and must be a decimal string beside its ISO 4217 currency, not a number",
        place: { file: 'v1:shared/payer.yaml', line: 4, column: 10 },
        end: { line: 4, column: 25 },
        pointer: '/properties/amount',
      },
    ]);
  });

  it('reads JSON, and counts lines and columns from 1', async () => {
    const document = '{\n  "openapi": "3.1.0",\n  "info": { "title": "x", "version": "one" },\n  "paths": {}\n}\n';
    const findings = await lint({ 'openapi.json': document }, 'openapi.json');
    expect(findings.find(({ ruleId }) => ruleId === 'meta-version-semver')?.place).toEqual({
      file: 'v1:openapi.json',
      line: 3,
      column: 38,
    });
  });

  it('sorts by place, then rule', async () => {
    const findings = await lint({ 'a/openapi.yaml': 'openapi: 3.1.0\ninfo: { title: x, version: v1 }\npaths: {}\n' });
    const places = findings.map(({ place, ruleId }) => [place.line, place.column, ruleId] as const);
    expect(places).toEqual([...places].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || (a[2] < b[2] ? -1 : 1)));
    expect(findings.length).toBeGreaterThan(3);
  });

  it('weighs by criticality, and says when it had to assume one', async () => {
    const post = `${head}paths:
  /payments:
    post:
      operationId: pay
      requestBody: { content: { application/json: { schema: { type: object, properties: { amount: { type: string } } } } } }
      responses: { '201': { description: Paid. } }
`;
    const severities = await Promise.all(
      ([0, 1, 2, 3, undefined] as const).map(async (criticality) => {
        const request = { tree: memoryTree({ 'x.yaml': post }), path: 'x.yaml', ...(criticality !== undefined && { criticality }) };
        return (await lintDocument(request)).flatMap(({ ruleId, severity, message }) =>
          /takes no Idempotency-Key|criticality/.test(message) ? [`${ruleId} ${severity}`] : [],
        );
      }),
    );
    expect(severities).toEqual([
      ['idem-key error'],
      ['idem-key error'],
      ['idem-key warning'],
      [],
      ['criticality-assumed hint', 'idem-key error'],
    ]);
  });

  it('reports a $ref that points at nothing as a finding', async () => {
    const [finding] = (await lint({ 'a/openapi.yaml': operation('$ref: ../gone.yaml') })).filter(({ ruleId }) => ruleId === 'invalid-ref');
    expect(finding).toMatchObject({
      severity: 'error',
      message: "there is no file 'v1:gone.yaml'",
      place: { file: 'v1:a/openapi.yaml', line: 21 },
    });
  });

  it.each([
    ['https://example.com/payer.yaml'],
    ['http://127.0.0.1:9/payer.yaml'],
    ['../../etc/passwd'],
    ['../../../../etc/passwd'],
    ['file://../../etc/passwd'],
    ['ftp://example.com/payer.yaml'],
  ])('refuses $ref: %s, at its place', async (ref) => {
    await expect(lint({ 'a/openapi.yaml': operation(`$ref: ${ref}`) })).rejects.toMatchObject({
      code: 'REFERENCE_FORBIDDEN',
      place: { file: 'v1:a/openapi.yaml', line: 21 },
    });
  });

  it('reads from an allowed host, and nothing else from the network', async () => {
    const server = createServer((_, response) => response.end('type: object\nproperties: { price: { type: number } }\n'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/payer.yaml`;
    const tree = memoryTree({ 'openapi.yaml': operation(`$ref: ${url}`) });
    const findings = await lintDocument({ tree, path: 'openapi.yaml', criticality: 0, allowedHosts: [`127.0.0.1:${port}`] });
    expect(findings.map(({ ruleId, place }) => [ruleId, place.file, place.line])).toEqual([
      ['money-not-number', url, 2],
      ['ref-no-remote', 'openapi.yaml', 20],
    ]);
    await expect(lintDocument({ tree, path: 'openapi.yaml', allowedHosts: ['127.0.0.2'] })).rejects.toMatchObject({
      code: 'REFERENCE_FORBIDDEN',
    });
    server.close();
  });

  it('never reads an absolute path from the disk', async () => {
    const findings = await lint({ 'a/openapi.yaml': operation('$ref: /etc/hostname') });
    expect(findings.map(({ ruleId }) => ruleId)).toContain('invalid-ref');
  });

  it.each([
    ['a missing file', {}, 'FILE_NOT_FOUND'],
    ['broken YAML', { 'a/openapi.yaml': 'openapi: [3.1.0\npaths: }' }, 'DOCUMENT_MALFORMED'],
    ['an empty file', { 'a/openapi.yaml': '' }, 'DOCUMENT_MALFORMED'],
    ['a bomb', { 'a/openapi.yaml': bomb() }, 'DOCUMENT_TOO_LARGE'],
    ['a bomb in a referenced file', { 'a/openapi.yaml': operation('$ref: b.yaml'), 'a/b.yaml': bomb() }, 'DOCUMENT_TOO_LARGE'],
    ['broken YAML in a referenced file', { 'a/openapi.yaml': operation('$ref: b.yaml'), 'a/b.yaml': 'a: [' }, 'DOCUMENT_MALFORMED'],
  ])('refuses %s', async (_, files, code) => {
    await expect(lint(files as Readonly<Record<string, string>>)).rejects.toMatchObject({ code });
  });

  it('follows cycles of $ref', async () => {
    const node = 'type: object\nproperties:\n  next: { $ref: node.yaml }\n  cost: { type: integer }\n';
    const findings = await lint({ 'a/openapi.yaml': operation('$ref: node.yaml'), 'a/node.yaml': node });
    expect(findings.map(({ ruleId, place }) => `${ruleId} ${place.file}:${place.line}`)).toEqual(['money-not-number v1:a/node.yaml:4']);
  });
});

describe('AsyncAPI 3', () => {
  const asyncApi = (channel: string) => `asyncapi: 3.0.0
info: { title: a, version: 1.0.0 }
servers: { broker: { host: broker.example.com, protocol: kafka-secure, security: [{ type: scramSha256 }] } }
channels:
  c: { address: a.b, messages: { m: { payload: { $ref: payload.yaml } } } }
  d: { address: a.d, messages: { n: { payload: { type: object } } } }
operations:
  o: { action: send, channel: { $ref: '#/channels/c' }, messages: [{ $ref: '#/channels/${channel}' }] }
`;

  it('is checked across channels and operations by its parser, which reads through the tree', async () => {
    const files = (channel: string) => ({ 'a/asyncapi.yaml': asyncApi(channel), 'a/payload.yaml': 'type: object\n' });
    const ids = async (channel: string) =>
      (await lint(files(channel), 'a/asyncapi.yaml')).map(({ ruleId }) => ruleId).filter((ruleId) => ruleId.startsWith('asyncapi3-'));
    expect(await ids('c/messages/m')).toEqual([]);
    expect(await ids('d/messages/n')).toEqual(['asyncapi3-operation-messages-from-referred-channel']);
  });

  it('does not reach the network', async () => {
    const document = asyncApi('c/messages/m').replace('payload.yaml', 'http://127.0.0.1:9/payload.yaml');
    await expect(lint({ 'a/asyncapi.yaml': document }, 'a/asyncapi.yaml')).rejects.toMatchObject({ code: 'REFERENCE_FORBIDDEN' });
  });
});

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(', ')}]`);
  return `openapi: 3.1.0\nl0: &l0 lol\n${levels.join('\n')}\n`;
}
