import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderTree, readContract } from '../../registry/contract/index.ts';
import { generateClient } from './generate-client.ts';
import { SHIPPED_CLIENTS } from './shipped-clients.ts';

const root = join(import.meta.dirname, '..', '..');
for (const { contractId, document, file } of SHIPPED_CLIENTS) {
  const contract = await readContract(folderTree(root), document);
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), generateClient(contract, { name: contractId }));
}
