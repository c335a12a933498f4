import { describe, expect, it } from 'vitest';
import type { HttpOperation } from '../registry/contract/index.ts';
import { resolveSchema } from './answers/schema-shape.ts';
import { authorize, serve, shippedContract } from './testing/serve.ts';

const FOLDERS = [
  'billing/patient-accounts',
  'claims/claim-status',
  'finance/cost-centers',
  'finance/general-ledger',
  'finance/receivables',
  'payers/payer-directory',
  'claim-to-cash/claim-to-cash',
];

/** A request for each example of an operation's body, or one without a body: parameters from their examples. */
function exampleRequests(operation: HttpOperation, contract: Parameters<typeof resolveSchema>[0]) {
  const example = (name: string, place: string): string | undefined => {
    const parameter = operation.parameters.find((candidate) => candidate.name === name && candidate.in === place);
    const schema = parameter && resolveSchema(contract, parameter.schema);
    const value =
      parameter?.examples[0]?.value ?? (typeof schema === 'object' ? (schema['examples'] as unknown[] | undefined)?.[0] : undefined);
    return value === undefined ? undefined : String(value);
  };
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(example(name, 'path') ?? 'unknown'));
  const headers = operation.parameters.flatMap(({ name, in: place, required }) => {
    const value = place === 'header' && required ? example(name, 'header') : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  const bodies =
    operation.requestBody?.content.flatMap(({ mediaType, examples }) => examples.map(({ value }) => ({ mediaType, value }))) ?? [];
  const base = { method: operation.method, path, headers: Object.fromEntries(headers) };
  if (bodies.length === 0) return [{ ...base, body: undefined }];
  return bodies.map(({ mediaType, value }) => ({
    ...base,
    headers: { ...base.headers, 'content-type': mediaType },
    body: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

describe.each(FOLDERS)('contracts/%s', (folder) => {
  it('answers every example request with what the contract permits', async () => {
    const mock = await shippedContract(folder);
    const server = await serve(mock);
    const { contract } = mock.compiled;
    const scopes = contract.operations.flatMap((operation) => operation.security.flatMap((one) => one.flatMap((scheme) => scheme.scopes)));
    const authorization = await authorize(server, [...new Set(scopes)].join(' '));
    const statuses: string[] = [];
    for (const operation of contract.operations) {
      if (operation.kind !== 'http') continue;
      for (const { method, path, headers, body } of exampleRequests(operation, contract)) {
        const response = await fetch(server.urlOf(mock.id) + path, {
          method,
          headers: { authorization, ...headers },
          ...(body === undefined ? {} : { body }),
        });
        const bytes = new Uint8Array(await response.arrayBuffer());
        const verdict = mock.compiled.permitsResponse(operation, {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          ...(bytes.length > 0 ? { body: bytes } : {}),
        });
        const name = `${operation.operationId ?? operation.key} ${response.status}`;
        statuses.push(name);
        const said = new TextDecoder().decode(bytes);
        expect(verdict.accepted ? [] : verdict.violations.map(({ message }) => message), `${name} ${said}`).toEqual([]);
        expect(response.status, `${name} ${said}`).toBeLessThan(500);
        expect([400, 401, 403, 415, 422], `${name} ${said}`).not.toContain(response.status);
      }
    }
    expect(statuses.length).toBeGreaterThan(0);
  });
});
