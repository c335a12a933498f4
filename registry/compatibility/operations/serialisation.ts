import type { Parameter, Schema } from '../../contract/index.ts';
import type { SubsumptionEngine } from '../subsumption/index.ts';

/** A kind of value that two serialisations write differently, as a schema that its values fit. */
export interface DifferentlyWritten {
  readonly kind: 'primitive' | 'list' | 'object' | 'reserved characters' | 'content';
  readonly probe: Schema;
}

const PRIMITIVE: Schema = { not: { type: ['array', 'object'] } };
const LIST: Schema = { type: 'array', minItems: 2 };
const OBJECT: Schema = { type: 'object', minProperties: 1 };
/** What JSON writes with quotes or brackets: numbers, booleans and null have the same text everywhere. */
const QUOTED: Schema = { type: ['string', 'array', 'object'] };
const RESERVED: Schema = { type: 'string', pattern: '[+]' };

/**
 * The kinds of values that the sender of a parameter or header may send and its receiver would not read as they were meant. `explode` makes
 * no difference for a primitive, nor in headers for a list; `style` makes none for a primitive outside of paths.
 *
 * @param engine of values that flow from sender to receiver.
 */
export function differentlyWritten(sender: Parameter, receiver: Parameter, engine: () => SubsumptionEngine): readonly DifferentlyWritten[] {
  if (isWrittenAlike(sender, receiver)) return [];
  const maySend = (kind: Schema) => engine().subsumes(sender.schema, { not: kind }).answer !== 'yes';
  const different: DifferentlyWritten[] = [];
  if ((sender.mediaType === undefined) !== (receiver.mediaType === undefined) || essence(sender) !== essence(receiver)) {
    if (maySend(QUOTED)) different.push({ kind: 'content', probe: QUOTED });
  } else if (sender.mediaType === undefined) {
    if (writing(sender, 'primitive') !== writing(receiver, 'primitive') && maySend(PRIMITIVE))
      different.push({ kind: 'primitive', probe: PRIMITIVE });
    if (writing(sender, 'list') !== writing(receiver, 'list') && maySend(LIST)) different.push({ kind: 'list', probe: LIST });
    if (writing(sender, 'object') !== writing(receiver, 'object') && maySend(OBJECT)) different.push({ kind: 'object', probe: OBJECT });
  }
  const isReserved = sender.allowReserved && !receiver.allowReserved && sender.in === 'query';
  if (isReserved && maySend(RESERVED)) different.push({ kind: 'reserved characters', probe: RESERVED });
  return different;
}

function isWrittenAlike(one: Parameter, other: Parameter): boolean {
  return (
    (one.style !== 'matrix' || one.name === other.name) &&
    one.style === other.style &&
    one.explode === other.explode &&
    one.allowReserved === other.allowReserved &&
    one.mediaType === other.mediaType
  );
}

function essence({ mediaType }: Parameter): string | undefined {
  return mediaType?.split(';')[0]?.trim();
}

/** What decides how a kind of value is written; the name of a matrix parameter stands in the path, `;id=5`, unless it is an exploded object. */
function writing({ in: place, style, explode, name }: Parameter, kind: 'primitive' | 'list' | 'object'): string {
  const named = style === 'matrix' && !(kind === 'object' && explode) ? ` ${name}` : '';
  if (kind === 'primitive') return place === 'path' ? `${style}${named}` : '';
  if (kind === 'object') return style === 'deepObject' ? style : `${style} ${explode}${named}`;
  if (place === 'header' || style === 'simple') return 'simple';
  if (place === 'path') return `${style} ${explode}${named}`;
  return explode && style !== 'deepObject' ? 'repeated' : `${style}`;
}
