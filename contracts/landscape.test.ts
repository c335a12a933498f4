import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { readBehaviour, startMockServer } from '../mock-server/index.ts';
import type { CompiledContract, EventOperation, HttpOperation, Parameter } from '../registry/contract/index.ts';
import { openWorkspace, type Workspace } from '../registry/workspace/index.ts';

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

test('mocks of the whole landscape start, so that every seed fits its resource', async () => {
  const contracts = await Promise.all(
    workspace.contracts.map(async ({ id, behaviour, compile }) => {
      const compiled = await compile();
      return behaviour === undefined ? { id, compiled } : { id, compiled, behaviour: await readBehaviour(workspace.tree, behaviour) };
    }),
  );
  const server = await startMockServer({ contracts });
  await expect(server.close()).resolves.toBeUndefined();
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
