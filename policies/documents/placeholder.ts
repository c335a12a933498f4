const PLACEHOLDER = /^(?:tbd|tba|todo|to do|fixme|xxx+|n\/?a|none|unknown|nobody|no one|someone|-+|\?+|\.+|placeholder|changeme|example)$/i;

/** Is this a text that stands where something is still to be said? */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim());
}
