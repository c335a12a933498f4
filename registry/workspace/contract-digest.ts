import { createHash } from 'node:crypto';
import type { Contract, SchemaId } from '../contract/index.ts';

/**
 * A hash of all that a contract says, words included, and of nothing else: two contracts of one digest differ at most in layout, comments,
 * where things stand, what nothing uses, and the names of schemas. 64 hexadecimal digits.
 */
export function contractDigest(contract: Contract): string {
  const { specification, title, version, description, servers, operations, securitySchemes } = contract;
  const whole = {
    specification: specification.format,
    title,
    version,
    description,
    servers,
    operations,
    securitySchemes: [...securitySchemes],
  };
  return createHash('sha256').update(write(whole, contract)).digest('hex');
}

/** JSON with members in order of name, schemas numbered in the order in which they are met, each written once after the rest. */
function write(whole: unknown, contract: Contract): string {
  const numbers = new Map<SchemaId, number>();
  const text = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
    const members = Object.entries(value).filter(([key, member]) => member !== undefined && key !== '$schema' && !isLocation(key, member));
    const written = members
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${key === '$ref' && isSchemaId(member, contract) ? numberOf(member) : text(member)}`);
    return `{${written.join(',')}}`;
  };
  const numberOf = (id: SchemaId): string => {
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return `#${numbers.get(id)}`;
  };
  const lines = [text(whole)];
  for (const id of numbers.keys()) lines.push(text(contract.schemas.get(id)!.schema));
  return lines.join('\n');
}

function isSchemaId(value: unknown, { schemas }: Contract): value is SchemaId {
  return typeof value === 'string' && schemas.has(value as SchemaId);
}

function isLocation(key: string, value: unknown): boolean {
  if (key !== 'location' || typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.length === 2 && keys.includes('file') && keys.includes('pointer');
}
