import { childPointer, pointerSegments } from '../../registry/contract/index.ts';
import { membersOf } from '../documents/members.ts';
import type { FileEdit } from './proposal.ts';
import type { Fix } from './fix.ts';
import type { FixFile, FixFiles } from './fix-files.ts';
import { camelCase } from './renamed-identifier.ts';
import { renameReferences } from './rename-references.ts';
import { isRefusal, memberOf, objectAt, refuse, refuseEdit, targetOf } from './target.ts';

/** Renames a parameter of a path in the document, and the templates that it stands in. Whatever else has a name sends it. */
export const namePropertyCamel: Fix = {
  ruleId: 'name-property-camel',
  summary: 'renames a parameter of a path, with the templates that it stands in. Properties and other parameters are named on the wire',
  declares: [],
  async propose(finding, files) {
    const target = await targetOf(finding, files);
    if (isRefusal(target)) return target;
    const { file, value: parameter } = target;
    const name = memberOf(parameter, 'name');
    if (memberOf(parameter, 'in') !== 'path' || typeof name !== 'string')
      return refuse(finding, 'the name is sent on the wire: renaming it would break whoever sends or reads it');
    if (file.path !== files.scope.document) return refuse(finding, `${file.path} may be referred to by others`);
    const to = camelCase(name);
    if (name === to) return { finding, action: '', edits: [] };
    if (!/^[a-z]/.test(to)) return refuse(finding, `there is no camelCase of '${name}'`);
    const templates = Object.keys(objectAt(file.value, 'paths')).filter((path) => path.includes(`{${name}}`));
    if (templates.some((path) => path.includes(`{${to}}`))) return refuse(finding, `a path has both {${name}} and {${to}}`);
    const pointers = pathParameters(file.value, name);
    const elsewhere = await namedElsewhere(name, templates, files);
    if (elsewhere !== undefined) return refuse(finding, `${elsewhere} names it, too`);
    const edits = await renameEdits(file, { name, to, templates, pointers }, files);
    if (!edits) return refuseEdit(finding);
    return {
      finding,
      action: `renames the path parameter ${name} to ${to}`,
      edits,
      ...renamedTemplate(finding.pointer, file.path, name, to),
    };
  },
};

interface PathRenaming {
  readonly name: string;
  readonly to: string;
  readonly templates: readonly string[];
  /** Of all declarations of the parameter in the document. */
  readonly pointers: readonly string[];
}

async function renameEdits(
  file: FixFile,
  { name, to, templates, pointers }: PathRenaming,
  files: FixFiles,
): Promise<readonly FileEdit[] | undefined> {
  const edits: FileEdit[] = [];
  for (const pointer of pointers) {
    const written = file.editable.find(`${pointer}/name`);
    const edit = written && file.editable.replaceText(written.value, to);
    if (!edit) return undefined;
    edits.push({ path: file.path, ...edit });
  }
  for (const template of templates) {
    const pointer = childPointer('/paths', template);
    const key = template.replaceAll(`{${name}}`, `{${to}}`);
    const member = file.editable.find(pointer);
    const edit = member && file.editable.renameKey(member, key);
    const references = await renameReferences({ path: file.path, pointer, key }, files);
    if (!edit || !references) return undefined;
    edits.push({ path: file.path, ...edit }, ...references);
  }
  return edits;
}

/** Pointers to the declarations of a path parameter: among the components, of path items and of operations. */
function pathParameters(document: unknown, name: string): readonly string[] {
  const isWanted = (value: unknown): boolean => memberOf(value, 'in') === 'path' && memberOf(value, 'name') === name;
  const within = (holder: unknown, pointer: string): readonly string[] =>
    membersOf(holder).flatMap(([key, value]) => (isWanted(value) ? [childPointer(pointer, key)] : []));
  const list = (holder: unknown, pointer: string): readonly string[] =>
    within({ ...(memberOf(holder, 'parameters') as object | undefined) }, `${pointer}/parameters`);
  return [
    ...within(memberOf(memberOf(document, 'components'), 'parameters'), '/components/parameters'),
    ...membersOf(memberOf(document, 'paths')).flatMap(([path, item]) => {
      const pointer = childPointer('/paths', path);
      return [...list(item, pointer), ...membersOf(item).flatMap(([method, operation]) => list(operation, childPointer(pointer, method)))];
    }),
  ];
}

/** A file, other than by `$ref`, that names the parameter or one of its templates: settings, runtime expressions, links by parameter. */
async function namedElsewhere(name: string, templates: readonly string[], files: FixFiles): Promise<string | undefined> {
  for (const { path, editable } of await files.mentioning(name)) {
    const words = path === files.scope.document ? [`request.path.${name}`, `path.${name}:`] : [`path:${name}`, ...templates];
    if (words.some((word) => editable.text.includes(word))) return path;
  }
  return undefined;
}

function renamedTemplate(
  pointer: string,
  path: string,
  name: string,
  to: string,
): { readonly renamed?: { readonly path: string; readonly from: string; readonly to: string } } {
  const [paths, template] = pointerSegments(pointer);
  if (paths !== 'paths' || template === undefined) return {};
  return {
    renamed: { path, from: childPointer('/paths', template), to: childPointer('/paths', template.replaceAll(`{${name}}`, `{${to}}`)) },
  };
}
