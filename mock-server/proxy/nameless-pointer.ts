import { childPointer, pointerSegments } from '../../registry/contract/index.ts';
import type { Contract, Schema } from '../../registry/contract/index.ts';
import { applicableSchemas } from '../uses/seen-fields.ts';

/** What may be the name of a field that somebody forgot to declare. Numbers of patients and accounts have digits. */
const LIKE_A_NAME = /^[A-Za-z_$@][A-Za-z_$@.-]{0,63}$/;

/**
 * A JSON pointer into a message in which nothing comes from the message but items' numbers and the names of undeclared members: keys of maps, which may be
 * anything, are `*`, and so are names with digits.
 *
 * @param schemas that the message is judged by
 */
export function namelessPointer(contract: Contract, schemas: readonly Schema[], pointer: string): string {
  let levels = schemas;
  let path = '';
  for (const segment of pointerSegments(pointer)) {
    const objects = applicableSchemas(contract, levels);
    const named = objects.flatMap(({ properties }) => {
      const members = properties as Readonly<Record<string, Schema>> | undefined;
      return members && Object.hasOwn(members, segment) ? [members[segment]!] : [];
    });
    const lists = objects.flatMap(({ items, prefixItems = [] }) => [
      ...(prefixItems as readonly Schema[]),
      ...(items === undefined ? [] : [items as Schema]),
    ]);
    const maps = objects.flatMap(({ additionalProperties, patternProperties }) => [
      ...(typeof additionalProperties === 'object' ? [additionalProperties as Schema] : []),
      ...Object.values((patternProperties ?? {}) as Readonly<Record<string, Schema>>),
    ]);
    const isItem = lists.length > 0 && /^(\d+|\*)$/.test(segment);
    const isForgotten = maps.length === 0 && objects.some(({ properties }) => properties !== undefined) && LIKE_A_NAME.test(segment);
    path = named.length > 0 || isItem || isForgotten ? childPointer(path, segment) : `${path}/*`;
    levels = named.length > 0 ? named : isItem ? lists : maps;
  }
  return path;
}
