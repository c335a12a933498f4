/** Are two values of JSON the same, whatever the order of their members? A member that is undefined counts as none. */
export function equalJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, index) => equalJson(item, other[index]));
  }
  if (Array.isArray(other)) return false;
  const [members, others] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  const names = Object.keys(members).filter((name) => members[name] !== undefined);
  return (
    names.length === Object.keys(others).filter((name) => others[name] !== undefined).length &&
    names.every((name) => Object.hasOwn(others, name) && equalJson(members[name], others[name]))
  );
}
