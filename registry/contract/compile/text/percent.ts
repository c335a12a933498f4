/** Decodes percent-encoded UTF-8 (RFC 3986 §2.1); undefined when it is malformed. */
export function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Decodes a key or value of a query or form, where `+` is a space (WHATWG URL, application/x-www-form-urlencoded). */
export function decodeFormText(text: string): string | undefined {
  return decodePercent(text.includes('+') ? text.replaceAll('+', ' ') : text);
}
