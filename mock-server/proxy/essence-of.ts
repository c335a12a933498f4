/** Type and subtype of a Content-Type, in lower case and without its parameters (RFC 9110 §8.3.1); '' where there is none. */
export function essenceOf(contentType: string | readonly string[] | undefined): string {
  return String(contentType ?? '')
    .split(';', 1)[0]!
    .trim()
    .toLowerCase();
}
