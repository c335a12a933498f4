import type { CompiledContract, RequestVerdict, ResponseVerdict, Violation } from '../compiled-contract.ts';
import { memoryTree } from '../load/memory-tree.ts';
import { readContract } from '../read-contract.ts';
import { compileContract } from './compile-contract.ts';

/** Compiles a document that a test holds as text, in a file called `document.yaml`. */
export async function compileDocument(text: string): Promise<CompiledContract> {
  return compileContract(await readContract(memoryTree({ 'document.yaml': text }), 'document.yaml'));
}

/** Compiles an OpenAPI 3.1 document from its members below `info`. */
export function compileOpenApi(members: Readonly<Record<string, unknown>>, openapi = '3.1.1'): Promise<CompiledContract> {
  return compileDocument(JSON.stringify({ openapi, info: { title: 'Test', version: '1.0.0' }, ...members }));
}

/** Compiles `POST /things` with one JSON body schema, for input, and the same schema as its response, for output. */
export function compileSchema(
  schema: unknown,
  schemas: Readonly<Record<string, unknown>> = {},
  openapi?: string,
): Promise<CompiledContract> {
  const content = { 'application/json': { schema } };
  const post = { operationId: 'post', requestBody: { required: true, content }, responses: { 200: { description: 'ok', content } } };
  return compileOpenApi({ components: { schemas }, paths: { '/things': { post } } }, openapi);
}

/** Does `POST /things` take the value as its body? */
export function takesBody(compiled: CompiledContract, value: unknown): RequestVerdict {
  return compiled.acceptsRequest({ method: 'POST', url: '/things', body: { value } });
}

/** May `POST /things` answer with the value? */
export function givesBody(compiled: CompiledContract, value: unknown): ResponseVerdict {
  const operation = compiled.operation('post');
  if (operation?.kind !== 'http') throw new Error('the document under test has no operation called post');
  return compiled.permitsResponse(operation, { status: 200, body: { value } });
}

/** A verdict in short: `accepted`, or each violation as `code pointer`. */
export function summarise(verdict: { readonly accepted: boolean; readonly violations?: readonly Violation[] }): string | readonly string[] {
  if (verdict.accepted) return 'accepted';
  return (verdict.violations ?? []).map(({ code, pointer }) => `${code} ${pointer}`.trimEnd());
}
