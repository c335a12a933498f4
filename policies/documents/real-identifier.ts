import { wordsOf } from './words.ts';

/** Numbers that are known not to be anybody's: printed in wallets and advertisements, or counted up. */
const KNOWN_SSNS: ReadonlySet<string> = new Set(['078051120', '219099999', '123456789', '111111111', '222222222']);

/** Numbers that card networks and processors publish for tests. */
const TEST_CARDS: ReadonlySet<string> = new Set([
  '4111111111111111',
  '4242424242424242',
  '5555555555554444',
  '378282246310005',
  '6011111111111117',
]);

/** The Medicare number that CMS prints on sample cards. */
const SAMPLE_MBI = '1EG4TE5MK73';

/** Letters of Medicare numbers leave out S, L, O, I, B and Z. */
const MBI = /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9]-?[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9]-?[AC-HJKMNP-RT-Y]{2}[0-9]{2}$/;
const EMAIL = /^[^\s@]+@([^\s@]+\.[a-z]{2,})$/i;
/** Domains that belong to nobody (RFC 2606, RFC 6761). */
const RESERVED_DOMAIN = /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/i;

/** What kind of identifier of a real person a value may be, going by its form and the name of its field; undefined for what is evidently made up. */
export function realIdentifier(name: string, value: string): string | undefined {
  const words = wordsOf(name).join(' ');
  const text = value.trim();
  const digits = text.replaceAll(/[ ()./+-]/g, '');
  if (isSsn(words, text, digits)) return 'a social security number';
  if (MBI.test(text) && text.replaceAll('-', '') !== SAMPLE_MBI && /\b(?:mbi|medicare|member|subscriber|insured|beneficiary)\b/.test(words))
    return 'a Medicare number';
  const domain = EMAIL.exec(text)?.[1];
  if (domain !== undefined && !RESERVED_DOMAIN.test(domain)) return 'an e-mail address';
  if (/\b(?:phones?|telephone|mobile|fax|cell)\b/.test(words) && isRealPhone(text, digits)) return 'a telephone number';
  if (/\b(?:card|pan)\b/.test(words) && /^\d{13,19}$/.test(digits) && passesLuhn(digits) && !TEST_CARDS.has(digits))
    return 'a payment card number';
  return undefined;
}

/** Numbers that were never issued begin with 000, 666 or 9, or have a group of zeros. */
function isSsn(words: string, text: string, digits: string): boolean {
  const isWritten = /^\d{3}-\d{2}-\d{4}$/.test(text);
  const isNamed = /\b(?:ssn|social security)\b/.test(words) && /^\d{9}$/.test(digits);
  return (isWritten || isNamed) && !/^(?:000|666|9)/.test(digits) && !/^\d{3}00|0000$/.test(digits) && !KNOWN_SSNS.has(digits);
}

/** Of North America; 555 is kept for fiction. */
function isRealPhone(text: string, digits: string): boolean {
  if (text.startsWith('+') && !text.startsWith('+1')) return false;
  const national = digits.replace(/^1(?=\d{10}$)/, '');
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(national) && !/^\d{3}555/.test(national) && !/^(\d)\1+$/.test(national) && national !== '1234567890';
}

/** Check digit of payment cards (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
