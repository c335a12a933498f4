import { documentRule } from '../documents/document-rule.ts';
import { keywordOf } from '../documents/read-schema.ts';
import { schemaSites } from '../documents/schema-sites.ts';

const UPPER_SNAKE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Members by which a schema says whose codes its values are. */
const CODE_LISTS = ['x-code-list', 'x-alignment'] as const;

/**
 * Values of enumerations are UPPER_SNAKE_CASE. A code list of somebody else's keeps its spelling and says whose it is, by `x-code-list` or
 * `x-alignment`; codes without a letter (`1`, `1.0`) have no case.
 */
export const nameEnumUpperSnake = documentRule((document) =>
  schemaSites(document).flatMap(({ node }) => {
    const listed = node.own?.at('enum');
    if (!listed || !Array.isArray(listed.value)) return [];
    const wrong = listed.value.filter((value) => typeof value === 'string' && /\p{L}/u.test(value) && !UPPER_SNAKE.test(value));
    if (wrong.length === 0 || CODE_LISTS.some((key) => keywordOf(node, key) !== undefined)) return [];
    const values = wrong.slice(0, 3).map((value) => `'${String(value)}'`);
    const named = values.join(', ') + (wrong.length > values.length ? ' and others' : '');
    return [
      {
        message: `the values ${named} must be UPPER_SNAKE_CASE; if they are a code list of somebody else's, say whose: x-code-list`,
        node: listed,
      },
    ];
  }),
);
