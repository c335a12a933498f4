import { expect } from 'vitest';
import { InterlockError } from '../../../errors.ts';
import type { Contract, Schema } from '../contract.ts';
import { readContract } from '../read-contract.ts';
import type { ReadOptions } from '../read-options.ts';
import { memoryTree } from '../load/memory-tree.ts';

/** Reads a contract from one document, as text or value. */
export function contractOf(document: unknown, options?: ReadOptions): Promise<Contract> {
  return readContract(memoryTree({ 'api.yaml': document }), 'api.yaml', options);
}

/** Reads the schema of a media type in a document of a given OpenAPI version, with what it may refer to under `components.schemas`. */
export async function schemaOf(openapi: string, schema: unknown, schemas: Readonly<Record<string, unknown>> = {}): Promise<Schema> {
  return slotSchema(await contractWith(openapi, schema, schemas));
}

/** A contract whose one response has a schema. */
export function contractWith(openapi: string, schema: unknown, schemas: Readonly<Record<string, unknown>> = {}): Promise<Contract> {
  const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
  return contractOf({ openapi, info: { title: 't', version: '1' }, paths: { '/x': { get: { responses } } }, components: { schemas } });
}

/** The schema of the response that `contractWith` declares. */
export function slotSchema(contract: Contract): Schema {
  const [operation] = contract.operations;
  if (operation?.kind !== 'http') throw new Error('the contract has no HTTP operation');
  return operation.responses[0]!.content[0]!.schema;
}

/** A schema with every reference written out, for comparing graphs; a cycle ends as the name of its schema. */
export function writtenOut(contract: Contract, schema: unknown, within: readonly string[] = []): unknown {
  if (Array.isArray(schema)) return schema.map((item) => writtenOut(contract, item, within));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...others } = schema as Readonly<Record<string, unknown>>;
  const rest = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, writtenOut(contract, value, within)]));
  if (typeof $ref !== 'string') return rest;
  const named = contract.schemas.get($ref as `schema:${number}`)!;
  if (within.includes($ref)) return { cycle: named.name };
  const target = writtenOut(contract, named.schema, [...within, $ref]);
  return Object.keys(rest).length === 0 ? target : { allOf: [target], ...rest };
}

/** The error that reading fails with. */
export async function failureOf(reading: Promise<unknown>): Promise<InterlockError> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InterlockError);
  return error as InterlockError;
}
