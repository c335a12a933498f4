import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileContract, folderTree, readContract } from '../registry/contract/index.ts';
import type { HttpOperation } from '../registry/contract/index.ts';
import { isJson } from './answers/structured-media.ts';
import type { MockContract } from './mock-contract.ts';
import { judgeIndependently } from './testing/independent-judge.ts';
import type { IndependentJudge } from './testing/independent-judge.ts';
import { sampleRequest } from './testing/sample-request.ts';
import type { SampleRequest } from './testing/sample-request.ts';
import { authorize, serve, shippedContract } from './testing/serve.ts';

const repository = join(import.meta.dirname, '..');
const specs = join(repository, '..', 'shared', 'corpus', 'specs');
/** Documents with their operations, documented responses, and those of them that have a JSON body. */
const CORPUS = [
  ['sap-b1-purchasing.json', 198, 410, 288],
  ['sap-s4-material-document.json', 13, 26, 25],
  ['workday-accountspayable.openapi.yml', 10, 60, 60],
  ['xero-accounting.openapi.yaml', 221, 322, 302],
] as const;
const SHIPPED = globSync('contracts/*/*/openapi.yaml', { cwd: repository }).map((file) => file.split('/').slice(1, -1).join('/'));

/** Examples where there are any, and values made from the schema. */
const MODES = ['', ', dynamic=true'];

/** What a run over all documented responses of a contract saw. */
interface Conformance {
  readonly operations: number;
  readonly responses: number;
  /** Bodies that the independent judge looked at. */
  readonly judged: number;
  /** What the contract or the independent judge has against an answer. */
  readonly faults: readonly string[];
}

/** Asks a mock for every documented response of every operation, by `Prefer: code=…`, over HTTP. */
async function runAll(mock: MockContract, independent: IndependentJudge): Promise<Conformance> {
  const server = await serve(mock);
  const { contract } = mock.compiled;
  const operations = contract.operations.filter((operation) => operation.kind === 'http').filter(isReachable);
  const scopes = operations.flatMap((operation) => operation.security.flatMap((one) => one.flatMap((scheme) => scheme.scopes)));
  const authorization = await authorize(server, [...new Set(scopes)].join(' '));
  const faults: string[] = [];
  let responses = 0;
  let judged = 0;
  for (const operation of operations) {
    const request = sampleRequest(mock.compiled, operation, authorization);
    for (const status of statusesOf(operation)) {
      responses++;
      for (const mode of MODES) {
        const answer = await ask(server.urlOf(mock.id), request, `code=${status}${mode}`);
        const { fault, isJudged } = judge(mock, operation, answer, independent);
        const wrong = answer.status === status ? fault : `answered ${answer.status} ${answer.text.slice(0, 300)}`;
        if (wrong !== undefined) faults.push(`${operation.key} ${status}${mode}: ${wrong}`);
        if (isJudged && mode === '') judged++;
      }
    }
  }
  return { operations: operations.length, responses, judged, faults };
}

/** Webhooks and callbacks are not served; a path that holds a query, which OpenAPI does not know, is never asked for. */
function isReachable({ origin, path }: HttpOperation): boolean {
  return origin === 'path' && !path.includes('?');
}

/** One status for every documented response: of a range and of `default`, one that no other response has. */
function statusesOf({ responses }: HttpOperation): readonly number[] {
  const exact = new Set(responses.map(({ status }) => status));
  const free = (from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, index) => from + index)
      .filter((status) => !exact.has(String(status)) && !exact.has(`${status / 100}XX`))
      .slice(0, 1);
  return responses.flatMap(({ status }) => {
    if (/^\d{3}$/.test(status)) return Number(status) >= 200 ? [Number(status)] : [];
    if (status === 'default') return free(500, 599);
    return free(Number(status[0]) * 100, Number(status[0]) * 100 + 99);
  });
}

async function ask(base: string, { path, body, ...init }: SampleRequest, prefer: string) {
  const headers = { ...init.headers, prefer };
  const answer = await fetch(base + path, { ...init, headers, redirect: 'manual', ...(body ? { body: new Uint8Array(body) } : {}) });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers) as Record<string, string>,
    body: bytes,
    text: new TextDecoder().decode(bytes),
  };
}

function judge(
  { compiled }: MockContract,
  operation: HttpOperation,
  { status, headers, body, text }: Awaited<ReturnType<typeof ask>>,
  independent: IndependentJudge,
): { readonly fault: string | undefined; readonly isJudged: boolean } {
  const verdict = compiled.permitsResponse(operation, { status, headers, ...(body.length > 0 ? { body } : {}) });
  if (!verdict.accepted) return { fault: `${verdict.violations[0]?.pointer} ${verdict.violations[0]?.message}`, isJudged: false };
  const type = headers['content-type'] ?? '';
  const media = verdict.response?.content.find(({ mediaType }) => mediaType === type);
  if (!media || !isJson(type)) return { fault: undefined, isJudged: false };
  const said = independent.faultsOf(media, JSON.parse(text));
  return { fault: said && `independently, ${said}`, isJudged: true };
}

describe('every documented response of the shipped contracts', () => {
  it.each(SHIPPED)('%s', { timeout: 120_000 }, async (folder) => {
    const mock = await shippedContract(folder);
    const { faults, judged } = await runAll(mock, judgeIndependently(repository, mock.compiled.contract.specification.version));
    expect(faults).toEqual([]);
    expect(judged).toBeGreaterThan(0);
  });
});

const isAbsent = !existsSync(specs);

describe(`every documented response of real documents${isAbsent ? ' (skipped: ../shared/corpus/specs is absent)' : ''}`, () => {
  it.skipIf(isAbsent).each(CORPUS)('%s', { timeout: 300_000 }, async (file, operations, responses, judged) => {
    const compiled = compileContract(await readContract(folderTree(specs), file));
    const independent = judgeIndependently(specs, compiled.contract.specification.version);
    expect(await runAll({ id: 'real', compiled }, independent)).toEqual({ operations, responses, judged, faults: [] });
  });
});

it('judges independently, and not in vain', async () => {
  const { compiled } = await shippedContract('billing/patient-accounts');
  const operation = compiled.operation('getAccount');
  const media = operation?.kind === 'http' ? operation.responses.find(({ status }) => status === '200')?.content[0] : undefined;
  expect(media && judgeIndependently(repository, '3.0.3').faultsOf(media, { accountId: 7 })).toMatch(/^data/);
});
