import type { HttpOperation, Parameter, Violation } from '../../contract/index.ts';
import { equalJson } from '../equal-json.ts';
import { exampleValue } from '../witness/example.ts';
import { proveRequest, requestRoles } from '../witness/prove-http.ts';
import { compareSchemas } from './compare-schemas.ts';
import type { Comparing } from './comparing.ts';
import { flowOf } from './data-flow.ts';
import type { Draft, Proof } from './draft.ts';
import { aliasesOf, directionOf, type HttpPair, requestFlow } from './http-pair.ts';
import { judgingOf } from './media-types.ts';
import { allParameters, parameterPairs } from './parameter-pairs.ts';
import { isExplodedObject, mayHaveMember, type MemberParameter, separateMembers } from './exploded-objects.ts';
import type { RequestRun } from '../witness/run-http.ts';
import { schemaDrafts } from './schema-drafts.ts';
import { differentlyWritten } from './serialisation.ts';
import { sendable, textForm, textReceiver } from './text-values.ts';

/** Compares the parameters of an operation. A place of the path that only one version has as a parameter is a matter of the path. */
export function compareParameters(comparing: Comparing, declared: HttpPair): readonly Draft[] {
  const pair = separateMembers(comparing.base.contract, comparing.head.contract, declared);
  const pairs = parameterPairs(pair.base, pair.head);
  const known = new Set(pairs.flatMap(({ others }) => (others ? [others] : [])));
  const added = allParameters(pair.head).filter((parameter) => !known.has(parameter) && parameter.in !== 'path');
  const kept = pairs.filter(({ own, others }) => others !== undefined || own.in !== 'path');
  return [
    ...kept.flatMap(({ own, others }) =>
      others ? compareParameter(comparing, pair, own, others) : [removed(comparing, pair, own, added)],
    ),
    ...added.map((parameter) => addition(comparing, pair, parameter)),
  ];
}

/** An exploded object of the base that may have a member of the name of a parameter of the head, with a value that it doesn't take. */
function memberWriter(comparing: Comparing, operation: HttpOperation, { in: place, name, schema }: Parameter) {
  const { base, head } = comparing;
  for (const of of operation.parameters) {
    if (of.in !== place || !isExplodedObject(base.contract, of)) continue;
    const engine = comparing.engine(flowOf(operation, 'request'), 'base', 'accepted');
    const answer = engine.subsumes(of.schema, { properties: { [name]: textReceiver(engine, head.contract, schema) } });
    if (answer.answer === 'no') return { of, value: answer.witness };
  }
  return undefined;
}

/** What all drafts about one parameter share. */
function about(pair: HttpPair, base: Parameter | undefined, head: Parameter | undefined) {
  const parameter = (base ?? head) as Parameter;
  const noun = nounOf(parameter);
  return {
    operation: pair.base.key,
    aliases: aliasesOf(pair),
    direction: directionOf(pair.base, 'request'),
    base: base?.location ?? pair.base.location,
    head: head?.location ?? pair.head.location,
    root: [base, head].map((one) => (one ? `${one.location.file}#${one.location.pointer}` : '')).join(' '),
    field: `${parameter.in}:${parameter.name}`,
    facts: `${parameter.in} ${parameter.name}`,
    noun,
  };
}

function nounOf(parameter: Parameter): string {
  if (parameter.in === 'querystring') return 'the query string';
  return parameter.in === 'header' ? `the header '${parameter.name}'` : `the ${parameter.in} parameter '${parameter.name}'`;
}

function removed(comparing: Comparing, pair: HttpPair, parameter: Parameter, added: readonly Parameter[]): Draft {
  const { noun, ...shared } = about(pair, parameter, undefined);
  const draft = {
    ...shared,
    ruleId: 'parameter-removed',
    message: `${noun} is no longer ${requestFlow(pair.base) === 'input' ? 'read' : 'sent'}`,
  };
  const { base, head } = comparing;
  const isReadElsewhere = added.some(
    (other) => mayHaveMember(base.contract, parameter, other) || mayHaveMember(head.contract, other, parameter),
  );
  if (isReadElsewhere) return { ...draft, weight: 'unproven', reason: 'other parameters may read now what it wrote' };
  if (requestFlow(pair.base) === 'input') return { ...draft, weight: 'warns' };
  if (parameter.required) {
    const prove = () => proveRequest(comparing, pair, {}, concerns(parameter));
    return { ...draft, weight: 'rejects', prove };
  }
  return { ...draft, weight: 'withdraws', prove: () => withdrawal(comparing, pair, parameter) };
}

function withdrawal(comparing: Comparing, pair: HttpPair, parameter: Parameter): Proof {
  const example = exampleValue(comparing, comparing.base, parameter.schema, flowOf(pair.base, 'request'));
  if (example === undefined) return { isConfirmed: false, reason: 'no value was found that the base sends' };
  const withdrawn = 'no longer sends it';
  return proveRequest(comparing, pair, { parameter: { of: parameter, value: example.value } }, concerns(parameter), { withdrawn });
}

function addition(comparing: Comparing, pair: HttpPair, parameter: Parameter): Draft {
  const { noun, ...shared } = about(pair, undefined, parameter);
  const isBreaking = parameter.required && requestFlow(pair.base) === 'input';
  const draft = { ...shared, ruleId: 'parameter-added', message: `${noun} is new` };
  if (!isBreaking) {
    const writer = requestFlow(pair.base) === 'input' ? memberWriter(comparing, pair.base, parameter) : undefined;
    if (writer === undefined) return { ...draft, weight: 'fits' };
    const { of, value } = writer;
    return { ...draft, weight: 'rejects', prove: () => proveRequest(comparing, pair, { parameter: { of, value } }, concerns(parameter)) };
  }
  const prove = () => proveRequest(comparing, pair, {}, concerns(parameter));
  return { ...shared, ruleId: 'required-parameter-added', weight: 'rejects', message: `${noun} is new and required`, prove };
}

function compareParameter(comparing: Comparing, pair: HttpPair, base: Parameter, head: Parameter): readonly Draft[] {
  const { noun, ...shared } = about(pair, base, head);
  const drafts: Draft[] = [];
  const isInput = requestFlow(pair.base) === 'input';
  const [sender, receiver] = isInput ? [base, head] : [head, base];
  if (base.required !== head.required) {
    const isBreaking = receiver.required;
    const absent = () => proveRequest(comparing, pair, { parameter: { of: sender, isAbsent: true } }, concerns(receiver));
    drafts.push({
      ...shared,
      ruleId: head.required ? 'parameter-became-required' : 'parameter-became-optional',
      message: `${noun} is ${head.required ? 'required' : 'optional'} now`,
      ...(isBreaking ? { weight: 'rejects', prove: absent } : { weight: 'fits' }),
    });
  }
  if (!base.deprecated && head.deprecated) {
    drafts.push({ ...shared, ruleId: 'parameter-deprecated', weight: 'fits', message: `${noun} is deprecated` });
  }
  drafts.push(...compareSerialisation(comparing, pair, base, head));
  if (drafts.some(({ ruleId }) => ruleId === 'parameter-serialisation-changed')) return drafts;
  const findings = compareSchemas(comparing, {
    base: base.schema,
    head: head.schema,
    direction: isInput ? 'input' : 'output',
    flow: flowOf(pair.base, 'request'),
    isText: !isJson(base) || !isJson(head),
    sendable: sendable(sender),
  });
  return [
    ...drafts,
    ...schemaDrafts(findings, {
      ...shared,
      where: noun,
      field: () => shared.field,
      prove: (value, finding) => {
        const isWithdrawn = finding.weight === 'withdraws';
        const of = isWithdrawn ? receiver : sender;
        const options = isWithdrawn ? { withdrawn: 'no longer sends it' } : { isMisread: readsOtherText(sender, receiver) };
        return proveRequest(comparing, pair, { parameter: { of, value } }, concerns(receiver), options);
      },
    }),
  ];
}

function compareSerialisation(comparing: Comparing, pair: HttpPair, base: Parameter, head: Parameter): readonly Draft[] {
  const { noun, ...shared } = about(pair, base, head);
  const roles = requestRoles(comparing, pair.base);
  const [sender, receiver] = roles.sender.name === 'base' ? [base, head] : [head, base];
  const flow = flowOf(pair.base, 'request');
  const engine = () => comparing.engine(flow, roles.sender.name, 'accepted');
  const different = differentlyWritten(sender, receiver, engine);
  const drafts: Draft[] = [];
  if (different.length > 0) {
    const facts = [base, head].map(({ style, explode, allowReserved, mediaType }) => ({ style, explode, allowReserved, mediaType }));
    drafts.push({
      ...shared,
      facts,
      ruleId: 'parameter-serialisation-changed',
      weight: 'rejects',
      message: `${noun} is written otherwise (${different.map(({ kind }) => kind).join(', ')}): ${show(base)} before, ${show(head)} now`,
      prove: () => {
        let last: Proof = { isConfirmed: false, reason: 'no value was found that is written otherwise' };
        for (const { probe } of different) {
          const example = exampleValue(comparing, roles.sender, { allOf: [sender.schema, sendable(sender), probe] }, flow);
          if (example === undefined) continue;
          last = proveRequest(comparing, pair, { parameter: { of: sender, value: example.value } }, concerns(receiver), {
            isMisread: readsOtherText(sender, receiver),
          });
          if (last.isConfirmed) return last;
        }
        return last;
      },
    });
  }
  if (!base.allowEmptyValue && head.allowEmptyValue && roles.sender.name === 'base') {
    drafts.push({ ...shared, ruleId: 'parameter-empty-value-allowed', weight: 'fits', message: `${noun} may be given without a value` });
  }
  if (sender.allowEmptyValue && !receiver.allowEmptyValue && !engine().receiverAccepts(receiver.schema, '')) {
    drafts.push({
      ...shared,
      ruleId: roles.sender.name === 'base' ? 'parameter-empty-value-refused' : 'parameter-empty-value-allowed',
      weight: 'rejects',
      message: `${noun} ${roles.sender.name === 'base' ? 'is no longer taken' : 'may be given'} without a value`,
      prove: () => proveRequest(comparing, pair, { parameter: { of: sender, raw: '' } }, concerns(receiver)),
    });
  }
  return drafts;
}

function isJson({ mediaType }: Parameter): boolean {
  return mediaType !== undefined && judgingOf(mediaType) === 'json';
}

/** Does the receiver read another text than the sender wrote? A list where there was one value, say. */
function readsOtherText(sender: Parameter, receiver: Parameter) {
  return (sent: RequestRun, received: RequestRun): boolean => {
    if (!sent.raw.accepted || !received.raw.accepted) return false;
    const part = sender.in as 'query';
    const [written, read] = [sent.raw.parameters[part]?.[sender.name], received.raw.parameters[part]?.[receiver.name]];
    return !equalJson(textForm(written ?? null), textForm(read ?? null));
  };
}

function show({ style, explode, allowReserved, mediaType }: Parameter): string {
  if (mediaType !== undefined) return mediaType;
  return `style ${style}, explode ${explode}${allowReserved ? ', allowReserved' : ''}`;
}

/** A violation about a parameter, under the name that the receiver knows it by. */
function concerns(parameter: MemberParameter) {
  const part = parameter.in === 'querystring' ? 'query' : parameter.in;
  return (violation: Violation) => {
    if (violation.code === 'unknown-path') return part === 'path';
    const name = violation.pointer.split('/')[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
    return violation.part === part && name?.toLowerCase() === (parameter.memberOf ?? parameter.name).toLowerCase();
  };
}
