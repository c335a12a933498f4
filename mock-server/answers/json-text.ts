const texts = new WeakMap<object, string>();

/** The JSON text of an object that is never changed: written once for as long as the object is held. */
export function jsonText(value: object): string {
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = JSON.stringify(value)));
  return text;
}

/**
 * The JSON text of a value, which is not kept: that of `jsonText` where there is one, put together from those of its items where it is a list, or an
 * object with a member that is one.
 */
export function knownJsonText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return texts.get(value) ?? (isKnownList(value) ? listText(value) : envelopeText(value)) ?? JSON.stringify(value);
}

/** Items of a list are known all or none, but for few. */
function isKnownList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null && texts.has(value[0] as object);
}

function listText(items: readonly unknown[]): string {
  const each = (item: unknown): string | undefined =>
    (typeof item === 'object' && item !== null ? texts.get(item) : undefined) ?? JSON.stringify(item);
  return `[${items.map((item) => each(item) ?? 'null').join(',')}]`;
}

function envelopeText(value: object): string | undefined {
  if (Array.isArray(value)) return undefined;
  const members = Object.entries(value);
  if (!members.some(([, member]) => isKnownList(member))) return undefined;
  const written = members.flatMap(([name, member]) => {
    const text = isKnownList(member) ? listText(member) : (JSON.stringify(member) as string | undefined);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${written.join(',')}}`;
}
