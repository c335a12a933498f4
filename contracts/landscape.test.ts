import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  compileContract,
  readContract,
  type CompiledContract,
  type Contract,
  type EventOperation,
  type HttpOperation,
  type Parameter,
  type Schema,
  type SchemaObject,
} from '../registry/contract/index.ts';
import { memoryTree, openWorkspace, type Workspace } from '../registry/workspace/index.ts';

/** File of each canonical entity, by its name in the entity list. */
const ENTITY_FILES: Readonly<Record<string, string>> = {
  supplier: 'supplier',
  itemMaster: 'item',
  costCenter: 'cost-center',
  patientAccount: 'patient-account',
  claimStatus: 'claim-status',
  remittance: 'remittance',
  purchaseOrder: 'purchase-order',
  goodsReceipt: 'goods-receipt',
  invoice: 'invoice',
  payment: 'payment',
  journalEntry: 'journal-entry',
};
const OTHER_ENTITIES = ['address', 'adjustment', 'money', 'payer', 'problem'];
const ENTITIES = [...Object.values(ENTITY_FILES), ...OTHER_ENTITIES].sort();

/** Required in the entity list and not here: contracts/README.md says why. */
const OPTIONAL_BY_DEVIATION = new Set(['remittance.payeeNpi']);

const CONTRACT_IDS = [
  'analytics-sink',
  'bank-credits',
  'claim-status',
  'claim-to-cash',
  'claims-events',
  'cost-centers',
  'general-ledger',
  'patient-accounts',
  'payer-directory',
  'receivables',
];

let workspace: Workspace;

beforeAll(async () => {
  workspace = await openWorkspace(fileURLToPath(new URL('..', import.meta.url)));
});

test('the landscape holds the contracts that claim-to-cash needs', () => {
  expect(workspace.contracts.map(({ id }) => id)).toEqual(expect.arrayContaining(CONTRACT_IDS));
});

describe.each(CONTRACT_IDS)('%s', (id) => {
  test('reads without a finding', async () => {
    expect((await workspace.contract(id).read()).findings).toEqual([]);
  });

  test('has examples, and every one of them fits', async () => {
    const compiled = await workspace.contract(id).compile();
    const checks = compiled.contract.operations.flatMap((operation) =>
      operation.kind === 'http' ? [...httpChecks(compiled, operation)] : [...eventChecks(compiled, operation)],
    );
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter(({ faults }) => faults.length > 0)).toEqual([]);
  });

  test('names operations that exist in what it uses', async () => {
    for (const use of workspace.contract(id).metadata.uses ?? []) {
      const used = await workspace.contract(use.contract).compile();
      expect(used.operation(use.operation), `${use.contract} ${use.operation}`).toBeDefined();
    }
  });

  test('has its runbook', async () => {
    const { folder, metadata } = workspace.contract(id);
    expect(await workspace.tree.read(`${folder}/${metadata.runbook}`)).toBeDefined();
  });
});

describe('canonical entities', () => {
  let canonical: CompiledContract;

  beforeAll(async () => {
    canonical = await readCanonical(workspace);
  });

  test('are all looked at', async () => {
    const files = await workspace.tree.list('contracts/canonical');
    expect(files).toEqual(ENTITIES.map((name) => `contracts/canonical/${name}.yaml`));
  });

  test.each(ENTITIES)('%s classifies every field', (name) => {
    const unclassified = [...fieldsOf(canonical.contract, entitySchema(canonical, name))]
      .filter(({ schema }) => !/^[NIFBPS]$/.test(String(annotation(canonical.contract, schema, 'x-data-classification'))))
      .map(({ path }) => path);
    expect(unclassified).toEqual([]);
  });

  test.each(ENTITIES)('%s has examples, and they fit', (name) => {
    const operation = canonical.operation(name) as HttpOperation;
    const examples = annotation(canonical.contract, entitySchema(canonical, name), 'examples') as readonly unknown[];
    expect(examples.length).toBeGreaterThan(0);
    for (const value of examples) expect(responseFaults(canonical, operation, 200, 'application/json', value)).toEqual([]);
  });

  test.each(Object.entries(ENTITY_FILES))('%s has the fields of the entity list', async (entity, file) => {
    const list = JSON.parse(await readFile(new URL('../test/scenarios/entities.json', import.meta.url), 'utf8')) as EntityList;
    const fields = new Map([...fieldsOf(canonical.contract, entitySchema(canonical, file))].map((field) => [field.path, field]));
    for (const wanted of list.entities[entity] ?? []) {
      const field = fields.get(wanted.field.replace(/\[\]$/, ''));
      expect(field, wanted.field).toBeDefined();
      expect(annotation(canonical.contract, field?.schema ?? true, 'x-data-classification'), wanted.field).toBe(wanted.phi);
      const isRequired = wanted.required && !OPTIONAL_BY_DEVIATION.has(`${entity}.${wanted.field}`);
      expect(field?.required, `${wanted.field} is required`).toBe(isRequired);
    }
  });
});

interface EntityList {
  readonly entities: Readonly<Record<string, readonly { readonly field: string; readonly required: boolean; readonly phi: string }[]>>;
}

interface Check {
  readonly example: string;
  readonly faults: readonly string[];
}

/** Every example of a request and of a response, sent through the compiled contract. */
function* httpChecks(compiled: CompiledContract, operation: HttpOperation): Iterable<Check> {
  const bodies = (operation.requestBody?.content ?? []).flatMap(({ mediaType, examples }) =>
    examples.map((example) => ({ mediaType, name: example.name, value: example.value })),
  );
  for (const body of bodies.length > 0 ? bodies : [undefined]) {
    const verdict = compiled.acceptsRequest({
      method: operation.method,
      url: exampleUrl(operation),
      headers: { ...exampleHeaders(operation.parameters), ...(body && { 'content-type': body.mediaType }) },
      ...(body && { body: { value: body.value } }),
    });
    yield { example: `${operation.key} request ${body?.name ?? ''}`, faults: verdict.accepted ? [] : faultsOf(verdict.violations) };
  }
  for (const response of operation.responses) {
    expect(response.content.length, `${operation.key} ${response.status} has content`).toBeGreaterThan(0);
    for (const { mediaType, examples } of response.content) {
      expect(examples.length, `${operation.key} ${response.status} ${mediaType} has an example`).toBeGreaterThan(0);
      for (const { name, value } of examples) {
        const faults = responseFaults(compiled, operation, Number(response.status), mediaType, value, exampleHeaders(response.headers));
        yield { example: `${operation.key} ${response.status} ${name ?? ''}`, faults };
      }
    }
  }
}

function* eventChecks(compiled: CompiledContract, operation: EventOperation): Iterable<Check> {
  for (const { name, contentType, examples } of operation.messages) {
    expect(examples.length, `${operation.key} ${name} has an example`).toBeGreaterThan(0);
    for (const example of examples) {
      const verdict = compiled.permitsMessage(operation, {
        headers: example.headers as Readonly<Record<string, unknown>>,
        payload: { value: example.payload },
        contentType,
      });
      yield { example: `${operation.key} ${name} ${example.name ?? ''}`, faults: verdict.accepted ? [] : faultsOf(verdict.violations) };
    }
  }
}

function responseFaults(
  compiled: CompiledContract,
  operation: HttpOperation,
  status: number,
  mediaType: string,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): readonly string[] {
  const verdict = compiled.permitsResponse(operation, { status, headers: { ...headers, 'content-type': mediaType }, body: { value } });
  return verdict.accepted ? [] : faultsOf(verdict.violations);
}

function faultsOf(violations: readonly { readonly part: string; readonly pointer: string; readonly message: string }[]): readonly string[] {
  return violations.map(({ part, pointer, message }) => `${part}${pointer}: ${message}`);
}

function exampleOf(parameter: Parameter): string {
  const [example] = parameter.examples;
  expect(example, `${parameter.in} ${parameter.name} has an example`).toBeDefined();
  return String(example?.value);
}

function exampleUrl(operation: HttpOperation): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return encodeURIComponent(parameter ? exampleOf(parameter) : '');
  });
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => [parameter.name, exampleOf(parameter)]);
  return query.length > 0 ? `${path}?${new URLSearchParams(query)}` : path;
}

function exampleHeaders(parameters: readonly Parameter[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    parameters.filter((parameter) => parameter.in === 'header').map((parameter) => [parameter.name, exampleOf(parameter)]),
  );
}

/** All canonical schemas as one contract, whose operation `<name>` answers with the entity: what reads contracts reads entities, too. */
async function readCanonical({ tree }: Workspace): Promise<CompiledContract> {
  const files = await tree.list('contracts/canonical');
  const texts = await Promise.all(files.map(async (path) => [path, new TextDecoder().decode(await tree.read(path))] as const));
  const paths = ENTITIES.map((name) => [`/${name}`, { get: { operationId: name, responses: { 200: answerWith(name) } } }] as const);
  const document = { openapi: '3.1.0', info: { title: 'Canonical', version: '1.0.0' }, paths: Object.fromEntries(paths) };
  const overlay = memoryTree({ ...Object.fromEntries(texts), 'contracts/canonical.json': JSON.stringify(document) });
  return compileContract(await readContract(overlay, 'contracts/canonical.json'));
}

function answerWith(name: string): unknown {
  return { description: name, content: { 'application/json': { schema: { $ref: `./canonical/${name}.yaml` } } } };
}

function entitySchema(canonical: CompiledContract, name: string): Schema {
  const schema = (canonical.operation(name) as HttpOperation).responses[0]?.content[0]?.schema;
  expect(schema, name).toBeDefined();
  return schema ?? false;
}

/** The schema behind references, and what it is composed of by `allOf`. */
function* layersOf(contract: Contract, schema: Schema | undefined): Iterable<SchemaObject> {
  if (schema === undefined || typeof schema === 'boolean') return;
  yield schema;
  if (schema.$ref !== undefined) yield* layersOf(contract, contract.schemas.get(schema.$ref)?.schema);
  for (const part of (schema['allOf'] as readonly Schema[] | undefined) ?? []) yield* layersOf(contract, part);
}

/** The value of a keyword, the outermost one where references and `allOf` have it, too. */
function annotation(contract: Contract, schema: Schema, keyword: string): unknown {
  for (const layer of layersOf(contract, schema)) if (layer[keyword] !== undefined) return layer[keyword];
  return undefined;
}

interface Field {
  /** As the entity list writes it: `claims[].adjustments`, `lines[].unitPrice`. */
  readonly path: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** Every field of a schema and of the objects and arrays in it. */
function* fieldsOf(contract: Contract, schema: Schema, prefix = ''): Iterable<Field> {
  for (const layer of layersOf(contract, schema)) {
    for (const [name, property] of Object.entries((layer['properties'] as Readonly<Record<string, Schema>> | undefined) ?? {})) {
      const required = ((layer['required'] as readonly string[] | undefined) ?? []).includes(name);
      yield { path: prefix + name, schema: property, required };
      yield* fieldsOf(contract, property, `${prefix}${name}.`);
    }
    if (layer['items'] !== undefined) yield* fieldsOf(contract, layer['items'] as Schema, prefix.replace(/\.$/, '[].'));
  }
}
