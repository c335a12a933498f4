import { isDeepStrictEqual } from 'node:util';
import type { Contract, HttpOperation, Schema } from '../../registry/contract/index.ts';
import { resolveSchema, shapeOf } from '../answers/schema-shape.ts';
import { successResponse } from '../answers/success-response.ts';

/**
 * True for an operation below an item that answers with what has the item's schema: with the item, as far as anybody can tell. The answer of one that reads
 * or creates may be another resource of the same kind.
 */
export function answersWithItem(contract: Contract, operation: HttpOperation, item: Schema | undefined): boolean {
  const success = successResponse(operation);
  if (operation.method === 'GET' || !success?.json || success.status === 201) return false;
  if (item === undefined || shapeOf(contract, item).properties.size === 0) return false;
  return isDeepStrictEqual(resolveSchema(contract, success.json.schema), resolveSchema(contract, item));
}
