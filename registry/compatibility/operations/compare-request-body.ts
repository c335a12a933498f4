import type { MediaType, RequestBody, Violation } from '../../contract/index.ts';
import { exampleBody } from '../witness/example.ts';
import { proveRequest, requestRoles } from '../witness/prove-http.ts';
import { compareSchemas } from './compare-schemas.ts';
import { compareXml } from './compare-xml.ts';
import type { Comparing } from './comparing.ts';
import { compareEncoding } from './compare-encoding.ts';
import { flowOf } from './data-flow.ts';
import type { Draft, Proof } from './draft.ts';
import { aliasesOf, directionOf, type HttpPair, requestFlow } from './http-pair.ts';
import { mediaTypePairs, mediaTypesMissing } from './media-type-pairs.ts';
import { concreteType, judgingOf } from './media-types.ts';
import { schemaDrafts } from './schema-drafts.ts';

const CONCERNS_BODY = ({ part, code }: Violation): boolean => part === 'body' || code === 'unsupported-media-type';

/** Compares the request body of an operation. */
export function compareRequestBody(comparing: Comparing, pair: HttpPair): readonly Draft[] {
  const [base, head] = [pair.base.requestBody, pair.head.requestBody];
  const shared = sharedBy(pair, base, head);
  const isInput = requestFlow(pair.base) === 'input';
  if (base === undefined && head === undefined) return [];
  if (base === undefined) {
    if (!isInput)
      return [
        {
          ...shared,
          ruleId: 'request-body-added',
          weight: 'rejects',
          message: 'a body may be sent',
          prove: () => anyBody(comparing, pair),
        },
      ];
    if (!head!.required) return [{ ...shared, ruleId: 'request-body-added', weight: 'fits', message: 'a body is taken' }];
    const prove = () => proveRequest(comparing, pair, { body: 'none' }, CONCERNS_BODY);
    return [{ ...shared, ruleId: 'required-request-body-added', weight: 'rejects', message: 'a body is required', prove }];
  }
  if (head === undefined) {
    const prove =
      isInput || !base.required ? () => anyBody(comparing, pair) : () => proveRequest(comparing, pair, { body: 'none' }, CONCERNS_BODY);
    const message = `a body is no longer ${isInput ? 'taken' : 'sent'}`;
    return [{ ...shared, ruleId: 'request-body-removed', weight: isInput || base.required ? 'rejects' : 'withdraws', message, prove }];
  }
  return [...compareRequired(comparing, pair, base, head), ...compareContent(comparing, pair, base, head)];
}

function sharedBy(pair: HttpPair, base: RequestBody | undefined, head: RequestBody | undefined) {
  const locations = { base: base?.location ?? pair.base.location, head: head?.location ?? pair.head.location };
  return {
    operation: pair.base.key,
    aliases: aliasesOf(pair),
    direction: directionOf(pair.base, 'request'),
    ...locations,
    root: `${locations.base.file}#${locations.base.pointer} ${locations.head.file}#${locations.head.pointer}`,
    facts: null,
  };
}

function anyBody(comparing: Comparing, pair: HttpPair): Proof {
  const { sender } = requestRoles(comparing, pair.base);
  const body = pair[sender.name].requestBody;
  for (const mediaType of body?.content ?? []) {
    const example = exampleBody(comparing, sender, mediaType, flowOf(pair.base, 'request'));
    if (example === undefined) continue;
    const contentType = concreteType(mediaType.mediaType);
    return proveRequest(comparing, pair, { body: { mediaType, contentType, value: example.value } }, CONCERNS_BODY);
  }
  return { isConfirmed: false, reason: 'no body was found that the sender may send' };
}

function compareRequired(comparing: Comparing, pair: HttpPair, base: RequestBody, head: RequestBody): readonly Draft[] {
  if (base.required === head.required) return [];
  const isBreaking = head.required === (requestFlow(pair.base) === 'input');
  const prove = () => proveRequest(comparing, pair, { body: 'none' }, CONCERNS_BODY);
  return [
    {
      ...sharedBy(pair, base, head),
      ruleId: head.required ? 'request-body-became-required' : 'request-body-became-optional',
      message: `the body is ${head.required ? 'required' : 'optional'} now`,
      ...(isBreaking ? { weight: 'rejects', prove } : { weight: 'fits' }),
    },
  ];
}

function compareContent(comparing: Comparing, pair: HttpPair, base: RequestBody, head: RequestBody): readonly Draft[] {
  const { sender, receiver } = requestRoles(comparing, pair.base);
  const isInput = sender.name === 'base';
  const [own, other] = isInput ? [base.content, head.content] : [head.content, base.content];
  if (own.length === 0 || other.length === 0) return [];
  const drafts: Draft[] = [];
  const refused = new Set<MediaType>();
  for (const { contentType, sender: sent, receiver: taken } of mediaTypePairs(own, other)) {
    if (taken === undefined) {
      refused.add(sent);
      drafts.push(refusal(sent, contentType));
      continue;
    }
    const [before, after] = isInput ? [sent, taken] : [taken, sent];
    const judging = judgingOf(contentType);
    const flow = flowOf(pair.base, 'request');
    const findings = compareSchemas(comparing, {
      base: before.schema,
      head: after.schema,
      direction: isInput ? 'input' : 'output',
      flow,
      isText: judging === 'text',
    });
    drafts.push(
      ...schemaDrafts(findings, {
        ...sharedBy(pair, base, head),
        where: `the request body${own.length > 1 ? ` (${contentType})` : ''}`,
        base: before.location,
        head: after.location,
        mediaType: contentType,
        field: (pointer) => pointer,
        prove: (value, finding) => {
          if (judging === 'opaque') return { isConfirmed: false, reason: `bodies of type ${contentType} are not judged` };
          const isWithdrawn = finding.weight === 'withdraws';
          const mediaType = isWithdrawn ? taken : sent;
          const options = isWithdrawn ? { withdrawn: 'no longer sends it' } : {};
          return proveRequest(
            comparing,
            pair,
            { body: { mediaType, contentType: concreteType(contentType), value } },
            CONCERNS_BODY,
            options,
          );
        },
      }),
      ...compareXml(comparing, contentType, before, after, sharedBy(pair, base, head)),
      ...compareEncoding(
        comparing,
        { ...sharedBy(pair, base, head), base: before.location, head: after.location, mediaType: contentType },
        before,
        after,
        (value) =>
          proveRequest(comparing, pair, { body: { mediaType: sent, contentType: concreteType(contentType), value } }, CONCERNS_BODY, {
            isMisread: (one, two) => one.raw.accepted && two.raw.accepted && JSON.stringify(one.raw.body) !== JSON.stringify(two.raw.body),
          }),
      ),
    );
  }
  const added = mediaTypesMissing(other, own);
  for (const { mediaType } of added) {
    const ruleId = isInput ? 'request-media-type-added' : 'request-media-type-removed';
    const message = `bodies of type ${mediaType.mediaType} are ${isInput ? 'taken as well' : 'no longer sent'}`;
    drafts.push({ ...sharedBy(pair, base, head), facts: mediaType.mediaType, ruleId, weight: 'fits', message });
  }
  return drafts;

  function refusal(mediaType: MediaType, contentType: string): Draft {
    return {
      ...sharedBy(pair, base, head),
      facts: mediaType.mediaType,
      mediaType: mediaType.mediaType,
      [isInput ? 'base' : 'head']: mediaType.location,
      ruleId: isInput ? 'request-media-type-removed' : 'request-media-type-added',
      weight: 'rejects',
      message: isInput ? `bodies of type ${mediaType.mediaType} are no longer taken` : `bodies of type ${mediaType.mediaType} may be sent`,
      prove: () => {
        const example = exampleBody(comparing, sender, mediaType, flowOf(pair.base, 'request'));
        if (example === undefined)
          return { isConfirmed: false, reason: `no value was found that the ${receiver.name === 'head' ? 'base' : 'head'} sends` };
        const body = { mediaType, contentType: concreteType(contentType), value: example.value };
        return proveRequest(comparing, pair, { body }, CONCERNS_BODY);
      },
    };
  }
}
