import { pickInteger, seededRandom } from './seeded-random.ts';

/**
 * The smallest content that is what its media type says: an image of one point, a page of nothing, an empty archive. Of `application/octet-stream` 16 bytes
 * that the seed decides. Undefined for media types whose content is text, or that are not known.
 */
export function binarySample(mediaType: string, seed: string): Uint8Array | undefined {
  const essence = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (essence === 'application/octet-stream') {
    const random = seededRandom(seed);
    return Uint8Array.from({ length: 16 }, () => pickInteger(random, 0, 255));
  }
  return SAMPLES.get(essence);
}

/** One page of A4 with nothing on it (ISO 32000-1 §7.5), with its table of objects in the right places. */
function blankPdf(): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>',
  ];
  let text = '%PDF-1.4\n';
  let table = '0000000000 65535 f \n';
  for (const [index, object] of objects.entries()) {
    table += `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const size = objects.length + 1;
  return Buffer.from(`${text}xref\n0 ${size}\n${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`, 'latin1');
}

/** A grey point: no quantisation, one code a table, no difference from the middle (ITU-T T.81, baseline). */
function greyJpeg(): Uint8Array {
  const table = (kind: string): string => `ffc40014${kind}01${'00'.repeat(15)}00`;
  return Buffer.from(
    `ffd8ffdb004300${'01'.repeat(64)}ffc0000b080001000101011100${table('00')}${table('10')}ffda0008010100003f003fffd9`,
    'hex',
  );
}

const JPEG = greyJpeg();
const ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

const SAMPLES: ReadonlyMap<string, Uint8Array> = new Map([
  ['image/png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==', 'base64')],
  ['image/gif', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
  ['image/jpeg', JPEG],
  ['image/jpg', JPEG],
  ['application/pdf', blankPdf()],
  ['application/zip', ZIP],
  ['application/x-zip-compressed', ZIP],
  ['application/gzip', Buffer.from('H4sIAAAAAAAAAwMAAAAAAAAAAAA=', 'base64')],
]);
