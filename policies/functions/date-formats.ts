import type { DocumentNode } from '../documents/document-node.ts';
import { documentRule } from '../documents/document-rule.ts';
import { keywordOf, typesOf } from '../documents/read-schema.ts';
import { schemaSites } from '../documents/schema-sites.ts';
import { wordsOf } from '../documents/words.ts';

const FORMATS: ReadonlySet<unknown> = new Set(['date', 'date-time']);
const NAMED: ReadonlySet<string> = new Set(['property', 'parameter']);

/** Days and times are RFC 3339: strings of format `date` or `date-time`, going by the name of the property or parameter. */
export const dateFormats = documentRule((document) =>
  schemaSites(document).flatMap(({ role, name, node }) => {
    if (!NAMED.has(role) || !isDateName(name)) return [];
    const fault = faultOf(node);
    return fault === undefined
      ? []
      : [{ message: `'${name}' is a day or a time and ${fault}; use a string of format date or date-time`, node }];
  }),
);

/** `dueDate`, `createdAt`, `billedOn`, `timestamp`; not `basedOn`, `paidToDate`, `dateFormat`. */
function isDateName(name: string): boolean {
  const words = wordsOf(name);
  const [last = '', previous = ''] = words.toReversed();
  if (last === 'date') return previous !== 'to';
  if (['datetime', 'timestamp', 'dob', 'birthdate'].includes(last)) return true;
  if (last === 'time') return previous === 'date';
  return ['at', 'on'].includes(last) && previous.endsWith('ed') && !['based', 'need', 'used'].includes(previous);
}

function faultOf(schema: DocumentNode): string | undefined {
  const types = typesOf(schema).filter((type) => type !== 'null');
  if (types.some((type) => type === 'integer' || type === 'number')) return 'is a number';
  if (!types.includes('string')) return undefined;
  if (keywordOf(schema, 'enum') !== undefined || keywordOf(schema, 'const') !== undefined) return undefined;
  const format = keywordOf(schema, 'format');
  return FORMATS.has(format) ? undefined : `has ${format === undefined ? 'no format' : `the format '${String(format)}'`}`;
}
