import { type Edit, write } from './edits.ts';

/** Path of the file of a consumer. */
export function consumerFile(id: string): string {
  return `contracts/consumers/${id}.yaml`;
}

/** The use of some operations of a contract, as files of consumers say it. */
export function calling(contract: string, ...operations: readonly string[]) {
  return { contract, operations: operations.map((operation) => ({ operation })) };
}

/** Adds the file of a consumer, cleared for everything unless it says otherwise. */
export function consumer(id: string, says: Readonly<Record<string, unknown>>): Edit {
  const owner = { team: 'applications', contact: 'applications@hospital.example' };
  return write(consumerFile(id), { id, title: id, owner, clearance: 'S', ...says });
}
