/**
 * Does a mock of GitHub's description answer every GET with a body that is valid? Asks each of its GETs over HTTP, by a request made of what the
 * operation requires, and has an ajv judge the bodies by the document as it was written. Ends with 1 when one is not.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { isJson } from '../../mock-server/answers/structured-media.ts';
import { startMockServer } from '../../mock-server/index.ts';
import { judgeIndependently } from '../../mock-server/testing/independent-judge.ts';
import { sampleRequest } from '../../mock-server/testing/sample-request.ts';
import { compileContract, folderTree, readContract } from '../../registry/contract/index.ts';

const file = 'api.github.com.json';
const folder = dirname(createRequire(new URL('../contract-load/', import.meta.url)).resolve(`@octokit/openapi/generated/${file}`));
const compiled = compileContract(await readContract(folderTree(folder), file));
const independent = judgeIndependently(folder, compiled.contract.specification.version);
const server = await startMockServer({ contracts: [{ id: 'github', compiled }] });

const gets = compiled.contract.operations.filter(
  (operation) => operation.kind === 'http' && operation.origin === 'path' && operation.method === 'GET',
);
for (const mode of ['', 'dynamic=true']) {
  const counts = { asked: 0, judged: 0, 'without JSON': 0 };
  const faults: string[] = [];
  for (const operation of gets) {
    if (operation.kind !== 'http') continue;
    counts.asked++;
    const { path, headers } = sampleRequest(compiled, operation, 'Bearer none');
    const answer = await fetch(server.urlOf('github') + path, {
      headers: { ...headers, ...(mode === '' ? {} : { prefer: mode }) },
      redirect: 'manual',
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    const declared = operation.responses.find(({ status }) => status === String(answer.status));
    const media = declared?.content.find(({ mediaType }) => mediaType === type);
    const isSuccess = answer.status < 400;
    if (isSuccess && media && isJson(type)) {
      counts.judged++;
      const said = independent.faultsOf(media, JSON.parse(text));
      if (said !== undefined) faults.push(`${operation.key}: ${said}`);
    } else if (isSuccess) counts['without JSON']++;
    else faults.push(`${operation.key}: ${answer.status} ${text.slice(0, 300)}`);
  }
  const told = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  console.log(`${mode === '' ? 'as it comes' : mode}: ${told.join(', ')}, not valid ${faults.length}`);
  for (const fault of faults) console.log(`  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
await server.close();
