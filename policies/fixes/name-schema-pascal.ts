import { childPointer, pointerSegments } from '../../registry/contract/index.ts';
import type { Fix } from './fix.ts';
import { pascalCase } from './renamed-identifier.ts';
import { renameReferences } from './rename-references.ts';
import { isRefusal, objectAt, refuse, refuseEdit, targetOf } from './target.ts';

/** Renames a shared schema, and all that refers to it. */
export const nameSchemaPascal: Fix = {
  ruleId: 'name-schema-pascal',
  summary: 'renames a shared schema to PascalCase, with every `$ref` and discriminator mapping',
  declares: ['schema-renamed'],
  async propose(finding, files) {
    const target = await targetOf(finding, files);
    if (isRefusal(target)) return target;
    const { file, written } = target;
    const segments = pointerSegments(finding.pointer);
    if (segments.length !== 3 || segments[0] !== 'components' || segments[1] !== 'schemas') return refuseEdit(finding);
    const name = segments[2]!;
    const key = pascalCase(name);
    if (!/^[A-Z]/.test(key)) return refuse(finding, `there is no PascalCase of '${name}'`);
    const others = Object.keys(objectAt(file.value, 'components', 'schemas')).filter((other) => other !== name);
    const taken = others.find((other) => pascalCase(other).toLowerCase() === key.toLowerCase());
    if (taken !== undefined) return refuse(finding, `'${name}' and '${taken}' would both be ${key}`);
    const edit = file.editable.renameKey(written, key);
    const references = await renameReferences({ path: file.path, pointer: finding.pointer, key }, files);
    if (!edit || !references) return refuseEdit(finding);
    return {
      finding,
      action: `renames the schema ${name} to ${key}${references.length === 0 ? '' : `, with ${references.length} ${references.length === 1 ? 'reference' : 'references'}`}`,
      edits: [{ path: file.path, ...edit }, ...references],
      renamed: { path: file.path, from: finding.pointer, to: childPointer('/components/schemas', key) },
    };
  },
};
