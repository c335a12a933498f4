import type { Contract, Schema } from '../../../registry/contract/index.ts';
import { isObject, shapeOf } from '../../answers/schema-shape.ts';

/**
 * Writes a list, or one resource, as comma-separated values (RFC 4180): of objects a line of names in the order of the schema, then a line each; of lists a
 * line each; of anything else a line for each item. What is nested in a field is JSON.
 */
export function writeCsv(contract: Contract, schema: Schema, value: unknown): string {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  const objects = rows.filter(isObject);
  if (objects.length < rows.length || (objects.length === 0 && !Array.isArray(value)))
    return rows.map((row) => lineOf([row].flat())).join('');
  const { items, properties } = shapeOf(contract, schema);
  const declared = items === undefined ? properties : shapeOf(contract, items).properties;
  const known = new Set(objects.flatMap((row) => Object.keys(row)));
  const names = [...declared.keys()].filter((name) => known.delete(name)).concat(...known);
  const columns = names.length === 0 ? [...declared.keys()] : names;
  if (columns.length === 0) return '';
  return lineOf(columns) + objects.map((row) => lineOf(columns.map((name) => (Object.hasOwn(row, name) ? row[name] : undefined)))).join('');
}

function lineOf(fields: readonly unknown[]): string {
  return `${fields.map(fieldOf).join(',')}\r\n`;
}

function fieldOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
