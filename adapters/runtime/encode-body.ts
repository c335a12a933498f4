/** A body as it goes out: bytes as they are, JSON for JSON media types, form fields for forms, texts in UTF-8 for everything else. */
export function encodeBody(body: unknown, mediaType: string): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  const essence = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (essence === 'application/x-www-form-urlencoded') return encode(new URLSearchParams(formFields(body)).toString());
  if (typeof body === 'string' && !/[/+]json$/.test(essence)) return encode(body);
  return encode(JSON.stringify(body));
}

function formFields(body: unknown): [string, string][] {
  return Object.entries((body ?? {}) as Readonly<Record<string, unknown>>).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((item): [string, string] => [name, String(item)]),
  );
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
