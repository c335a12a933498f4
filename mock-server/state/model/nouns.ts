/** The last word of a path that is no parameter: `invoices` of `/supplier/invoices`. */
export function nounOf(template: string): string {
  return template.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? '';
}

/** A noun, its last word and its singular: `supplier-invoices` goes by `invoices` and `supplier-invoice`, too. */
export function formsOf(noun: string): readonly string[] {
  const single = noun.replace(/ies$/, 'y').replace(/s$/, '');
  return [noun, ...[noun, single].map((form) => form.replace(/^.*[-_](?=\w+$)|^.*[a-z](?=[A-Z][a-z]+$)/, '')), single];
}
