import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { packagePath } from '../package-root.ts';
import { changeDocs } from './change-pages/change-docs.ts';
import { generatedDocs } from './generated-docs.ts';

// Writes the pages of docs/ that are made from the code, docs/errors.md and docs/commands/, and what of docs/changes/ follows from it.
for (const [path, text] of [...(await generatedDocs()), ...(await changeDocs())]) {
  mkdirSync(dirname(packagePath(path)), { recursive: true });
  writeFileSync(packagePath(path), text);
  console.log(path);
}
