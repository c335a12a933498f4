import { childPointer, pointerSegments } from '../../registry/contract/index.ts';
import type { Fix } from './fix.ts';
import { operationNameEdits } from './operation-name-edits.ts';
import { camelCase } from './renamed-identifier.ts';
import { renameReferences } from './rename-references.ts';
import { isRefusal, objectAt, refuse, refuseEdit, targetOf } from './target.ts';

/** Renames an operation, and all that names it. */
export const nameOperationId: Fix = {
  ruleId: 'name-operation-id',
  summary: 'writes an `operationId` in camelCase, with links, consumers, mappings, `uses` and the `mock.yaml` that name it',
  declares: ['operation-id-changed'],
  async propose(finding, files) {
    const target = await targetOf(finding, files);
    if (isRefusal(target)) return target;
    const { file, written, value } = target;
    const segments = pointerSegments(finding.pointer);
    const isKey = segments.length === 2 && segments[0] === 'operations';
    const name = isKey ? segments[1]! : value;
    if (typeof name !== 'string' || !(isKey || segments.at(-1) === 'operationId'))
      return refuse(finding, 'it has no operationId, and only people can name it');
    const to = camelCase(name);
    if (!/^[a-z]/.test(to)) return refuse(finding, `there is no camelCase of '${name}'`);
    const others = operationNames(file.value).filter((other) => other !== name);
    const taken = others.find((other) => camelCase(other).toLowerCase() === to.toLowerCase());
    if (taken !== undefined) return refuse(finding, `'${name}' and '${taken}' would both be ${to}`);
    const edit = isKey ? file.editable.renameKey(written, to) : file.editable.replaceText(written.value, to);
    const names = await operationNameEdits(name, to, files);
    const references = isKey ? await renameReferences({ path: file.path, pointer: finding.pointer, key: to }, files) : [];
    if (!edit || !names || !references) return refuseEdit(finding);
    return {
      finding,
      action: `renames the operation ${name} to ${to}`,
      edits: [{ path: file.path, ...edit }, ...names, ...references],
      ...(isKey && { renamed: { path: file.path, from: finding.pointer, to: childPointer('/operations', to) } }),
    };
  },
};

/** Every `operationId` of a document, and the keys of operations in AsyncAPI 3. */
function operationNames(document: unknown): readonly string[] {
  const names = new Set(Object.keys(objectAt(document, 'operations')));
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      if (key === 'operationId' && typeof child === 'string') names.add(child);
      else visit(child);
    }
  };
  visit(document);
  return [...names];
}
