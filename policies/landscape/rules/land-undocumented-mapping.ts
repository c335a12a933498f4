import { type Contract, type Operation, operationName, operationsNamed } from '../../../registry/contract/index.ts';
import type { Mapping } from '../../../registry/workspace/index.ts';
import { capabilityOf } from '../entities/capabilities.ts';
import { entityFields } from '../entities/entity-fields.ts';
import { thingIn } from '../entities/thing-in.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { listed, nameOf } from '../model/called-operations.ts';
import { bodiesOf, wayTo } from '../model/declared-field.ts';
import type { CallerCode, CodeCall, Dependency, Landscape, Member, OperationUse } from '../model/landscape.ts';
import { usesCalled } from '../model/uses-called.ts';

/**
 * Fields that a process, or the implementation of a contract, reads or sets with no declared mapping. What is canonical needs none: it means
 * there what it means everywhere. An application at the edge that only shows what it reads needs none either.
 */
export const landUndocumentedMapping: LandscapeRule = {
  id: 'land-undocumented-mapping',
  severities: ['error', 'warning', 'hint', 'off'],
  find: (landscape: Landscape) => [
    ...landscape.dependencies.flatMap((dependency) => judge(landscape, dependency)),
    ...landscape.code.flatMap((code) => code.calls.flatMap((call) => judgeCall(landscape, code, call))),
  ],
};

function judge(landscape: Landscape, dependency: Dependency): readonly LandscapeFinding[] {
  const { caller, target, uses } = dependency;
  const carriesOver = caller.members.length > 0 || caller.layer === 'process';
  if (!target?.contract || !carriesOver || caller.systems.includes(target.metadata.system)) return [];
  return uses.flatMap((use) => {
    const [operation] = use.operations;
    if (use.name === undefined || !operation) return [];
    const path = use.declared?.mapping;
    const mapping = path === undefined ? undefined : landscape.mappings.get(path);
    if (typeof mapping === 'string')
      return [
        finding(dependency, target, use, operation, { text: `by the mapping ${path}, which cannot be used: ${mapping}`, fields: [] }),
      ];
    const unmapped = fieldsToMap(landscape, target, use, operation).filter(
      (field) => !isMapped(mapping?.value, target, operation, use, field),
    );
    if (unmapped.length === 0) return [];
    const text = mapping === undefined ? 'with no declared mapping' : `which the mapping ${path} doesn't mention`;
    return [finding(dependency, target, use, operation, { text, fields: unmapped, mapping: mapping?.locate('/operations') })];
  });
}

/** A call in the code of a process of which neither the fields that it carries over are said, nor a mapping. */
function judgeCall(landscape: Landscape, code: CallerCode, call: CodeCall): readonly LandscapeFinding[] {
  const { caller } = code;
  const { target } = call;
  const carriesOver = caller.members.length > 0 || caller.layer === 'process';
  if (!target?.contract || !carriesOver || caller.systems.includes(target.metadata.system)) return [];
  const { contract } = target;
  const uses = usesCalled(landscape, code, call);
  const isSaid = uses.some(
    ({ declared }) => declared?.reads !== undefined || declared?.sends !== undefined || declared?.mapping !== undefined,
  );
  const [operation] = operationsNamed(contract, call.name);
  if (uses.length === 0 || isSaid || !operation) return [];
  const fields = (['sends', 'reads'] as const).flatMap((way) => ownFields(landscape, contract, operation, way));
  if (fields.length === 0) return [];
  const name = nameOf(operation);
  return [
    {
      criticality: target.metadata.criticality,
      message: `${caller.id} calls ${name} of ${target.id}, and neither says which fields it carries over nor by which mapping: ${listed(fields)} are of that contract alone`,
      place: call.place,
      contractId: caller.members[0]?.id ?? target.id,
      related: [
        { message: `${name} of ${target.id}`, place: contract.locate(operation.location) },
        { message: `what ${caller.id} says of it`, place: uses[0]!.locate('') },
      ],
      subject: [caller.id, target.id, name],
    },
  ];
}

/** Fields of what an operation is sent, or answers when all goes well, that no canonical entity declares; pages and envelopes taken off. */
function ownFields({ isCanonical }: Landscape, contract: Contract, operation: Operation, way: 'sends' | 'reads'): readonly string[] {
  const words = operation.kind === 'http' ? (capabilityOf(operation)?.words ?? []) : [];
  const bodies = bodiesOf(
    operation.kind === 'http' ? { ...operation, responses: operation.responses.filter(({ status }) => status.startsWith('2')) } : operation,
    way,
  );
  return bodies.flatMap((body) =>
    [...entityFields(contract, thingIn(contract, body, words)).values()]
      .filter(({ location, facts }) => !isCanonical(location) && !isCanonical(facts.location))
      .map(({ name }) => name),
  );
}

/** The fields of bodies and payloads that are used and that no canonical entity declares. Undeclared fields are reported by others. */
function fieldsToMap(landscape: Landscape, { contract }: Member, { declared }: OperationUse, operation: Operation): readonly string[] {
  return (['sends', 'reads'] as const).flatMap((way) =>
    (declared?.[way] ?? []).filter((field) => {
      if (!field.startsWith('/')) return false;
      const sites = wayTo(contract!, bodiesOf(operation, way), field);
      return sites.length > 0 && !sites.some(({ location }) => landscape.isCanonical(location));
    }),
  );
}

function isMapped(
  mapping: Mapping | undefined,
  { id }: Member,
  { key, operationId }: Operation,
  { name = '' }: OperationUse,
  field: string,
): boolean {
  if (mapping?.contract !== id) return false;
  const names = [operationName(key), operationId, operationName(name)];
  return mapping.operations
    .filter(({ operation }) => names.includes(operation) || names.includes(operationName(operation)))
    .some(({ fields }) => fields.some((mapped) => field === mapped.field || field.startsWith(`${mapped.field}/`)));
}

function finding(
  { caller }: Dependency,
  target: Member,
  use: OperationUse,
  operation: Operation,
  fault: { readonly text: string; readonly fields: readonly string[]; readonly mapping?: LandscapeFinding['place'] | undefined },
): LandscapeFinding {
  const { contract, metadata } = target;
  const what = fault.fields.length === 0 ? 'fields' : listed(fault.fields);
  return {
    criticality: metadata.criticality,
    message: `${caller.id} carries ${what} of ${nameOf(operation)} of ${target.id} over, ${fault.text}`,
    place: use.locate(use.declared?.mapping === undefined ? '' : '/mapping'),
    contractId: caller.members[0]?.id ?? target.id,
    related: [
      { message: `${nameOf(operation)} of ${target.id}`, place: contract!.locate(operation.location) },
      ...(fault.mapping ? [{ message: 'what the mapping mentions', place: fault.mapping }] : []),
    ],
    subject: [caller.id, target.id, nameOf(operation)],
  };
}
