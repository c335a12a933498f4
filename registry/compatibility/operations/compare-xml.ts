import type { MediaType } from '../../contract/index.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import { judgingOf } from './media-types.ts';

/**
 * Compares how schemas that are the same are written as XML (OpenAPI 3.0.3 §XML Object): names, attributes, namespaces. No message is
 * judged by that, so that what differs is unproven.
 */
export function compareXml(
  comparing: Comparing,
  contentType: string,
  before: MediaType,
  after: MediaType,
  shared: Omit<Draft, 'ruleId' | 'weight' | 'message' | 'facts'>,
): readonly Draft[] {
  const [base, head] = [before.schema, after.schema];
  if (judgingOf(contentType) !== 'opaque' || !comparing.isSame(base, head) || comparing.isSameAsXml(base, head)) return [];
  return [
    {
      ...shared,
      base: before.location,
      head: after.location,
      mediaType: contentType,
      ruleId: 'encoding-changed',
      weight: 'unproven',
      message: 'the schema is written as XML in another way',
      facts: 'xml',
      reason: `bodies of type ${contentType} are not judged`,
    },
  ];
}
