import { wordsOf } from './words.ts';

/** Identifiers of 45 CFR 164.514(b)(2), as names spell them: words in lower case, one space between. */
const PHI_NAMES: readonly RegExp[] = [
  /\b(patient|member|subscriber|guarantor|insured|beneficiary|first|last|middle|maiden|given|family|full) name\b/,
  /\b(ssn|social security)\b/,
  /\b(dob|birth ?date|birthday|date of birth)\b/,
  /\b(mrn|medical record)\b/,
  /\b(member|subscriber|beneficiary|insured|policy|health plan) (id|identifier|number|no)\b/,
  /\baccount (number|no)\b/,
  /\b(email|e mail|phone|telephone|mobile|fax)\b/,
  /\b(diagnosis|diagnoses|icd10|icd)\b/,
  /\b(licen[cs]e|passport|device serial|certificate) (id|number|no)\b/,
  /\b(street|zip|postal code|zip code|address line)\b/,
];

/** Does a field of this name hold protected health information, going by the name? */
export function isPhiName(name: string): boolean {
  const words = wordsOf(name).join(' ');
  return PHI_NAMES.some((pattern) => pattern.test(words));
}
