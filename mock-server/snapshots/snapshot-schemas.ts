import { settingsValidator } from '../../registry/workspace/index.ts';
import type { CallbacksSnapshot } from '../callbacks/callback-log.ts';
import type { RoomSnapshot } from '../events/event-room.ts';
import { SENDABLE_VALUE } from '../http/send-answer.ts';
import schema from '../mock.schema.json' with { type: 'json' };
import type { MockSnapshot } from './mock-snapshot.ts';

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 0 };
const instant = { type: 'number' };
const listOf = (items: object) => ({ type: 'array', items });
const pairOf = (value: object) => ({ type: 'array', prefixItems: [text, value], minItems: 2, maxItems: 2 });
const objectOf = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const stored = objectOf({ id: text, sequence: { type: 'integer' }, value: { type: 'object' }, changedMs: instant });
const flag = { type: 'boolean' };
const change = { collection: text, id: text, stored, isFurther: flag, wasRemoved: flag, below: listOf(pairOf(listOf(stored))) };
const headers = {
  type: 'object',
  propertyNames: { pattern: '^(?!transfer-encoding$|content-length$|trailer$)[a-z0-9!#$%&*+.^_`|~-]+$' },
  additionalProperties: { ...text, pattern: SENDABLE_VALUE },
};
const body = { anyOf: [text, objectOf({ base64: text })] };
const answer = objectOf({ status: { type: 'integer', minimum: 200, maximum: 399 }, headers, body }, ['body']);
const message = objectOf({ id: whole, address: text, message: text, headers: { type: 'object' }, payload: true as never }, ['payload']);
const violation = objectOf({ code: text, message: text, part: text, pointer: text, place: { type: 'object' } });

/** Judges what a mock of HTTP operations remembers. What a snapshot of an older server lacks is empty. */
export const isMockSnapshot = settingsValidator<MockSnapshot>({
  ...objectOf(
    {
      sequence: whole,
      collections: { type: 'object', additionalProperties: listOf(stored) },
      removed: listOf(text),
      history: listOf(objectOf(change, ['stored', 'isFurther'])),
      keys: listOf(pairOf(objectOf({ fingerprint: text, answer }))),
      windows: listOf(pairOf(objectOf({ endMs: instant, taken: whole }))),
      faults: objectOf({ counts: listOf(pairOf(whole)), rules: schema.properties.faults }, ['rules']),
    },
    ['history', 'keys', 'windows', 'faults'],
  ),
  $defs: schema.$defs,
});

/** Judges what a session has of the messages of a contract of events. */
export const isRoomSnapshot = settingsValidator<RoomSnapshot>({
  ...objectOf(
    {
      lastId: whole,
      lastPosition: whole,
      deliveries: listOf(objectOf({ position: whole, message, contentType: text })),
      waiting: listOf(
        objectOf({
          message,
          contentType: text,
          times: whole,
          remaining: { type: ['integer', 'null'] },
          dueMs: { type: ['number', 'null'] },
        }),
      ),
      counts: listOf(pairOf(whole)),
      deadLetters: listOf(
        objectOf({ address: text, headers: { type: 'object' }, payload: true as never, violations: listOf(violation) }, ['payload']),
      ),
      mishaps: listOf(objectOf({ id: whole, address: text })),
      disorder: schema.properties.events.properties.disorder,
    },
    ['disorder'],
  ),
  $defs: schema.$defs,
});

/** Judges what a session's mocks sent of their own accord. */
export const isCallbacksSnapshot = settingsValidator<CallbacksSnapshot>(
  objectOf({
    lastId: whole,
    sent: listOf(objectOf({ id: whole, contract: text, operation: text, method: text, url: text, status: text, attempts: whole })),
  }),
);
