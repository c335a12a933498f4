import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import {
  compileContract,
  readContract,
  type CompiledContract,
  type Contract,
  type HttpOperation,
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
const ENTITIES = [...Object.values(ENTITY_FILES), 'address', 'adjustment', 'money', 'payer', 'problem'].sort();

/** Required in the entity list and not here: contracts/README.md says why. */
const OPTIONAL_BY_DEVIATION: ReadonlySet<string> = new Set(['remittance.payeeNpi']);

interface EntityList {
  readonly entities: Readonly<Record<string, readonly { readonly field: string; readonly required: boolean; readonly phi: string }[]>>;
}

let workspace: Workspace;
let canonical: CompiledContract;
let entityList: EntityList;

beforeAll(async () => {
  workspace = await openWorkspace(fileURLToPath(new URL('..', import.meta.url)));
  canonical = await readCanonical(workspace);
  entityList = JSON.parse(await readFile(new URL('../test/scenarios/entities.json', import.meta.url), 'utf8')) as EntityList;
});

test('every canonical file is looked at', async () => {
  const files = await workspace.tree.list('contracts/canonical');
  expect(files).toEqual(ENTITIES.map((name) => `contracts/canonical/${name}.yaml`));
});

test.each(ENTITIES)('%s classifies every field', (name) => {
  const unclassified = [...fieldsOf(canonical.contract, entitySchema(name))]
    .filter(({ schema }) => !/^[NIFBPS]$/.test(String(annotation(schema, 'x-data-classification'))))
    .map(({ path }) => path);
  expect(unclassified).toEqual([]);
});

test.each(ENTITIES)('%s has examples, and they fit', (name) => {
  const examples = examplesOf(name);
  expect(examples.length).toBeGreaterThan(0);
  expect(examples.flatMap((value) => faultsOf(name, value))).toEqual([]);
});

test.each(Object.entries(ENTITY_FILES))('%s has the fields of the entity list', (entity, file) => {
  const fields = new Map([...fieldsOf(canonical.contract, entitySchema(file))].map((field) => [field.path, field]));
  const wanted = entityList.entities[entity] ?? [];
  expect(wanted.length).toBeGreaterThan(0);
  for (const { field: name, phi, required } of wanted) {
    const field = fields.get(name.replace(/\[\]$/, ''));
    expect(field, name).toBeDefined();
    expect(annotation(field?.schema, 'x-data-classification'), `class of ${name}`).toBe(phi);
    expect(field?.required, `${name} is required`).toBe(required && !OPTIONAL_BY_DEVIATION.has(`${entity}.${name}`));
  }
});

test.each([
  ['Contractual adjustment CO-45', true],
  ['Interest L6', true],
  ['Reversal of 0b9f6f1e-7b1f-4a53-9d59-2f6f4f0f1c01', true],
  ['Payment for PA-1001', false],
  ['Payment for PA1', false],
  ['Payment of Jane Doe', false],
  ['DOE, JANE', false],
  ['Claim 20260105001', false],
])('the text of a journal line may be %j: %s', (text, passes) => {
  const [entry] = examplesOf('journal-entry') as readonly { readonly lines: readonly object[] }[];
  expect(entry).toBeDefined();
  const value = { ...entry, lines: entry?.lines.map((line) => ({ ...line, text })) };
  expect(faultsOf('journal-entry', value).length === 0).toBe(passes);
});

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

function operationOf(name: string): HttpOperation {
  return canonical.operation(name) as HttpOperation;
}

function entitySchema(name: string): Schema | undefined {
  return operationOf(name).responses[0]?.content[0]?.schema;
}

function examplesOf(name: string): readonly unknown[] {
  return (annotation(entitySchema(name), 'examples') ?? []) as readonly unknown[];
}

function faultsOf(name: string, value: unknown): readonly string[] {
  const verdict = canonical.permitsResponse(operationOf(name), {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: { value },
  });
  return verdict.accepted ? [] : verdict.violations.map(({ pointer, message }) => `${pointer}: ${message}`);
}

/** The value of a keyword, the outermost one where references and `allOf` have it, too. */
function annotation(schema: Schema | undefined, keyword: string): unknown {
  for (const layer of layersOf(canonical.contract, schema)) if (layer[keyword] !== undefined) return layer[keyword];
  return undefined;
}

/** The schema itself, what it refers to, and what it is composed of by `allOf`. */
function* layersOf(contract: Contract, schema: Schema | undefined): Iterable<SchemaObject> {
  if (schema === undefined || typeof schema === 'boolean') return;
  yield schema;
  if (schema.$ref !== undefined) yield* layersOf(contract, contract.schemas.get(schema.$ref)?.schema);
  for (const part of (schema['allOf'] as readonly Schema[] | undefined) ?? []) yield* layersOf(contract, part);
}

interface Field {
  /** As the entity list writes it: `claims[].adjustments`, `lines[].unitPrice`. */
  readonly path: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** Every field of a schema and of the objects and arrays in it. */
function* fieldsOf(contract: Contract, schema: Schema | undefined, prefix = ''): Iterable<Field> {
  for (const layer of layersOf(contract, schema)) {
    const required = new Set(layer['required'] as readonly string[] | undefined);
    for (const [name, property] of Object.entries((layer['properties'] as Readonly<Record<string, Schema>> | undefined) ?? {})) {
      yield { path: prefix + name, schema: property, required: required.has(name) };
      yield* fieldsOf(contract, property, `${prefix}${name}.`);
    }
    if (layer['items'] !== undefined) yield* fieldsOf(contract, layer['items'] as Schema, prefix.replace(/\.$/, '[].'));
  }
}
