import type { Location, MediaType, Schema } from '../../contract/index.ts';
import { equalJson } from '../equal-json.ts';
import { canonicalJson } from '../fingerprint.ts';
import { exampleValue } from '../witness/example.ts';
import type { ChangeDirection } from '../change.ts';
import type { Comparing } from './comparing.ts';
import type { Draft, Proof } from './draft.ts';

interface EncodingSlot {
  readonly operation: string;
  readonly aliases: readonly string[];
  readonly direction: ChangeDirection;
  readonly base: Location;
  readonly head: Location;
  readonly root: string;
  readonly mediaType: string;
}

/** Compares how the fields of a form are written (OpenAPI Encoding Object), defaults filled in. */
export function compareEncoding(
  comparing: Comparing,
  slot: EncodingSlot,
  base: MediaType,
  head: MediaType,
  prove: (value: unknown) => Proof,
): readonly Draft[] {
  const fields = [...new Set([...Object.keys(base.encoding), ...Object.keys(head.encoding)])];
  const isMultipart = base.mediaType.startsWith('multipart/');
  const changed = fields.filter((field) => written(base, field, isMultipart) !== written(head, field, isMultipart));
  const unjudged = isMultipart ? fields.filter((field) => !changed.includes(field) && isPartWrittenAnew(comparing, base, head, field)) : [];
  return [...changed.map(rewritten), ...unjudged.map(unproven)];

  function unproven(field: string): Draft {
    return {
      ...slot,
      ruleId: 'encoding-changed',
      weight: 'unproven',
      message: `the part '${field}' of the form is written otherwise`,
      field: `/${field}`,
      facts: { field },
      reason: 'parts are judged by their content type and schema, not by their headers and style',
    };
  }

  function rewritten(field: string): Draft {
    return {
      ...slot,
      ruleId: 'encoding-changed',
      weight: 'rejects',
      message: `the field '${field}' of the form is written otherwise`,
      field: `/${field}`,
      facts: { field, from: written(base, field, isMultipart), to: written(head, field, isMultipart) },
      prove: () => {
        const sender = slot.direction === 'request' ? comparing.base : comparing.head;
        const schema = slot.direction === 'request' ? base.schema : head.schema;
        const flow = slot.direction === 'request' ? 'request' : 'response';
        const withField: Schema = {
          allOf: [schema, { required: [field], properties: { [field]: { anyOf: [LIST, { not: { type: 'array' } }] } } }],
        };
        const example = exampleValue(comparing, sender, withField, flow) ?? exampleValue(comparing, sender, schema, flow);
        return example === undefined ? { isConfirmed: false, reason: 'no form was found that the sender may send' } : prove(example.value);
      },
    };
  }
}

/** Do headers of a part differ, or its style, which counts since OpenAPI 3.1 (§4.8.15.1)? */
function isPartWrittenAnew(comparing: Comparing, base: MediaType, head: MediaType, field: string): boolean {
  const hasStyle = [comparing.base, comparing.head].every(({ contract }) => !contract.specification.version.startsWith('3.0'));
  const partOf = ({ encoding }: MediaType): unknown => {
    const { headers, style, explode } = Object.hasOwn(encoding, field) ? encoding[field]! : {};
    const members = Object.entries((headers ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    const judged = members.map(([name, { required, schema, content }]) => [
      name.toLowerCase(),
      { required: required === true, schema, content },
    ]);
    return { headers: Object.fromEntries(judged) as unknown, ...(hasStyle && { style, explode }) };
  };
  return !equalJson(partOf(base), partOf(head));
}

const LIST: Schema = { type: 'array', minItems: 2 };

function written({ encoding }: MediaType, field: string, isMultipart: boolean): string {
  const declared = Object.hasOwn(encoding, field) ? encoding[field] : undefined;
  const { contentType, style, explode, allowReserved } = declared ?? {};
  if (isMultipart) return canonicalJson({ contentType: contentType ?? null });
  return canonicalJson({
    contentType: contentType ?? null,
    style: style ?? 'form',
    explode: explode ?? (style ?? 'form') === 'form',
    allowReserved: allowReserved === true,
  });
}
