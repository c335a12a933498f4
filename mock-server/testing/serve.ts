import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { compileContract, folderTree, memoryTree, readContract } from '../../registry/contract/index.ts';
import type { CompiledContract } from '../../registry/contract/index.ts';
import { readBehaviour } from '../read-behaviour.ts';
import { startMockServer } from '../server/start-mock-server.ts';
import type { MockServer } from '../server/start-mock-server.ts';
import type { MockContract } from '../mock-contract.ts';

const repository = join(import.meta.dirname, '..', '..');

/** Reads a shipped contract with its behaviour, by its folder below contracts/. */
export async function shippedContract(folder: string, document = 'openapi.yaml'): Promise<MockContract> {
  const tree = folderTree(repository);
  const compiled = compileContract(await readContract(tree, `contracts/${folder}/${document}`));
  const mock = `contracts/${folder}/mock.yaml`;
  const id = folder.slice(folder.lastIndexOf('/') + 1);
  return (await tree.read(mock)) === undefined ? { id, compiled } : { id, compiled, behaviour: await readBehaviour(tree, mock) };
}

/** Compiles a document that stands in the test. */
export async function compileText(document: string): Promise<CompiledContract> {
  return compileContract(await readContract(memoryTree({ 'contract.yaml': document }), 'contract.yaml'));
}

/** Makes a mock contract of a document, and of a mock.yaml, that stand in the test. */
export async function contractOf(id: string, document: string, mock?: string): Promise<MockContract> {
  const compiled = await compileText(document);
  if (mock === undefined) return { id, compiled };
  return { id, compiled, behaviour: await readBehaviour(memoryTree({ 'mock.yaml': mock }), 'mock.yaml') };
}

/** Serves contracts until the test ends. */
export async function serve(...contracts: readonly MockContract[]): Promise<MockServer> {
  const server = await startMockServer({ contracts });
  onTestFinished(() => server.close());
  return server;
}

/** A token of the server's own endpoint, as an Authorization field value, given by the clock of a session. */
export async function authorize(server: MockServer, scope: string, session = ''): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: 'test', client_secret: 'test', scope };
  const response = await fetch(`${server.url}/__interlock/oauth/token`, {
    method: 'POST',
    headers: { 'interlock-session': session },
    body: new URLSearchParams(form),
  });
  const { access_token } = (await response.json()) as { readonly access_token: string };
  return `Bearer ${access_token}`;
}
