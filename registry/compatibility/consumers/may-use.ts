import type { ChangeDirection } from '../change.ts';
import { operationName } from '../../contract/index.ts';
import { canonicalJson } from '../fingerprint.ts';
import { mayBeSameType } from '../operations/media-types.ts';
import type { Draft } from '../operations/draft.ts';
import type { ConsumerUse, OperationUse } from './consumer-use.ts';
import { isSameField, overlaps } from './fields.ts';
import { isSameStatus } from './is-same-status.ts';

/** What of a change tells whether an application uses what changed. */
export type UsedPart = Pick<
  Draft,
  'ruleId' | 'weight' | 'direction' | 'operation' | 'aliases' | 'parents' | 'field' | 'values' | 'status' | 'mediaType' | 'messages'
>;

/** Which way consumers send; the other way, they read. */
const SENT: ReadonlySet<ChangeDirection> = new Set(['request', 'callback-response', 'publish']);

/** What arrives without being asked for, so that no list of what is used keeps it away. */
const ARRIVES: ReadonlySet<string> = new Set([
  'response-status-added',
  'response-media-type-added',
  'request-media-type-added',
  'message-added',
  'callback-method-added',
  'webhook-method-added',
]);

/** Rules that may hit whoever sends what the field stands in, though it doesn't set the field. */
const HITS_SENDERS_WITHOUT_IT =
  /^required-|-became-required$|^(?:alternative|dependency|condition|exclusion)-|^min-properties-|^schema-(?:narrowed|widened)$/;

/** May the application use what changed? Only what it declares rules use out: what it doesn't say may be. */
export function mayUse(consumer: ConsumerUse, part: UsedPart): boolean {
  if (consumer.operations === undefined || part.operation === undefined) return true;
  const named = (names: readonly string[]) => {
    const known = new Set(names.map(operationName));
    return consumer.operations!.filter(({ operation }) => known.has(operationName(operation)));
  };
  const own = named([part.operation, ...(part.aliases ?? [])]);
  return own.length === 0 ? named(part.parents ?? []).length > 0 : own.some((use) => mayUsePart(use, part, consumer.validates));
}

function mayUsePart(use: OperationUse, part: UsedPart, validates: boolean): boolean {
  const isSent = SENT.has(part.direction);
  if (validates && !isSent && part.weight !== 'withdraws') return true;
  if (!ARRIVES.has(part.ruleId) && !mayMeet(use, part)) return false;
  return mayUseField(isSent ? use.sends : use.reads, use.values, part, isSent);
}

/** May it meet the response, body or message that the change is about? */
function mayMeet({ statuses, mediaTypes, messages }: OperationUse, part: UsedPart): boolean {
  if (part.status !== undefined && statuses !== undefined && !statuses.some((one) => isSameStatus(one, part.status!))) return false;
  if (part.mediaType !== undefined && mediaTypes !== undefined && !mediaTypes.some((one) => mayBeSameType(one, part.mediaType!)))
    return false;
  return part.messages === undefined || messages === undefined || part.messages.some((name) => messages.includes(name));
}

function mayUseField(fields: OperationUse['sends'], values: OperationUse['values'], part: UsedPart, isSent: boolean): boolean {
  const { field, ruleId } = part;
  if (field === undefined || field.startsWith('path:')) return true;
  const place = isSent && HITS_SENDERS_WITHOUT_IT.test(ruleId) ? holderOf(field) : field;
  if (place !== undefined && fields !== undefined && !fields.some((used) => overlaps(used, place))) return false;
  const known = Object.entries(values ?? {}).find(([named]) => isSameField(named, field))?.[1];
  return known === undefined || part.values === undefined || isHitOnValues(ruleId, known, part.values);
}

/** What holds a field: the object around a member of a body, or the message as a whole, which everybody sends. */
function holderOf(field: string): string | undefined {
  const parent = field.slice(0, Math.max(0, field.lastIndexOf('/')));
  return field.startsWith('/') && parent !== '' ? parent : undefined;
}

function isHitOnValues(ruleId: string, known: readonly unknown[], values: readonly unknown[]): boolean {
  const [own, changed] = [known.map(canonicalJson), values.map(canonicalJson)];
  if (ruleId === 'enum-value-removed') return changed.some((value) => own.includes(value));
  if (ruleId === 'enum-value-added') return changed.some((value) => !own.includes(value));
  return ruleId !== 'enum-introduced' || own.some((value) => !changed.includes(value));
}
