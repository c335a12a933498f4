import { pickInteger } from '../seeded-random.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { pickDigits, sampleGs1Key, sampleIban, sampleNpi, sampleRoutingNumber } from './check-digits.ts';
import { periodOf, sampleInstant } from './dates-in-order.ts';
import type { MemberPlace } from './member-place.ts';
import * as known from './vocabulary.ts';

/** Ways to write a value, best first: the first that the schema's pattern, format and lengths allow is taken. */
type Writings = readonly string[];

type Rule = (random: SeededRandom, place: MemberPlace) => Writings;

/** What a text is likely to be by the name of its member; empty when the name tells nothing. Names, addresses and numbers are made up. */
export function realisticTexts(place: MemberPlace, random: SeededRandom): Writings {
  return ruleOf(place.words)?.(random, place) ?? [];
}

/** Rules by words that were asked for: as many as contracts have names of members. */
const found = new Map<string, Rule | undefined>();
const MAX_FOUND = 20_000;

function ruleOf(words: string): Rule | undefined {
  if (!found.has(words)) {
    if (found.size >= MAX_FOUND) found.clear();
    found.set(words, RULES.find(([name]) => name.test(words))?.[1]);
  }
  return found.get(words);
}

function pick<T>(random: SeededRandom, among: readonly T[]): T {
  return among[pickInteger(random, 0, among.length - 1)] as T;
}

/** An amount of money as a decimal text. */
export function sampleAmount(random: SeededRandom): string {
  return `${pickInteger(random, 12, 4800)}.${String(pickInteger(random, 0, 99)).padStart(2, '0')}`;
}

function personOf(place: MemberPlace): { readonly given: string; readonly family: string } {
  const random = place.shared('person');
  return { given: pick(random, known.GIVEN_NAMES), family: pick(random, known.FAMILY_NAMES) };
}

function addressOf(place: MemberPlace): (typeof known.PLACES)[number] {
  return pick(place.shared('address'), known.PLACES);
}

const PERSON = /\b(patient|person|subscriber|member|contact|employee|user|owner|author|physician|guarantor|insured|attending|signer)\b/;
const ORGANISATION =
  /\b(company|organi[sz]ation|supplier|vendor|payer|payor|insurer|insurance|hospital|facility|employer|bank|customer|merchant|provider|manufacturer|carrier|plan)\b/;

/** Names in words, most telling first, and what to write for them. */
const RULES: readonly (readonly [RegExp, Rule])[] = [
  [/\bnpi\b|national provider/, (random) => [sampleNpi(random)]],
  [/\bgln\b/, (random) => [sampleGs1Key(random, 13)]],
  [/\bsscc\b/, (random) => [sampleGs1Key(random, 18)]],
  [/\b(gtin|ean|upc|barcode)( ?\d+)?\b/, (random) => [14, 13, 12, 8].map((length) => sampleGs1Key(random, length))],
  [/\biban\b/, (random) => [sampleIban(random)]],
  [/\b(bic|swift)\b/, () => ['ITLKUS33XXX', 'ITLKUS33']],
  [/\b(aba|rtn|routing)\b/, (random) => [sampleRoutingNumber(random)]],
  [
    /\b(tin|ein|tax id\w*|tax number|federal tax\w*)\b/,
    (random) => {
      const digits = pickDigits(random, 7);
      return [`99-${digits}`, `99${digits}`];
    },
  ],
  [
    /\b(ssn|social security)\b/,
    (random) => {
      const digits = pickDigits(random, 4);
      return [`900-70-${digits}`, `90070${digits}`];
    },
  ],
  [/\bndc\b/, (random) => [`${pickDigits(random, 5)}-${pickDigits(random, 4)}-${pickDigits(random, 2)}`, pickDigits(random, 11)]],
  [/\btaxonomy\b/, (random) => [pick(random, known.TAXONOMY)]],
  [
    /\b(icd\w*|diagnos[ie]s)\b/,
    (random) => {
      const code = pick(random, known.ICD10);
      return [code, code.replace('.', '')];
    },
  ],
  [/\b(drg)\b/, (random) => [pick(random, known.DRG)]],
  [/\b(revenue|rev) code\b/, (random) => [pick(random, known.REVENUE_CODES)]],
  [/\b(place of service|pos code)\b/, (random) => [pick(random, known.PLACES_OF_SERVICE)]],
  [/\bhcpcs\b/, (random) => [pick(random, known.HCPCS)]],
  [/\b(cpt\w*|procedure)( codes?)?$/, (random) => [pick(random, known.CPT), pick(random, known.HCPCS)]],
  [/\bmodifier( code)?\b/, (random) => [pick(random, known.MODIFIERS)]],
  [/\b(adjustment )?group code\b/, (random) => [pick(random, known.GROUP_CODES)]],
  [/\b(rarc|remark( code)?)\b/, (random) => [pick(random, known.RARC)]],
  [
    /\b(carc|reason code|adjustment code|denial code)\b/,
    (random) => {
      const code = pick(random, known.CARC);
      return [code, `CO${code}`, `CO-${code}`];
    },
  ],
  [
    /\b(gl|ledger|general ledger|offset|clearing|expense|revenue) account( (code|number|no|id))?$|^account code$/,
    (random) => [pick(random, known.GL_ACCOUNTS)],
  ],
  [
    /^account$/,
    (random, place) => (place.hasBeside(/^(debit|credit|cost cent(er|re)|company code)\b/) ? [pick(random, known.GL_ACCOUNTS)] : []),
  ],
  [/\bcost cent(er|re)( (code|number|no|id))?$/, (random) => centres(random, 'CC')],
  [/\bprofit cent(er|re)( (code|number|no|id))?$/, (random) => centres(random, 'PC')],
  [/\bcompany code$/, (random) => [pick(random, known.COMPANY_CODES)]],
  [/\bplant( code)?$/, (random) => [pick(random, known.PLANTS)]],
  [/\bpayment terms?( code)?$/, (random) => [pick(random, known.PAYMENT_TERMS)]],
  [/\bpayment method( code)?$/, (random) => [pick(random, known.PAYMENT_METHODS)]],
  [/\bcurrency\b/, () => ['USD']],
  [/\bcountry\b/, () => ['US', 'USA', 'United States']],
  [
    /\b(state|province|region)( code)?$/,
    (_, place) => {
      const isPlace = /\b(address|location|site|birth)\b/.test(place.owner) || /code|province/.test(place.words);
      if (isPlace || place.hasBeside(/\b(city|zip|postal|street|county|country|address)\b/)) return [addressOf(place).state];
      return place.words === 'state' ? ['active'] : [];
    },
  ],
  [/\b(city|town|locality)\b/, (_, place) => [addressOf(place).city]],
  [
    /\b(postal|post|zip) ?(code)?\b/,
    (_, place) => {
      const { postalCode } = addressOf(place);
      return [postalCode, `${postalCode}-0001`];
    },
  ],
  [/\b(suite|unit number|apartment|(line|address|street) ?2)\b/, (random) => [`Suite ${pickInteger(random, 100, 480)}`]],
  [/\b(street|address( line)? ?1?|line ?1)$/, (random) => [`${pickInteger(random, 10, 980)} ${pick(random, known.STREETS)}`]],
  [
    /\b(phone|telephone|mobile|fax|tel)\b/,
    (random) => {
      const last = `01${pickDigits(random, 2)}`;
      return [`+1-202-555-${last}`, `+1202555${last}`, `202-555-${last}`, `202555${last}`];
    },
  ],
  [
    /\be ?mail\b/,
    (_, place) => {
      const { given, family } = personOf(place);
      return [`${given}.${family}@example.com`.toLowerCase()];
    },
  ],
  [/\b(first|given|fore) ?name$/, (_, place) => [personOf(place).given]],
  [/\b(last|family|sur) ?name$/, (_, place) => [personOf(place).family]],
  [/\bmiddle (name|initial)$/, (random) => [pick(random, ['A', 'J', 'M', 'R'])]],
  [
    /\bname$/,
    (random, place) => {
      const { given, family } = personOf(place);
      const told = `${place.words} ${place.owner}`;
      if (PERSON.test(told) || /\b(full|display) name\b/.test(place.words)) return [`${given} ${family}`, given];
      if (ORGANISATION.test(told)) return [pick(random, known.ORGANISATIONS)];
      return [`${pick(random, known.LABELS)} ${pick(random, known.LABELS)}`, pick(random, known.LABELS)];
    },
  ],
  [/\b(gender|sex)\b/, (random) => [pick(random, ['female', 'male']), pick(random, ['F', 'M'])]],
  [/\b(language|locale)\b/, () => ['en-US', 'en']],
  [/\btime ?zone\b/, () => ['America/New_York']],
  [/\b(unit of measure|uom|unit)( code)?$/, () => ['EA', 'each']],
  [/\b(fiscal )?period$/, (_, place) => [periodOf(place)]],
  [/\b(fiscal )?year$/, (_, place) => [periodOf(place).slice(0, 4)]],
  [/\b(sku|item number|material|part number)\b/, (random) => [`SKU-${pickDigits(random, 6)}`, pickDigits(random, 8)]],
  [/\b(lot|batch)\b/, (random) => [`LOT${pickDigits(random, 6)}`]],
  [/\bfile ?name\b/, () => ['document.pdf']],
  [/\b(mime|content|media) type\b/, () => ['application/pdf']],
  [
    /\b(date|day)$|\bdate of\b/,
    (random, place) => {
      const instant = sampleInstant(place, random).toISOString();
      return [instant.slice(0, 10), instant.slice(0, 10).replaceAll('-', ''), instant];
    },
  ],
  [
    /\b(amount|total|balance|price|charges?|cost|fee|paid|debit|credit|tax|subtotal|allowed|deductible|copay|coinsurance)$/,
    (random) => {
      const amount = sampleAmount(random);
      return [amount, amount.slice(0, -3)];
    },
  ],
  [/\b(rate|percent(age)?)$/, (random) => [`${pickInteger(random, 1, 30)}.00`, String(pickInteger(random, 1, 30))]],
  [/\b(description|notes?|comments?|memo|message|summary|remarks|subject|narrative|detail)$/, (random) => [pick(random, known.SENTENCES)]],
  [/\btitle$/, (random) => [pick(random, known.SENTENCES)]],
  [/\b(version)$/, () => ['1.0.0', '1']],
  [
    /\b(sha|hash|digest|checksum)\b/,
    (random) => [40, 64].map((length) => Array.from({ length }, () => pickInteger(random, 0, 15).toString(16)).join('')),
  ],
  [/\b(count|quantity|qty)$/, (random) => [String(pickInteger(random, 1, 12))]],
  [/\b(line|sequence) ?(number|no|num)$/, (_, { item }) => [String(item), String(item).padStart(4, '0')]],
  [/\bstatus( code)?$/, () => ['active']],
  [/\b(type|kind|category)$/, () => ['standard', 'general']],
  [/\b(mrn|medical record( number)?)$/, (random) => [`MRN-${pickDigits(random, 6)}`, pickDigits(random, 8)]],
  [/\b(id|no|number|num|reference|ref|identifier|trace)$/, (random, place) => identifiers(random, place)],
];

/** Two plain words, for a text whose name tells nothing: `cedar-ridge`. */
export function plainWords(random: SeededRandom): string {
  return `${pick(random, known.LABELS)}-${pick(random, known.LABELS)}`.toLowerCase();
}

/** A centre of a controlling area: `CC1200`, or its digits. */
function centres(random: SeededRandom, letters: string): Writings {
  const digits = `${pickInteger(random, 10, 49)}00`;
  return [`${letters}${digits}`, `${letters}-${digits}`, digits, digits.padStart(10, '0')];
}

/** `claim id` is `CLM-482093`. */
function identifiers(random: SeededRandom, { words, owner }: MemberPlace): Writings {
  const subject =
    words
      .replace(/ ?\b(id|no|number|num|reference|ref|identifier)$/, '')
      .split(' ')
      .at(-1) ||
    owner.split(' ').at(-1) ||
    '';
  const consonants = subject
    .toUpperCase()
    .replaceAll(/(?<=.)[AEIOUY0-9]/g, '')
    .slice(0, 3);
  const digits = pickDigits(random, 9).replace(/^0/, '1');
  return [...(consonants === '' ? [] : [`${consonants}-${digits.slice(0, 6)}`]), digits, digits.slice(0, 6), digits.slice(0, 4)];
}
