import type { Field } from './field.ts';
import { folderOf, highestClass, type PlannedContract, type PlannedUse } from './planned-contract.ts';
import type { ValueStream } from './value-stream.ts';

/**
 * The files by which a stream says who uses what, as plain data: what its process uses, to the field, with the mappings for what is not
 * canonical; the worklist and the portal that people have; and what analytics or a partner reads.
 */
export function consumerFiles(stream: ValueStream, contracts: ReadonlyMap<string, PlannedContract>): Readonly<Record<string, unknown>> {
  const { process, eventProcess, experience, edge } = stream;
  const [event] = operationsOf(eventProcess);
  const portal = application(`${experience.id}-app`, 'experience', 'I', [
    { contract: experience.id, operations: operationsOf(experience) },
  ]);
  const worklist = application(`${eventProcess.id}-worklist`, 'experience', highestClass(eventProcess.document.thing.fields), [
    { contract: eventProcess.id, operations: [{ ...event!, reads: pointersOf(eventProcess.document.thing.fields).slice(0, 4) }] },
  ]);
  const isExtract = edge.mode === 'batch';
  const outside = {
    ...application(`${edge.id}-reader`, isExtract ? undefined : 'partner', 'F', [{ contract: edge.id }]),
    ...(isExtract && { criticality: 3 }),
  };
  return {
    [consumerPath(process.id)]: processFile(process, contracts),
    [consumerPath(`${experience.id}-app`)]: { ...portal, clearance: highestClass(experience.document.thing.fields) },
    [consumerPath(`${eventProcess.id}-worklist`)]: worklist,
    [consumerPath(`${edge.id}-reader`)]: outside,
    ...mappingFiles(process, contracts),
  };
}

function consumerPath(id: string): string {
  return `contracts/consumers/${id}.yaml`;
}

function application(id: string, layer: string | undefined, clearance: string, uses: readonly unknown[]) {
  const title = id.replaceAll('-', ' ');
  const owner = { team: 'applications', contact: 'applications@hospital.example' };
  return {
    id,
    title: title[0]!.toUpperCase() + title.slice(1),
    owner,
    ...(layer !== undefined && { layer }),
    clearance,
    environments: ['production', 'test'],
    uses,
  };
}

function processFile(process: PlannedContract, contracts: ReadonlyMap<string, PlannedContract>) {
  const byContract = Map.groupBy(process.uses, ({ contract }) => contract);
  const uses = [...byContract].map(([id, of]) => ({
    contract: id,
    version: '1.0.0',
    operations: of.map((use) => ({ operation: use.operation, ...fieldsOf(contracts.get(id)!, use) })),
  }));
  const clearance = highestClass(process.uses.flatMap(({ contract }) => contracts.get(contract)!.document.thing.fields));
  return { ...application(process.id, 'process', clearance, uses), validates: true };
}

/** What a process sends and reads in an operation that it calls. */
function fieldsOf({ document }: PlannedContract, { operation }: PlannedUse): Readonly<Record<string, readonly string[]>> {
  const pointers = pointersOf(document.thing.fields);
  const some = pointers.slice(0, 5);
  if (operation.startsWith('create')) return { sends: ['header:Idempotency-Key', 'header:traceparent', ...pointers], reads: some };
  if (operation.startsWith('receive')) return { sends: pointers };
  if (operation.startsWith('list')) return { sends: ['query:limit', 'header:traceparent'], reads: some.map((field) => `/items/*${field}`) };
  return document.kind === 'event' ? { reads: some } : { sends: ['header:traceparent'], reads: some };
}

function mappingFiles(process: PlannedContract, contracts: ReadonlyMap<string, PlannedContract>): Readonly<Record<string, unknown>> {
  const byContract = Map.groupBy(process.uses, ({ contract }) => contract);
  return Object.fromEntries(
    [...byContract].map(([id, uses]) => {
      const target = contracts.get(id)!;
      const mapping = {
        title: `${target.title} to ${process.title.toLowerCase()}`,
        description: 'What becomes of the fields that no canonical entity has.',
        contract: id,
        operations: uses.map((use) => ({ operation: use.operation, fields: mappedFields(target, use) })),
      };
      return [`${folderOf(process)}/mappings/${id}.yaml`, mapping];
    }),
  );
}

function mappedFields({ document }: PlannedContract, { operation }: PlannedUse) {
  const own = document.thing.fields.filter(({ isCanonical }) => !isCanonical);
  const prefix = operation.startsWith('list') ? '/items/*' : '';
  return own.map(({ name }) => ({ field: `${prefix}/${name}`, rule: `Kept with the run as ${name}.` }));
}

function pointersOf(fields: readonly Field[]): readonly string[] {
  return fields.map(({ name }) => `/${name}`);
}

function operationsOf({ document }: PlannedContract): readonly { readonly operation: string }[] {
  const { pascal } = document.thing;
  if (document.kind === 'http') return [{ operation: `get${pascal}` }];
  return document.happenings.map((happening) => ({
    operation: `${document.action}${pascal}${happening[0]!.toUpperCase()}${happening.slice(1)}`,
  }));
}
