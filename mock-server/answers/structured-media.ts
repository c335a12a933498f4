/** Stands between the parts of a multipart body that the mock writes. */
export const MULTIPART_BOUNDARY = 'interlock-next-part';

const STRUCTURED =
  /^(multipart\/|text\/(csv|event-stream)\b|application\/(x-www-form-urlencoded|x-ndjson|jsonl|json-lines|json-seq)\b|[^;]*[/+]((x-)?yaml|xml|json)\s*(;|$))/;

/** True for a media type that objects and lists can be written in (`writeBody`). */
export function holdsStructures(mediaType: string): boolean {
  return STRUCTURED.test(mediaType);
}
