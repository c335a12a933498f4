import type { MediaType, Violation } from '../../contract/index.ts';
import { isBodiless } from '../witness/build-response.ts';
import { exampleBody } from '../witness/example.ts';
import { proveResponse } from '../witness/prove-http.ts';
import type { KnownResponsePair } from './compare-response-headers.ts';
import { aboutResponse } from './about-response.ts';
import { compareSchemas } from './compare-schemas.ts';
import { compareXml } from './compare-xml.ts';
import type { Comparing } from './comparing.ts';
import { flowOf } from './data-flow.ts';
import type { Draft } from './draft.ts';
import { type HttpPair, requestFlow } from './http-pair.ts';
import { mediaTypePairs, mediaTypesMissing } from './media-type-pairs.ts';
import { concreteType, judgingOf } from './media-types.ts';
import { schemaDrafts } from './schema-drafts.ts';

const CONCERNS_BODY = ({ part, code }: Violation): boolean => part === 'body' || code === 'unsupported-media-type';

/** Compares the body of a response. A further media type breaks nobody, since it has to be asked for. */
export function compareResponseContent(comparing: Comparing, pair: HttpPair, responses: KnownResponsePair): readonly Draft[] {
  const { status, base, head } = responses;
  if (isBodiless(pair.base, status)) return [];
  const isOutput = requestFlow(pair.base) === 'input';
  const side = isOutput ? comparing.head : comparing.base;
  const [own, other] = isOutput ? [head.content, base.content] : [base.content, head.content];
  const shared = { ...aboutResponse(pair, base, head), where: `in the response ${base.status}` };
  const flow = flowOf(pair.base, 'response');
  if (own.length === 0 && other.length === 0) return [];
  if (own.length === 0 || other.length === 0) {
    const isAdded = base.content.length === 0;
    return [
      {
        ...shared,
        ruleId: isAdded ? 'response-body-added' : 'response-body-removed',
        weight: 'rejects',
        message: isAdded ? 'there is a body now' : 'there is no body any more',
        prove: () => proveResponse(comparing, pair, responses, {}, CONCERNS_BODY),
      },
    ];
  }
  const drafts: Draft[] = [];
  for (const { contentType, sender, receiver } of mediaTypePairs(own, other)) {
    if (receiver === undefined) {
      drafts.push(unknownType(sender, contentType));
      continue;
    }
    const [before, after] = isOutput ? [receiver, sender] : [sender, receiver];
    const judging = judgingOf(contentType);
    const xmlShared = { ...shared, root: `${before.location.file}#${before.location.pointer}` };
    drafts.push(...compareXml(comparing, contentType, before, after, xmlShared));
    const findings = compareSchemas(comparing, {
      base: before.schema,
      head: after.schema,
      direction: isOutput ? 'output' : 'input',
      flow,
      isText: judging === 'text',
    });
    drafts.push(
      ...schemaDrafts(findings, {
        ...shared,
        where: `the response ${base.status}${own.length > 1 ? ` (${contentType})` : ''}`,
        base: before.location,
        head: after.location,
        mediaType: contentType,
        field: (pointer) => pointer,
        prove: (value, { weight }) => {
          if (judging === 'opaque') return { isConfirmed: false, reason: `bodies of type ${contentType} are not judged` };
          const isWithdrawn = weight === 'withdraws';
          const body = { mediaType: isWithdrawn ? receiver : sender, contentType: concreteType(contentType), value };
          return proveResponse(comparing, pair, responses, { body }, CONCERNS_BODY, isWithdrawn ? 'no longer sends it' : undefined);
        },
      }),
    );
  }
  for (const { mediaType, isPartly } of mediaTypesMissing(other, own)) drafts.push(goneType(mediaType, isPartly));
  return drafts;

  function typeDraft(mediaType: MediaType) {
    const { location } = mediaType;
    return { ...shared, facts: mediaType.mediaType, mediaType: mediaType.mediaType, root: `${location.file}#${location.pointer}` };
  }

  function removal(mediaType: MediaType) {
    return { ...typeDraft(mediaType), base: mediaType.location, ruleId: 'response-media-type-removed' };
  }

  function addition(mediaType: MediaType, message: string): Draft {
    return { ...typeDraft(mediaType), head: mediaType.location, ruleId: 'response-media-type-added', weight: 'fits', message };
  }

  function unknownType(mediaType: MediaType, contentType: string): Draft {
    if (isOutput) {
      return addition(mediaType, `bodies of type ${mediaType.mediaType} can be asked for as well`);
    }
    const message = `bodies of type ${mediaType.mediaType} are no longer taken`;
    return { ...removal(mediaType), weight: 'rejects', message, prove: () => withType(mediaType, contentType) };
  }

  function goneType(mediaType: MediaType, isPartly: boolean): Draft {
    if (!isOutput) {
      return addition(mediaType, `bodies of type ${mediaType.mediaType} are taken as well`);
    }
    const message = `${isPartly ? 'not all bodies' : 'bodies'} of type ${mediaType.mediaType} are ${isPartly ? 'answered with any more' : 'no longer answered with'}`;
    if (isPartly) return { ...removal(mediaType), weight: 'warns', message };
    const prove = () => withType(mediaType, concreteType(mediaType.mediaType), 'no longer answers with it');
    return { ...removal(mediaType), weight: 'withdraws', message, prove };
  }

  function withType(mediaType: MediaType, contentType: string, withdrawn?: string) {
    const sender = withdrawn === undefined ? side : comparing.base;
    const example = exampleBody(comparing, sender, mediaType, flow);
    if (example === undefined) return { isConfirmed: false, reason: 'no body was found that the sender sends' };
    const body = { mediaType, contentType: concreteType(contentType), value: example.value };
    return proveResponse(comparing, pair, responses, { body }, CONCERNS_BODY, withdrawn);
  }
}
