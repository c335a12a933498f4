/** An OpenAPI description, as parsed. */
export interface Description {
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: unknown;
}

/** Every so many-th path of a description, in the order of their names; all else stays. */
export function everyPath(description: Description, nth: number): Description {
  const kept = Object.keys(description.paths)
    .sort()
    .filter((_path, index) => index % nth === 0);
  return { ...description, paths: Object.fromEntries(kept.map((path) => [path, description.paths[path]])) };
}

/** As many copies of a description as asked for in one: each with paths, operation ids and components of its own, so that none shares work. */
export function copies(description: Description, count: number): Description {
  const paths: Record<string, unknown> = {};
  const components: Record<string, Record<string, unknown>> = {};
  for (let copy = 0; copy < count; copy += 1) {
    const own = JSON.parse(
      JSON.stringify({ paths: description.paths, components: description.components })
        .replaceAll(/("#\/components\/(?!securitySchemes)\w+\/)([^"/]+)/g, `$1$2-copy${copy}`)
        .replaceAll(/"operationId":"([^"]+)"/g, `"operationId":"$1-copy${copy}"`),
    ) as { paths: Record<string, unknown>; components: Record<string, Record<string, unknown>> };
    for (const [path, item] of Object.entries(own.paths)) paths[`/copy${copy}${path}`] = item;
    for (const [kind, members] of Object.entries(own.components)) {
      const all = (components[kind] ??= {});
      for (const [name, member] of Object.entries(members)) all[kind === 'securitySchemes' ? name : `${name}-copy${copy}`] = member;
    }
  }
  return { ...description, paths, components };
}
