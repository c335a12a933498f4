import type { MediaType, Schema } from '../../contract/index.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import { judgingOf } from '../operations/media-types.ts';
import type { DataFlow } from '../subsumption/index.ts';

/** Some value that a sender of one side sends; undefined when none was found. */
export function exampleValue(comparing: Comparing, side: Side, schema: Schema, flow: DataFlow): { readonly value: unknown } | undefined {
  return comparing.examples(flow, side.name)(schema);
}

/** Examples of a sender's schema, those first that the other side's sender would send as well, so that only one thing is wrong with a witness. */
export function exampleValues(
  comparing: Comparing,
  sender: { readonly side: Side; readonly schema: Schema },
  other: { readonly side: Side; readonly schema: Schema } | undefined,
  flow: DataFlow,
): readonly unknown[] {
  const shared = other && exampleValue(comparing, other.side, other.schema, flow);
  const own = exampleValue(comparing, sender.side, sender.schema, flow);
  const engine = comparing.engine(flow, sender.side.name, 'accepted');
  const isSendable = shared !== undefined && engine.senderAccepts(sender.schema, shared.value);
  return [...(isSendable ? [shared.value] : []), ...(own === undefined ? [] : [own.value])];
}

/** Some value of a body that a sender of one side sends; of text and forms one that writes something, since an empty body is none. */
export function exampleBody(
  comparing: Comparing,
  side: Side,
  mediaType: MediaType,
  flow: DataFlow,
): { readonly value: unknown } | undefined {
  const { schema } = mediaType;
  const written =
    judgingOf(mediaType.mediaType) === 'json' ? undefined : { allOf: [schema, { minLength: 1, minItems: 1, minProperties: 1 }] };
  return (written && exampleValue(comparing, side, written, flow)) ?? exampleValue(comparing, side, schema, flow);
}
