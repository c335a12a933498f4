import type { Contract } from '../../../registry/contract/index.ts';
import { meaningfulWords } from './entity-words.ts';
import { fieldFacts } from './field-facts.ts';
import { itemsOf, propertiesOf, type SchemaSite } from './schema-site.ts';

/** Properties under which lists and single things are handed over. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'item',
  'data',
  'result',
  'value',
  'entry',
  'content',
  'record',
  'element',
  'list',
  'row',
  'd',
]);

/** The thing in a body: itself, an item of the list that it is, or what the page or envelope around it holds. */
export function thingIn(contract: Contract, body: SchemaSite, words: readonly string[], depth = 0): SchemaSite {
  const items = itemsOf(contract, body);
  if (items) return thingIn(contract, items, words, depth);
  if (depth > 2) return body;
  const properties = [...propertiesOf(contract, body)];
  for (const [name, property] of properties) {
    const key = meaningfulWords(name).join(' ');
    const isWrapper = WRAPPERS.has(key) || key === words.join(' ') || (key === words.at(-1) && properties.length <= 3);
    const { type } = isWrapper ? fieldFacts(contract, property) : {};
    if (type === 'array' || (type === 'object' && properties.length <= 3)) return thingIn(contract, property, words, depth + 1);
  }
  return body;
}
