import { isObject } from '../answers/schema-shape.ts';

const FIELDS = new Set(['event', 'id', 'retry', 'data', 'comment']);

/**
 * Writes items as server-sent events (HTML §9.2.5). An item that has the fields of an event and nothing else is that event (OpenAPI 3.2 §4.14.3), every
 * other the JSON of its data.
 */
export function writeEvents(value: unknown): string {
  return [value].flat().map(writeEvent).join('');
}

function writeEvent(item: unknown): string {
  if (!isObject(item) || !Object.keys(item).some((name) => name === 'data' || name === 'event') || !Object.keys(item).every(isField)) {
    return `data: ${JSON.stringify(item)}\n\n`;
  }
  const lines = Object.entries(item).flatMap(([name, field]) => {
    const text = typeof field === 'string' ? field : JSON.stringify(field);
    return text.split(/\r\n|\r|\n/).map((line) => `${name === 'comment' ? '' : name}: ${line}\n`);
  });
  return `${lines.join('')}\n`;
}

function isField(name: string): boolean {
  return FIELDS.has(name);
}
