import { InterlockError } from '../../../errors.ts';
import { childPointer } from '../json-pointer.ts';
import type { SourceDocument } from '../load/source-document.ts';

/** The error for a schema that is not valid JSON Schema, with the place of the keyword at fault. */
export function schemaFault(
  detail: string,
  document: SourceDocument,
  holder: object,
  ...keys: readonly (string | number)[]
): InterlockError {
  const pointer = keys.reduce<string>(childPointer, document.pointerOf(holder) ?? '');
  return new InterlockError('SCHEMA_INVALID', detail, { place: document.placeOf(pointer) });
}

/** An object of a document as something to report on: its pointer is worked out when read. */
export function nodeOf(document: SourceDocument, source: object, ...keys: readonly (string | number)[]) {
  return {
    document,
    get pointer() {
      return keys.reduce<string>(childPointer, document.pointerOf(source) ?? '');
    },
  };
}
