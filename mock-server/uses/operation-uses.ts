import type { Contract, Schema, SchemaObject } from '../../registry/contract/index.ts';
import type { UsedOperation } from '../../registry/workspace/index.ts';
import { isListedValue, seenFields } from './seen-fields.ts';

/** Fields that were seen one way. */
interface SeenWay {
  readonly fields: Set<string>;
  /** Containers that had nothing in them at least once. */
  readonly empty: Set<string>;
}

/** What was seen of the use of one operation. */
export class OperationUses {
  readonly sends: SeenWay = { fields: new Set(), empty: new Set() };
  readonly reads: SeenWay = { fields: new Set(), empty: new Set() };
  readonly statuses = new Set<string>();
  readonly mediaTypes = new Set<string>();
  readonly messages = new Set<string>();
  private readonly values = new Map<string, Set<unknown>>();

  /** Notes the declared fields of a body. */
  noteBody(way: 'sends' | 'reads', contract: Contract, schema: Schema, value: unknown): void {
    for (const field of seenFields(contract, schema, value)) {
      if (field.pointer === '' || field.kind === 'undeclared') continue;
      this[way][field.kind === 'empty' ? 'empty' : 'fields'].add(field.pointer);
      this.noteValue(field.pointer, field.schemas, field.value);
    }
  }

  /** Notes a value of a field that lists its values. */
  noteValue(field: string, schemas: readonly SchemaObject[], value: unknown): void {
    if (!isListedValue(schemas, value)) return;
    if (!this.values.has(field)) this.values.set(field, new Set());
    this.values.get(field)!.add(value);
  }

  /** As a consumer's file says it. Lists are there even when they are empty: nothing was seen, so none is used. */
  asUse(): Omit<UsedOperation, 'operation'> {
    const listed = (name: 'mediaTypes' | 'messages') => (this[name].size === 0 ? {} : { [name]: [...this[name]].toSorted() });
    const statuses = [...this.statuses].toSorted().map((status) => (/^\d+$/.test(status) ? Number(status) : status));
    const values = [...this.values]
      .toSorted(([one], [next]) => (one < next ? -1 : 1))
      .map(([field, seen]) => [field, [...seen].toSorted((one, next) => (String(one) < String(next) ? -1 : 1))] as const);
    return {
      sends: fieldsOf(this.sends),
      reads: fieldsOf(this.reads),
      ...(statuses.length > 0 && { statuses }),
      ...listed('mediaTypes'),
      ...listed('messages'),
      ...(values.length > 0 && { values: Object.fromEntries(values) }),
    };
  }
}

/** An empty container is a field of its own only where nothing was ever seen below it: who reads a field reads all below it. */
function fieldsOf({ fields, empty }: SeenWay): readonly string[] {
  const bare = [...empty].filter((pointer) => [...fields].every((field) => !field.startsWith(`${pointer}/`)));
  return [...new Set([...fields, ...bare])].toSorted();
}
