/** One part of a multipart/form-data body (RFC 7578). */
export interface FormPart {
  readonly name: string;
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
  readonly bytes: Uint8Array;
}

const MOST_PARTS = 1000;
const LONGEST_HEADERS = 16 * 1024;

/** Splits a body at its boundary. Bounded: at most 1000 parts, with at most 16 KiB of headers each. */
export function parseMultipart(
  bytes: Uint8Array,
  boundary: string,
): { readonly parts: readonly FormPart[] } | { readonly malformed: string } {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const opening = delimiter.subarray(2);
  const parts: FormPart[] = [];
  const start = startOfParts(body, opening, delimiter);
  if (start === undefined) return { malformed: 'its boundary does not occur in it' };
  let position: number = start;
  for (;;) {
    if (body.toString('latin1', position, position + 2) === '--') return { parts };
    const lineEnd = body.indexOf('\r\n', position);
    if (lineEnd < 0 || body.toString('latin1', position, lineEnd).trim() !== '')
      return { malformed: `it has no line break after the boundary at byte ${position}` };
    if (parts.length === MOST_PARTS) return { malformed: `it has more than ${MOST_PARTS} parts` };
    const end = body.indexOf(delimiter, lineEnd);
    if (end < 0) return { malformed: 'its last boundary is missing' };
    const part = parsePart(body, lineEnd + 2, end);
    if ('malformed' in part) return part;
    parts.push(part);
    position = end + delimiter.length;
  }
}

function startOfParts(body: Buffer, opening: Buffer, delimiter: Buffer): number | undefined {
  if (body.subarray(0, opening.length).equals(opening)) return opening.length;
  const start = body.indexOf(delimiter);
  return start < 0 ? undefined : start + delimiter.length;
}

function parsePart(body: Buffer, start: number, end: number): FormPart | { readonly malformed: string } {
  const isBare = body.toString('latin1', start, start + 2) === '\r\n';
  const headersEnd = isBare ? start : body.indexOf('\r\n\r\n', start);
  if (headersEnd < 0 || headersEnd > end || headersEnd - start > LONGEST_HEADERS) {
    return { malformed: `the part at byte ${start} has no end of headers, or more than ${LONGEST_HEADERS} bytes of them` };
  }
  const headers = parseHeaders(body.toString('utf8', start, headersEnd));
  const disposition = headers.get('content-disposition') ?? '';
  const name = dispositionParameter(disposition, 'name');
  if (!/^\s*form-data\s*(;|$)/i.test(disposition) || name === undefined)
    return { malformed: `the part at byte ${start} has no form-data name` };
  return {
    name,
    filename: dispositionParameter(disposition, 'filename'),
    contentType: headers.get('content-type'),
    bytes: body.subarray(headersEnd + (isBare ? 2 : 4), Math.max(end, headersEnd + (isBare ? 2 : 4))),
  };
}

function parseHeaders(text: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

function dispositionParameter(disposition: string, parameter: string): string | undefined {
  const match = new RegExp(`;\\s*${parameter}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(disposition);
  return match === null ? undefined : (match[1]?.replace(/\\(["\\])/g, '$1').replaceAll('%22', '"') ?? match[2]);
}
