import type { Example } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import { optionalText } from '../references/member-values.ts';
import { childNode, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import type { Reading } from '../reading.ts';
import { overriding } from './reference-overrides.ts';

/** `example` and `examples` of a parameter, header or media type; values by URL (`externalValue`) are left out. */
export function readExamples(reading: Reading, holder: SourceNode): readonly Example[] {
  if (!isObject(holder.value) || (holder.value['example'] === undefined && holder.value['examples'] === undefined)) return [];
  const examples: Example[] = [];
  if ('example' in holder.value) {
    const node = childNode(holder, 'example');
    examples.push({ value: node.value, location: locationOf(node) });
  }
  for (const [name, member] of memberNodes(childNode(holder, 'examples'))) {
    const node = reading.references.follow(member);
    if (!isObject(node.value)) continue;
    const key = 'value' in node.value ? 'value' : 'dataValue' in node.value ? 'dataValue' : undefined;
    if (key === undefined) continue;
    const summary = { ...optionalText(node.value, 'summary'), ...overriding(reading, member, 'summary') };
    examples.push({ name, ...summary, value: node.value[key], location: locationOf(childNode(node, key)) });
  }
  return examples;
}
