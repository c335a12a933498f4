import type { Message, Schema } from '../../contract/index.ts';
import type { Comparing, Side } from './comparing.ts';

const ANY_HEADERS: Schema = { type: 'object' };
const NO_HEADERS: Schema = { type: 'object', additionalProperties: false };

/**
 * The headers of a message as its holder sends or takes them: always an object (AsyncAPI 3.0.0 §Message Object, `headers`). Who declares
 * none sends none, unless the profile is `exact`, and takes any.
 */
export function headersOf(comparing: Comparing, { contract }: Side, { headers }: Message, role: 'sender' | 'receiver'): Schema {
  if (headers === undefined) return role === 'sender' && comparing.profile !== 'exact' ? NO_HEADERS : ANY_HEADERS;
  const { schema } = headers;
  const target = typeof schema === 'object' && schema.$ref !== undefined ? (contract.schemas.get(schema.$ref)?.schema ?? schema) : schema;
  return typeof target === 'object' && target['type'] === 'object' ? schema : { allOf: [ANY_HEADERS, schema] };
}
