import { InterlockError } from '../../../errors.ts';
import type { Contract, EventOperation, HttpOperation, Operation, Slot } from '../contract.ts';
import type { Judges } from './schema/judges.ts';

/** What is compiled, where there is something. */
type PreparedSlot = (Partial<Pick<Slot, 'schema'>> & Pick<Slot, 'location'>) | undefined;

/** Compiles every slot of a contract, callbacks and replies too: one SCHEMA_INVALID for each that cannot be compiled, with its place. */
export function compileAll(contract: Contract, judges: Judges): readonly InterlockError[] {
  return contract.operations.flatMap((operation) => compileOperation(contract, operation, judges));
}

/** Compiles every slot of an operation, as `compileAll` does. */
export function compileOperation(contract: Contract, operation: Operation, judges: Judges): readonly InterlockError[] {
  const errors: InterlockError[] = [];
  const prepare = (slot: PreparedSlot, direction: Slot['direction'] | 'event'): void => {
    if (slot?.schema === undefined) return;
    try {
      judges.of(slot.schema, direction, slot.location).prepare();
    } catch (error) {
      const detail = `the schema cannot be compiled: ${error instanceof Error ? error.message : String(error)}`;
      errors.push(new InterlockError('SCHEMA_INVALID', detail, { place: contract.locate(slot.location), cause: error }));
    }
  };
  if (operation.kind === 'http') slotsOfHttp(operation).forEach((slot) => prepare(slot, slot.direction));
  else slotsOfEvent(operation).forEach((slot) => prepare(slot, 'event'));
  return errors;
}

function slotsOfHttp(operation: HttpOperation): readonly Slot[] {
  return [
    ...operation.parameters,
    ...(operation.requestBody?.content ?? []),
    ...operation.responses.flatMap((response) => [...response.headers, ...response.content]),
    ...operation.callbacks.flatMap(slotsOfHttp),
  ];
}

function slotsOfEvent(operation: EventOperation): readonly PreparedSlot[] {
  const channels = [operation.channel, operation.reply?.channel];
  const messages = [...operation.messages, ...(operation.reply?.messages ?? [])];
  return [
    ...channels.flatMap((channel) => [...(channel?.parameters ?? []), ...(channel?.bindingSchemas ?? [])]),
    ...operation.bindingSchemas,
    ...messages.flatMap(({ headers, payload, bindingSchemas }) => [headers, payload, ...bindingSchemas]),
  ];
}
