import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../registry/contract/index.ts';
import { workspaceOf } from '../../registry/workspace/index.ts';
import { type FixedDocument, fixTargets } from './fix-targets.ts';

const METADATA = {
  owner: { team: 'ledger', contact: 'ledger@hospital.example' },
  title: 'A contract',
  layer: 'system',
  system: 'erp',
  criticality: 1,
  mode: 'api',
  audience: 'company',
  dataClassification: 'I',
  lifecycle: 'active',
  slo: { availabilityPercent: 99.5 },
  runbook: 'runbook.md',
  environments: [{ name: 'test', url: 'https://erp.test.hospital.example' }],
};

const DOCUMENT = `openapi: 3.1.0
info: { title: Invoices, version: 1 } # not released yet
paths:
  /invoices/{invoice_id}:
    get:
      operationId: get_invoice # what people call it
      parameters:
        - { name: invoice_id, in: path, required: true, schema: { type: string } }
      responses:
        '200': # the invoice
          description: The invoice.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/supplier_invoice' }
        '503':
          description: Later.
security:
  - oauth: []
components:
  securitySchemes:
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://auth.hospital.example/token, scopes: {} } } }
  schemas:
    supplier_invoice:
      type: object
      properties:
        total:
          description: What is owed.
          type: object
          required: [currency, amount]
          properties:
            amount: { type: string }
            currency: { type: string, pattern: '^[A-Z]{3}$' }
`;

const MONEY = {
  title: 'Money',
  description: 'An amount.',
  type: 'object',
  required: ['amount', 'currency'],
  properties: { amount: { type: 'string', 'x-data-classification': 'F' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
};

const RESPONSES = Object.fromEntries(['Unauthorized', 'Forbidden', 'TooManyRequests'].map((name) => [name, { description: name }]));

const FILES = {
  'interlock.config.yaml': '',
  'contracts/a/contract.yaml': { ...METADATA, id: 'invoices' },
  'contracts/a/openapi.yaml': DOCUMENT,
  'contracts/canonical/money.yaml': MONEY,
  'contracts/conventions/responses.yaml': RESPONSES,
  'contracts/conventions/headers.yaml': { RetryAfter: { schema: { type: 'integer' } } },
  'contracts/conventions/parameters.yaml': { traceparent: { name: 'traceparent', in: 'header', schema: { type: 'string' } } },
  'contracts/consumers/portal.yaml': `id: portal # ours
title: Portal
owner: { team: portal, contact: portal@hospital.example }
uses:
  - contract: invoices
    operations:
      - operation: get_invoice # reads it
`,
  'contracts/b/contract.yaml': { ...METADATA, id: 'other' },
  'contracts/b/openapi.yaml': `openapi: 3.1.0
info: { title: Other, version: 1.0.0 }
paths:
  /copies:
    get:
      operationId: listCopies
      responses:
        '200':
          description: Copies.
          content: { application/json: { schema: { $ref: ../a/openapi.yaml#/components/schemas/supplier_invoice } } }
`,
};

/** Findings as rules give them, by rule and pointer in the document of the contract `invoices`. */
async function fix(found: Readonly<Record<string, string>>, files: Readonly<Record<string, unknown>> = {}): Promise<FixedDocument> {
  const workspace = await workspaceOf(memoryTree({ ...FILES, ...files }), '/ws');
  const findings = Object.entries(found).map(([ruleId, pointer]) => ({
    ruleId: ruleId.split(' ')[0]!,
    severity: 'error' as const,
    message: '',
    place: { file: 'contracts/a/openapi.yaml', line: 1, column: 1 },
    pointer,
    contractId: 'invoices',
  }));
  return (await fixTargets({ findings, targets: [], workspace }))[0]!;
}

function changesOf({ files }: FixedDocument, path = 'contracts/a/openapi.yaml'): readonly string[] {
  const before = DOCUMENT.split('\n');
  return (
    files.changed
      .get(path)
      ?.split('\n')
      .filter((line) => !before.includes(line)) ?? []
  );
}

const OPERATION = '/paths/~1invoices~1{invoice_id}/get';

describe('fixing contracts', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['meta-version-semver', '/info/version', ['info: { title: Invoices, version: 1.0.0 } # not released yet']],
    [
      'err-standard-set',
      `${OPERATION}/responses`,
      ['401: Unauthorized', '403: Forbidden', '429: TooManyRequests'].map((each) => {
        const [status, name] = each.split(': ');
        return `        '${status}': { $ref: ../conventions/responses.yaml#/${name} }`;
      }),
    ],
    [
      'err-retry-after',
      `${OPERATION}/responses/503`,
      ['          headers: { Retry-After: { $ref: ../conventions/headers.yaml#/RetryAfter } }'],
    ],
    ['obs-traceparent', OPERATION, ['        - $ref: ../conventions/parameters.yaml#/traceparent']],
    ['name-operation-id', `${OPERATION}/operationId`, ['      operationId: getInvoice # what people call it']],
    [
      'name-schema-pascal',
      '/components/schemas/supplier_invoice',
      ["              schema: { $ref: '#/components/schemas/SupplierInvoice' }", '    SupplierInvoice:'],
    ],
    [
      'name-property-camel',
      `${OPERATION}/parameters/0`,
      ['  /invoices/{invoiceId}:', '        - { name: invoiceId, in: path, required: true, schema: { type: string } }'],
    ],
    [
      'ref-canonical',
      '/components/schemas/supplier_invoice/properties/total',
      ['          allOf:', '            - $ref: ../canonical/money.yaml'],
    ],
  ])('mends %s', async (ruleId, pointer, lines) => {
    const fixed = await fix({ [ruleId]: pointer });
    expect(fixed.refused).toEqual([]);
    expect(changesOf(fixed)).toEqual(lines);
    expect(() => load(fixed.files.changed.get('contracts/a/openapi.yaml')!)).not.toThrow();
  });

  it('mends all of them at once, in files that name what is renamed, too', async () => {
    const fixed = await fix({
      'meta-version-semver': '/info/version',
      'err-standard-set': `${OPERATION}/responses`,
      'name-operation-id': `${OPERATION}/operationId`,
      'name-schema-pascal': '/components/schemas/supplier_invoice',
      'name-property-camel': `${OPERATION}/parameters/0`,
      'ref-canonical': '/components/schemas/supplier_invoice/properties/total',
    });
    expect(fixed.refused).toEqual([]);
    expect(fixed.mended).toHaveLength(6);
    expect(changesOf(fixed, 'contracts/consumers/portal.yaml')).toContain('      - operation: getInvoice # reads it');
    expect(fixed.files.changed.get('contracts/b/openapi.yaml')).toContain('../a/openapi.yaml#/components/schemas/SupplierInvoice');
  });

  it.each<readonly [string, string, string, Readonly<Record<string, unknown>>, RegExp]>([
    [
      'a number that lost a digit',
      'meta-version-semver',
      '/info/version',
      edited('version: 1 }', 'version: 1.10 }'),
      /1\.10 is a number in YAML, and reads 1\.1/,
    ],
    ['a version of four parts', 'meta-version-semver', '/info/version', edited('version: 1 }', "version: '1.2.3.4' }"), /not plain/],
    [
      'no conventions',
      'err-standard-set',
      `${OPERATION}/responses`,
      { 'contracts/conventions/responses.yaml': {} },
      /no response 'Unauthorized'/,
    ],
    [
      'a query parameter',
      'name-property-camel',
      `${OPERATION}/parameters/0`,
      edited('- { name: invoice_id, in: path', '- { name: due_on, in: query }\n        - { name: invoice_id, in: path'),
      /sent on the wire/,
    ],
    [
      'a consumer that names the parameter',
      'name-property-camel',
      `${OPERATION}/parameters/0`,
      { 'contracts/consumers/portal.yaml': 'id: portal\nreads: [path:invoice_id]\n' },
      /contracts\/consumers\/portal\.yaml names it, too/,
    ],
    [
      'two schemas of one name',
      'name-schema-pascal',
      '/components/schemas/supplier_invoice',
      edited('  schemas:\n', '  schemas:\n    supplierInvoice: { type: string }\n'),
      /would both be SupplierInvoice/,
    ],
    [
      'a copy that asks for less',
      'ref-canonical',
      '/components/schemas/supplier_invoice/properties/total',
      edited('required: [currency, amount]', 'required: [amount]'),
      /no canonical model asks exactly the same/,
    ],
    [
      'a copy with a class of data of its own',
      'ref-canonical',
      '/components/schemas/supplier_invoice/properties/total',
      edited('amount: { type: string }', 'amount: { type: string, x-data-classification: P }'),
      /does not say properties\/amount\/x-data-classification/,
    ],
    [
      'a name that a discriminator sends',
      'name-schema-pascal',
      '/components/schemas/supplier_invoice',
      edited(
        "schema: { $ref: '#/components/schemas/supplier_invoice' }",
        "schema: { oneOf: [{ $ref: '#/components/schemas/supplier_invoice' }], discriminator: { propertyName: kind }, properties: { kind: { type: string } }, required: [kind] }",
      ),
      /it would change contracts\/a\/openapi\.yaml/,
    ],
  ])('leaves %s, and says why', async (_, ruleId, pointer, files, reason) => {
    const fixed = await fix({ [ruleId]: pointer }, files);
    expect(fixed.mended).toEqual([]);
    expect(fixed.files.changed.size).toBe(0);
    expect(fixed.refused.map((refused) => refused.reason)).toEqual([expect.stringMatching(reason)]);
  });

  it('does what it can where one of two fixes of a rule is refuted', async () => {
    const files = edited(
      '  schemas:\n',
      "  schemas:\n    some_text: { type: string }\n    any_of: { oneOf: [{ $ref: '#/components/schemas/supplier_invoice' }], discriminator: { propertyName: kind } }\n",
    );
    const used = edited(
      "$ref: '#/components/schemas/supplier_invoice' }\n",
      "$ref: '#/components/schemas/any_of' }\n",
      files['contracts/a/openapi.yaml'],
    );
    const fixed = await fix(
      { 'name-schema-pascal 1': '/components/schemas/some_text', 'name-schema-pascal 2': '/components/schemas/supplier_invoice' },
      used,
    );
    expect(fixed.mended.map(({ action }) => action)).toEqual(['renames the schema some_text to SomeText']);
    expect(fixed.refused).toHaveLength(1);
  });
});

function edited(from: string, to: string, text = DOCUMENT): Readonly<Record<'contracts/a/openapi.yaml', string>> {
  expect(text).toContain(from);
  return { 'contracts/a/openapi.yaml': text.replace(from, () => to) };
}
