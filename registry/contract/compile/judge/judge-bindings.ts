import type { EventMessage } from '../../compiled-contract.ts';
import type { BindingSchema, Channel, Location } from '../../contract.ts';
import { childPointer, pointerSegments } from '../../json-pointer.ts';
import { matchTemplateSegment, parseTemplateSegment } from '../routing/path-template.ts';
import { canonicalText } from '../schema/canonical-text.ts';
import type { Judges } from '../schema/judges.ts';
import { below, type ViolationFacts } from './violation.ts';

/** A channel, operation or message, as far as its bindings go. */
export interface BindingHolder {
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly bindingSchemas: readonly BindingSchema[];
  readonly location: Location;
}

/**
 * How what the protocol puts beside a message differs from what the bindings of a channel, operation or message say. What they don't
 * mention may be anything.
 */
export function judgeBindings(
  judges: Judges,
  holder: BindingHolder,
  given: NonNullable<EventMessage['bindings']>,
): readonly ViolationFacts[] {
  return Object.entries(given).flatMap(([protocol, members]) =>
    Object.entries(isMap(members) ? members : {}).flatMap(([member, value]): readonly ViolationFacts[] => {
      const pointer = childPointer(childPointer('', protocol), member);
      const schema = holder.bindingSchemas.find((one) => one.protocol === protocol && one.member === member);
      if (schema !== undefined) {
        if (schema.schema === undefined) return [];
        const judge = judges.of(schema.schema, 'event', schema.location);
        if (judge.accepts(value)) return [];
        return judge.faults(value).map((fault) => ({
          code: 'invalid-binding',
          part: 'binding',
          pointer: pointer + fault.pointer,
          message: fault.message,
          expected: () => fault.expected,
        }));
      }
      const expected = below(below(below(holder.location, 'bindings'), protocol), member);
      return mismatches(memberOf(memberOf(holder.bindings, protocol), member), value, pointer).map(({ at, declared }) => ({
        code: 'invalid-binding',
        part: 'binding',
        pointer: at,
        message: `expected the ${pointerSegments(at).join(' ')} ${canonicalText(declared)}, found another one`,
        expected,
      }));
    }),
  );
}

/** Judges a Kafka topic where none is declared: it is the address of the channel (Kafka bindings 0.5.0). */
export function judgeAssumedTopic(channel: Channel, given: NonNullable<EventMessage['bindings']>): ViolationFacts | undefined {
  const topic = memberOf(given['kafka'], 'topic');
  if (typeof topic !== 'string' || channel.address === null || memberOf(channel.bindings['kafka'], 'topic') !== undefined) return undefined;
  if (matchTemplateSegment(parseTemplateSegment(channel.address), topic) !== undefined) return undefined;
  const message = `expected the address ${channel.address} as kafka topic, found another one`;
  return { code: 'invalid-binding', part: 'binding', pointer: '/kafka/topic', message, expected: channel.location };
}

/** Where two values differ, as far as both say something. */
function mismatches(declared: unknown, given: unknown, at: string): readonly { readonly at: string; readonly declared: unknown }[] {
  if (declared === undefined || given === undefined) return [];
  if (isMap(declared) && isMap(given)) {
    return Object.keys(given).flatMap((key) => mismatches(memberOf(declared, key), given[key], childPointer(at, key)));
  }
  return canonicalText(declared) === canonicalText(given) ? [] : [{ at, declared }];
}

function memberOf(value: unknown, key: string): unknown {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
