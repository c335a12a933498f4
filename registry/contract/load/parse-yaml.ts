import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';
import { InterlockError } from '../../../errors.ts';
import { checkExpansion } from './check-expansion.ts';
import type { ReadLimits } from './read-limits.ts';

const schema = CORE_SCHEMA.withTags(mergeTag);

/**
 * Parses one YAML 1.2 document with the core schema: dates stay strings, a duplicate key or a tag of its own is an error, merge keys and
 * aliases work within bounds.
 *
 * @throws DOCUMENT_MALFORMED with line and column, DOCUMENT_TOO_LARGE.
 */
export function parseYaml(text: string, file: string, limits: ReadLimits): unknown {
  let value: unknown;
  try {
    value = load(text, { schema, maxDepth: limits.nestingDepth, maxTotalMergeKeys: 100_000 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const place = error.mark ? { file, line: error.mark.line + 1, column: error.mark.column + 1 } : { file };
    const tooLarge = error.reason.includes('exceeded');
    const detail = tooLarge ? `the limit is passed: ${error.reason}` : `not YAML: ${error.reason}`;
    throw new InterlockError(tooLarge ? 'DOCUMENT_TOO_LARGE' : 'DOCUMENT_MALFORMED', detail, { place, cause: error });
  }
  checkExpansion(value, file, limits);
  return value;
}
