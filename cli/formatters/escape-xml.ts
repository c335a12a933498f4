const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for XML and HTML, in elements and in quoted attributes. Characters that XML 1.0 has no place for (§2.2) become U+FFFD. */
export function escapeXml(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const clean = text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD');
  return clean.replaceAll(/[&<>"']/g, (character) => ESCAPES[character]!);
}
