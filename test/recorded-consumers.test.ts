import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkConsumers } from '../gate/consumers/check-consumers.ts';
import { startMockServer, UseRecorder, verifyContract, writeConsumers } from '../mock-server/index.ts';
import { readBehaviour } from '../mock-server/index.ts';
import { packagePath } from '../package-root.ts';
import type { FileTree } from '../registry/contract/index.ts';
import { openWorkspace, workspaceOf } from '../registry/workspace/index.ts';
import type { Workspace } from '../registry/workspace/index.ts';

/** The workspace with files of consumers in the place of its own. */
function withConsumers({ tree, folder, config }: Workspace, files: ReadonlyMap<string, Uint8Array>): Promise<Workspace> {
  const isConsumer = (path: string): boolean => path.startsWith(`${config.consumers}/`);
  const overlay: FileTree = {
    label: '',
    read: async (path) => (isConsumer(path) ? files.get(path) : tree.read(path)),
    list: async (within) => [
      ...(await tree.list(within)).filter((path) => !isConsumer(path)),
      ...(within === config.consumers ? files.keys() : []),
    ],
  };
  return workspaceOf(overlay, folder);
}

it('what is recorded of every shipped contract, on mocks and on a proxy, is a file of consumers that the gate finds no fault in', async () => {
  const workspace = await openWorkspace(packagePath());
  const folder = await mkdtemp(join(tmpdir(), 'recorded-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const recorder = new UseRecorder();
  const documents = await Promise.all(
    workspace.contracts.map(async ({ id, document, behaviour, compile }) => ({
      id,
      document,
      contract: {
        id,
        compiled: await compile(),
        ...(behaviour !== undefined && { behaviour: await readBehaviour(workspace.tree, behaviour) }),
      },
    })),
  );
  const called = documents.filter(({ contract }) => contract.compiled.contract.specification.format === 'openapi');
  const mocks = await startMockServer({ contracts: called.map(({ contract }) => contract), recorder });
  onTestFinished(() => mocks.close());
  for (const { id, document, contract } of called) {
    const scopes = contract.compiled.contract.operations.flatMap(({ security }) => security.flat().flatMap((one) => one.scopes));
    const form = { grant_type: 'client_credentials', client_id: 'portal', client_secret: 'x', scope: [...new Set(scopes)].join(' ') };
    const answer = await fetch(`${mocks.url}/__interlock/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    const { access_token: token } = (await answer.json()) as { readonly access_token: string };
    const headers = { authorization: `Bearer ${token}`, 'interlock-consumer': 'patient-portal' };
    const proxy = await startMockServer({ contracts: [{ ...contract, mountPath: '' }], target: mocks.urlOf(id), recorder });
    const options = { target: proxy.url, headers, seed: 'a', isNegative: true, isUnsafe: true };
    const { findings, reached, operations } = await verifyContract(packagePath(document), packagePath(), options);
    expect([reached, findings.filter(({ severity }) => severity !== 'hint').map(({ message }) => message)]).toEqual([operations, []]);
    await proxy.close();
    // only callers' faults were sent on purpose, so that nothing else may have drifted
    expect(proxy.proxy!.drifts.seen().filter(({ kind }) => kind !== 'invalid')).toEqual([]);
  }

  const consumers = recorder.consumersSeen();
  expect(consumers.map(({ id }) => id)).toEqual(['patient-portal', 'portal', 'unnamed']);
  expect(consumers[0]!.uses.map(({ contract }) => contract)).toEqual(called.map(({ id }) => id));
  const lookup = consumers[0]!.uses
    .find(({ contract }) => contract === 'patient-accounts')!
    .operations!.find(({ operation }) => operation === 'lookupAccount')!;
  expect(lookup.sends).toContain('/patientAccountId');
  expect(lookup.reads).toEqual(expect.arrayContaining(['/accountId', '/patientBalance/amount', 'header:ETag', '/title']));
  expect(lookup.values).toEqual({ '/status': ['open'] });

  const written = await writeConsumers(folder, consumers);
  expect(written.map((path) => path.slice(folder.length + 1))).toEqual((await readdir(folder)).toSorted());
  const files = new Map<string, Uint8Array>();
  for (const path of written) files.set(workspace.config.consumers + path.slice(folder.length), await readFile(path));
  const checked = await withConsumers(workspace, files);
  expect((await checked.consumers()).files.map(({ consumer }) => consumer)).toEqual(consumers);
  expect(await checkConsumers(checked)).toEqual([]);
});
