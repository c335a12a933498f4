// oxlint-disable-next-line no-control-regex -- these are what it looks for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text that others wrote (a message that quotes a contract, a file name) as one line that a terminal or a CI log prints and does not obey:
 * line breaks become spaces; escape sequences and marks that turn the direction of writing are shown as `\u001b`.
 */
export function printable(text: string): string {
  return text
    .replaceAll(/\s*[\r\n]\s*/g, ' ')
    .replaceAll(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
