/**
 * What the path parameters of a request say of the resource that it asks for: members by name with their values. `orderId` is the member `orderId` or
 * `order_id`, and where the path ends with it, `id`.
 *
 * @param members names that the resource has
 */
export function pathMembers(path: Readonly<Record<string, unknown>>, members: Iterable<string>): ReadonlyMap<string, unknown> {
  const known = [...members];
  const found = new Map<string, unknown>();
  const parameters = Object.entries(path);
  for (const [index, [name, value]] of parameters.entries()) {
    const same = known.find((member) => plain(member) === plain(name));
    const isLast = index === parameters.length - 1;
    const member = same ?? (isLast && /id$/i.test(name) && known.includes('id') ? 'id' : undefined);
    if (member !== undefined) found.set(member, value);
  }
  return found;
}

function plain(name: string): string {
  return name.replaceAll(/[_-]/g, '').toLowerCase();
}
