import { dirname, join, relative, resolve, sep } from 'node:path';
import { compileContract, folderTree, loggedTree, readContract, ReadLog } from '../../registry/contract/index.ts';
import type { ReadOptions } from '../../registry/contract/index.ts';
import { readBehaviour } from '../read-behaviour.ts';
import type { MockSource } from './mock-source.ts';

/** A document that is no contract of a workspace. */
export interface NamedDocument {
  readonly id: string;
  readonly mountPath: string;
  /** Absolute path. */
  readonly file: string;
  /** Absolute path of the folder that its references may lead to. */
  readonly root: string;
  /** The only one that is served of its folder: a `mock.yaml` beside it is for it. */
  readonly isAlone: boolean;
  readonly access: ReadOptions;
}

/** A document with the behaviour beside it: `claims.mock.yaml` for `claims.yaml`, else `mock.yaml` where no other document of the folder is served. */
export function fileSource({ id, mountPath, file, root, isAlone, access }: NamedDocument, cwd: string): MockSource {
  const slashed = (path: string): string => path.split(sep).join('/');
  const path = slashed(relative(root, file));
  const label = slashed(relative(cwd, root));
  const behaviours = [path.replace(/\.[^./]+$/, '.mock.yaml'), ...(isAlone ? [slashed(join(dirname(path), 'mock.yaml'))] : [])];
  return {
    key: file,
    id,
    mountPath,
    async load() {
      const reads = new ReadLog();
      const tree = loggedTree(folderTree(root, label === '' ? '' : `${label}/`), reads);
      const compiled = compileContract(await readContract(tree, path, { ...access, isDraft: true }));
      let behaviour;
      for (const beside of behaviours) {
        if (behaviour === undefined && (await tree.read(beside)) !== undefined) behaviour = await readBehaviour(tree, beside);
      }
      return {
        contract: { id, compiled, mountPath, ...(behaviour && { behaviour }) },
        findings: compiled.contract.findings,
        files: [...reads.files.keys()].map((read) => resolve(root, read)),
      };
    },
  };
}
