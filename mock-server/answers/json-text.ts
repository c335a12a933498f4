const texts = new WeakMap<object, string>();

/** The JSON text of an object that is never changed: written once for as long as the object is held. */
export function jsonText(value: object): string {
  let text = texts.get(value);
  if (text === undefined) texts.set(value, (text = JSON.stringify(value)));
  return text;
}

/** The JSON text of a value: that of `jsonText` where there is one, which is not kept otherwise. */
export function knownJsonText(value: unknown): string {
  return (typeof value === 'object' && value !== null ? texts.get(value) : undefined) ?? JSON.stringify(value);
}
