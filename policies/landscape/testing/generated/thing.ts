import type { Domain } from './domain.ts';
import type { Field } from './field.ts';
import { canonicalField, idField, ownField } from './field.ts';
import { below, type Random, some } from './random.ts';

/** Something that contracts are about: a claim appeal. */
export interface Thing {
  readonly domain: Domain;
  /** `claim-appeal` */
  readonly slug: string;
  /** `claim appeal` */
  readonly title: string;
  /** `claimAppeal` */
  readonly camel: string;
  /** `ClaimAppeal` */
  readonly pascal: string;
  /** `claim-appeals`, `ClaimAppeals` and `claim appeals` */
  readonly plural: { readonly slug: string; readonly pascal: string; readonly title: string };
  /** Its identity first. */
  readonly fields: readonly Field[];
}

/** Gives things of the domains, one after the other; no two of them are called, or made, alike. */
export function thingMaker(random: Random): (domain: Domain) => Thing {
  const made = new Map<Domain, (readonly string[])[]>();
  return (domain) => {
    const earlier = made.get(domain) ?? [];
    made.set(domain, earlier);
    const { subjects, aspects } = domain;
    if (earlier.length >= subjects.length * aspects.length) throw new Error(`the domain ${domain.name} has no words for more things`);
    const index = earlier.length;
    const [subject, aspect] = [index % subjects.length, (index + Math.floor(index / subjects.length)) % aspects.length];
    const name = `${subjects[subject]} ${aspects[aspect]}`;
    const own = ownFields(random, domain, earlier);
    earlier.push(own);
    const canonical = some(random, domain.canonical, 1 + below(random, 2));
    return thing(domain, name, [
      ...canonical.map((path) => canonicalField(path)),
      ...(domain.phi === undefined ? [] : [canonicalField(domain.phi)]),
      ...own.map((field) => ownField(field, domain.fields[field]!, random)),
    ]);
  };
}

/** Fields of which no earlier thing has more than half. */
function ownFields(random: Random, { fields }: Domain, earlier: readonly (readonly string[])[]): readonly string[] {
  let least: readonly string[] = [];
  let leastShared = Infinity;
  for (let tries = 0; tries < 50 && leastShared > 3; tries += 1) {
    const own = some(random, Object.keys(fields), 6);
    const shared = Math.max(0, ...earlier.map((other) => own.filter((field) => other.includes(field)).length));
    if (shared < leastShared) [least, leastShared] = [own, shared];
  }
  return least;
}

/** A thing with its identity and the fields given. */
export function thing(domain: Domain, name: string, fields: readonly Field[]): Thing {
  const words = name.split(/[ -]/);
  const pascal = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  const camel = pascal[0]!.toLowerCase() + pascal.slice(1);
  const [slug, title] = [words.join('-'), words.join(' ')];
  const plural = { slug: pluralOf(slug), pascal: pluralOf(pascal), title: pluralOf(title) };
  return { domain, slug, title, camel, pascal, plural, fields: [idField(camel, title), ...fields] };
}

function pluralOf(word: string): string {
  return word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
}
