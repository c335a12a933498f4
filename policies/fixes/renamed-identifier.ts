import { wordsOf } from '../documents/words.ts';

/** A name in PascalCase: `claim_status` and `claim-status` are `ClaimStatus`. What is cased already within a word stays: `eraURL` is `EraURL`. */
export function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const isShouted = words.length > 1 && words.every((word) => word === word.toUpperCase());
  return words.map((word) => word[0]!.toUpperCase() + (isShouted ? word.slice(1).toLowerCase() : word.slice(1))).join('');
}

/** A name in camelCase: `list_invoices` and `ListInvoices` are `listInvoices`, `GETInvoices` is `getInvoices`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  const first = wordsOf(pascal)[0] ?? '';
  return first + pascal.slice(first.length);
}
