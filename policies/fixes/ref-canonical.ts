import type { Fix } from './fix.ts';
import { type FixFile, type FixFiles, referenceBetween, valueAt } from './fix-files.ts';
import { pointersOfModels, structureOf } from './structure-of.ts';
import { isRefusal, memberOf, refuse, refuseEdit, targetOf } from './target.ts';

/** Refers to a canonical model in the place of a copy that asks the same. */
export const refCanonical: Fix = {
  ruleId: 'ref-canonical',
  summary: 'puts a reference in the place of a schema that asks the same as a canonical model; a description of its own is kept',
  declares: ['schema-renamed'],
  async propose(finding, files) {
    const target = await targetOf(finding, files);
    if (isRefusal(target)) return target;
    const { file, written, value } = target;
    const structure = await structureOf(value, file, files);
    if (!structure) return refuse(finding, 'it is endless, or refers to what is not there');
    const models = await canonicalModels(files);
    const equal = models.filter(({ text }) => text === structure.text);
    const [model, ...others] = equal;
    if (!model) return refuse(finding, 'no canonical model asks exactly the same');
    if (others.length > 0) return refuse(finding, `it asks the same as ${equal.map(({ name }) => name).join(' and ')}`);
    const own = [...structure.extensions].find((extension) => !model.extensions.has(extension));
    if (own !== undefined)
      return refuse(finding, `${model.name} does not say ${(JSON.parse(own) as unknown[]).slice(0, -1).join('/')}, as it does`);
    const isDescribed = typeof memberOf(value, 'description') === 'string' && memberOf(value, 'description') !== model.description;
    const kept = isDescribed ? written.value.children.filter(({ key }) => key === 'description') : [];
    const edit = file.editable.replaceByReference(written.value, referenceBetween(file.path, model.path, model.pointer), kept);
    if (!edit) return refuse(finding, `it is ${model.name}, but a reference would take its comments away`);
    return edit ? { finding, action: `refers to ${model.name}`, edits: [{ path: file.path, ...edit }] } : refuseEdit(finding);
  },
};

interface CanonicalModel {
  readonly path: string;
  readonly pointer: string;
  /** As people call it: `canonical/money.yaml#/$defs/price`. */
  readonly name: string;
  readonly description: unknown;
  readonly text: string;
  readonly extensions: ReadonlySet<string>;
}

const known = new WeakMap<object, Promise<readonly CanonicalModel[]>>();

/** Every model of the canonical folder, whole files and their `$defs`; read once. */
function canonicalModels(files: FixFiles): Promise<readonly CanonicalModel[]> {
  const reading = known.get(files.scope) ?? readModels(files);
  known.set(files.scope, reading);
  return reading;
}

async function readModels(files: FixFiles): Promise<readonly CanonicalModel[]> {
  const { canonical, tree } = files.scope;
  if (canonical === undefined) return [];
  const paths = (await tree.list(canonical)).filter((path) => /\.(?:ya?ml|json)$/i.test(path) && !/(?:^|\/)versions\//.test(path));
  const read = await Promise.all(paths.map((path) => files.read(path)));
  const models = await Promise.all(read.filter((file) => file !== undefined).map((file) => modelsOf(file, files)));
  return models.flat();
}

async function modelsOf(file: FixFile, files: FixFiles): Promise<readonly CanonicalModel[]> {
  const models = pointersOfModels(file.value).map(async (pointer) => {
    const value = valueAt(file.value, pointer);
    const structure = await structureOf(value, file, files);
    const name = referenceBetween('', file.path, pointer).replace(/^.*?(?=[^/]*\/[^/]*$)/, '');
    return structure && { path: file.path, pointer, name, description: memberOf(value, 'description'), ...structure };
  });
  return (await Promise.all(models)).filter((model) => model !== undefined);
}
