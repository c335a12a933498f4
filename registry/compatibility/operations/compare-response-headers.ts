import type { Parameter, Response, Violation } from '../../contract/index.ts';
import { exampleValue } from '../witness/example.ts';
import { proveResponse } from '../witness/prove-http.ts';
import { compareSchemas } from './compare-schemas.ts';
import { aboutResponse } from './about-response.ts';
import type { Comparing } from './comparing.ts';
import { flowOf } from './data-flow.ts';
import type { Draft } from './draft.ts';
import { type HttpPair, requestFlow } from './http-pair.ts';
import { judgingOf } from './media-types.ts';
import { schemaDrafts } from './schema-drafts.ts';
import { differentlyWritten } from './serialisation.ts';
import { sendable } from './text-values.ts';

/** A response that both versions declare for a status. */
export interface KnownResponsePair {
  readonly status: number;
  readonly base: Response;
  readonly head: Response;
}

/** Compares the headers of a response, their names without regard to case. */
export function compareResponseHeaders(comparing: Comparing, pair: HttpPair, responses: KnownResponsePair): readonly Draft[] {
  const { base, head } = responses;
  if (base.headers.length + head.headers.length === 0) return [];
  const byName = (headers: readonly Parameter[]) => new Map(headers.map((header) => [header.name.toLowerCase(), header]));
  const [before, after] = [byName(base.headers), byName(head.headers)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => compareHeader(comparing, pair, responses, before.get(name), after.get(name)));
}

function compareHeader(
  comparing: Comparing,
  pair: HttpPair,
  responses: KnownResponsePair,
  base: Parameter | undefined,
  head: Parameter | undefined,
): readonly Draft[] {
  const isOutput = requestFlow(pair.base) === 'input';
  const { name } = (base ?? head) as Parameter;
  const locations = { base: base?.location ?? responses.base.location, head: head?.location ?? responses.head.location };
  const shared = {
    ...aboutResponse(pair, responses.base, responses.head),
    ...locations,
    root: `${locations.base.file}#${locations.base.pointer} ${locations.head.file}#${locations.head.pointer}`,
    field: `header:${name}`,
    facts: name.toLowerCase(),
    where: `in the response ${responses.base.status}`,
  };
  const concerns = ({ part, pointer }: Violation) =>
    part === 'header' && pointer.slice(1).split('/')[0]?.toLowerCase() === name.toLowerCase();
  const [sender, receiver] = isOutput ? [head, base] : [base, head];
  const absent = () => proveResponse(comparing, pair, responses, sender ? { header: { of: sender, isAbsent: true } } : {}, concerns);
  if (base === undefined) {
    const draft = { ...shared, ruleId: 'response-header-added', message: `the header '${name}' is new` };
    return [!isOutput && head!.required ? { ...draft, weight: 'rejects', prove: absent } : { ...draft, weight: 'fits' }];
  }
  if (head === undefined) {
    const draft = { ...shared, ruleId: 'response-header-removed', message: `the header '${name}' is gone` };
    if (!isOutput) return [{ ...draft, weight: 'warns' }];
    if (base.required) return [{ ...draft, weight: 'rejects', prove: absent }];
    return [{ ...draft, weight: 'withdraws', prove: withdrawn }];
  }
  const drafts: Draft[] = [];
  if (base.required !== head.required) {
    const ruleId = head.required ? 'response-header-became-required' : 'response-header-became-optional';
    const message = `the header '${name}' ${head.required ? 'is always there' : 'may be absent'} now`;
    drafts.push({ ...shared, ruleId, message, ...(receiver!.required ? { weight: 'rejects', prove: absent } : { weight: 'fits' }) });
  }
  if (!base.deprecated && head.deprecated) {
    drafts.push({ ...shared, ruleId: 'response-header-deprecated', weight: 'fits', message: `the header '${name}' is deprecated` });
  }
  const flow = flowOf(pair.base, 'response');
  const side = isOutput ? comparing.head : comparing.base;
  const different = differentlyWritten(sender!, receiver!, () => comparing.engine(flow, side.name, 'accepted'));
  if (different.length > 0) {
    const message = `the header '${name}' is written otherwise`;
    drafts.push({ ...shared, ruleId: 'parameter-serialisation-changed', weight: 'rejects', message, prove: rewritten });
    return drafts;
  }
  const findings = compareSchemas(comparing, {
    base: base.schema,
    head: head.schema,
    direction: isOutput ? 'output' : 'input',
    flow,
    isText: base.mediaType === undefined || judgingOf(base.mediaType) !== 'json',
    sendable: sendable(sender!),
  });
  return [
    ...drafts,
    ...schemaDrafts(findings, {
      ...shared,
      where: `the header '${name}' of the response ${responses.base.status}`,
      field: () => shared.field,
      prove: (value, { weight }) =>
        weight === 'withdraws'
          ? proveResponse(comparing, pair, responses, { header: { of: receiver!, value } }, concerns, 'no longer sends it')
          : proveResponse(comparing, pair, responses, { header: { of: sender!, value } }, concerns),
    }),
  ];

  function withdrawn() {
    const example = exampleValue(comparing, comparing.base, base!.schema, flowOf(pair.base, 'response'));
    if (example === undefined) return { isConfirmed: false, reason: 'no value was found that the base sends' };
    return proveResponse(comparing, pair, responses, { header: { of: base!, value: example.value } }, concerns, 'no longer sends it');
  }

  function rewritten() {
    const probe = different[0]!.probe;
    const schema = probe === true ? sender!.schema : { allOf: [sender!.schema, probe] };
    const example = exampleValue(comparing, side, schema, flow);
    if (example === undefined) return { isConfirmed: false, reason: 'no value was found that is written otherwise' };
    return proveResponse(comparing, pair, responses, { header: { of: sender!, value: example.value } }, concerns);
  }
}
