/** What a body says. */
export type BodyReading =
  | {
      /** The decoded body, for whoever receives it. */
      readonly value: unknown;
      /** What its schema judges: the same, but for binary parts of a form, which are judged as strings with one character a byte. */
      readonly judged: unknown;
    }
  | { readonly opaque: Uint8Array }
  | { readonly malformed: string };
