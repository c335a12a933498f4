import type { Contract, Schema } from '../../registry/contract/index.ts';
import { isObject, shapeOf } from './schema-shape.ts';

/** The default of a schema, where it has the type that the schema asks for (JSON Schema 2020-12, Validation §9.2); undefined for no such. */
export function defaultOf(contract: Contract, schema: Schema): unknown {
  const { defaultValue: given, types, values } = shapeOf(contract, schema);
  const isType = types.length === 0 || types.some((type) => hasType(given, type));
  return isType && (values === undefined || values.includes(given)) ? given : undefined;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
