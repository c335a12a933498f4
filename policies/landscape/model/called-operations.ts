import type { EventOperation, HttpOperation, Operation } from '../../../registry/contract/index.ts';
import type { Dependency, OperationUse } from './landscape.ts';

/** A use, and one operation that it means. */
export interface UsedAs<O extends Operation> {
  readonly use: OperationUse;
  readonly operation: O;
}

/** The HTTP requests that a caller makes: webhooks and callbacks are made the other way round. */
export function requestsOf({ uses }: Dependency): readonly UsedAs<HttpOperation>[] {
  return uses.flatMap((use) =>
    use.operations.flatMap((operation) => (operation.kind === 'http' && operation.origin === 'path' ? [{ use, operation }] : [])),
  );
}

/** The events that a caller takes from the contract's application, or with `receive` gives to it. */
export function eventsOf({ uses }: Dependency, action: EventOperation['action']): readonly UsedAs<EventOperation>[] {
  return uses.flatMap((use) =>
    use.operations.flatMap((operation) => (operation.kind === 'event' && operation.action === action ? [{ use, operation }] : [])),
  );
}

/** The name of an operation, for people and for subjects of findings: its id, else its key. */
export function nameOf({ operationId, key }: Operation): string {
  return operationId ?? key;
}

/** Names of operations, for people: `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  const all = [...new Set(names)];
  if (all.length <= 1) return all[0] ?? '';
  if (all.length <= most) return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  return `${all.slice(0, most - 1).join(', ')} and ${all.length - most + 1} more`;
}
