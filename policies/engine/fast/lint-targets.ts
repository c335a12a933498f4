/** What a rule looks at in a node: the node itself, its keys, or a member of it. */
export interface LintTarget {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

const PLAIN_FIELD = /^[\w-]+(\.[\w-]+)*$/;

/** Can `lintTargets` tell the targets of this `field`? Those that are JSONPath expressions stay with Spectral. */
export function isPlainField(field: string | undefined): boolean {
  return field === undefined || field === '@key' || PLAIN_FIELD.test(field);
}

/** The targets of a rule's `field` in a node, as Spectral finds them: a dot leads into a member, unless a member has the dotted name. */
export function lintTargets(node: unknown, field: string | undefined): readonly LintTarget[] {
  if (field === undefined || typeof node !== 'object' || node === null) return [{ path: [], value: node }];
  if (field === '@key') {
    const keys = Object.keys(node);
    return keys.length === 0 ? [{ path: [], value: undefined }] : keys.map((key) => ({ path: [key], value: key }));
  }
  const path = field.split('.');
  return [{ path, value: field in node ? (node as Readonly<Record<string, unknown>>)[field] : path.reduce<unknown>(memberOf, node) }];
}

function memberOf(value: unknown, name: string): unknown {
  return value === null || value === undefined ? undefined : (value as Readonly<Record<string, unknown>>)[name];
}
