/** Stands between the parts of a multipart body that the mock writes. */
export const MULTIPART_BOUNDARY = 'interlock-next-part';

const STRUCTURED =
  /^(multipart\/|text\/(csv|event-stream)\b|application\/(x-www-form-urlencoded|x-ndjson|jsonl|json-lines|json-seq)\b|[^;]*[/+]((x-)?yaml|xml|json)\s*(;|$))/;

/** True for a media type that objects and lists can be written in (`writeBody`). */
export function holdsStructures(mediaType: string): boolean {
  return STRUCTURED.test(mediaType);
}

/** True for `application/json` and every `+json` media type, parameters aside; true for `*` ranges that include it. */
export function isJson(mediaType: string): boolean {
  const essence = mediaType.split(';', 1)[0]?.trim() ?? '';
  return /^(application\/json|[^/]+\/[^/]+\+json|application\/\*|\*\/\*)$/.test(essence);
}

/** True for `application/xml`, `text/xml` and every `+xml` media type, parameters and case aside (RFC 7303). */
export function isXml(mediaType: string): boolean {
  return /^[^/]+\/([^/]+\+)?xml$/i.test(mediaType.split(';', 1)[0]?.trim() ?? '');
}

/** A type that a body can be sent as, for one that a contract declares: ranges become a type of theirs, multipart types get a boundary. */
export function concreteType(mediaType: string): string {
  if (mediaType.startsWith('multipart/') && !/;\s*boundary=/i.test(mediaType)) {
    return `${mediaType.replace('*', 'form-data')}; boundary=${MULTIPART_BOUNDARY}`;
  }
  return mediaType.replace(/^(text\/)\*/, '$1plain').replace(/^.*\*.*$/, 'application/json');
}
