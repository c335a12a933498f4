/** `patient-accounts`, `claim.finalised` or `receive billing/{}` in PascalCase, fit to name a type. */
export function pascalCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(name) ? name : `_${name}`;
}

/** The same in camelCase, fit to name a function. */
export function camelCase(text: string): string {
  const name = pascalCase(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A member's name as TypeScript writes it: quoted where it is no identifier. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : literal(name);
}

/** A JSON value as a TypeScript literal type, strings in single quotes. */
export function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return `'${JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`;
}

/** Names for things in their order: those that are taken get a number, `Pet`, `Pet2`. `used` learns every name that is given. */
export function uniqueName(wanted: string, used: Set<string>): string {
  let unique = wanted;
  for (let number = 2; used.has(unique); number++) unique = `${wanted}${number}`;
  used.add(unique);
  return unique;
}
