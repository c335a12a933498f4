/** A part of a text that is replaced; nothing is taken away where `start` is `end`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Whether two edits touch the same characters. Insertions at one place do not: they follow each other. */
export function overlap(one: TextEdit, other: TextEdit): boolean {
  return one.start < other.end && other.start < one.end;
}

/** The text after all edits, which must not overlap; of insertions at one place the earlier in the list comes first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let offset = 0;
  for (const edit of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    result += text.slice(offset, edit.start) + edit.text;
    offset = edit.end;
  }
  return result + text.slice(offset);
}
