import { pointerSegments } from '../../registry/contract/index.ts';
import { isObject } from '../answers/schema-shape.ts';

/** The parts of a message that expressions point into. */
export interface MessageParts {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
}

/** The value at `$message.header#/correlation-id` or `$message.payload#/order/id` (AsyncAPI 3.0, Runtime Expression); undefined when there is none. */
export function readMessageExpression(expression: string, message: MessageParts): unknown {
  const { part, path } = parse(expression) ?? {};
  if (part === undefined || path === undefined) return undefined;
  let value: unknown = part === 'header' ? message.headers : message.payload;
  for (const segment of path) {
    value =
      (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, segment) ? (value as Record<string, unknown>)[segment] : undefined;
  }
  return value;
}

/** The message with a value where the expression points; as it was when the place cannot be reached through objects. */
export function withMessageValue<T extends MessageParts>(expression: string, message: T, value: unknown): T {
  const { part, path } = parse(expression) ?? {};
  if (part === undefined || path === undefined) return message;
  const changed = withValue(part === 'header' ? message.headers : message.payload, path, value);
  return part === 'header' ? { ...message, headers: changed } : { ...message, payload: changed };
}

function withValue(holder: unknown, [first, ...rest]: readonly string[], value: unknown): unknown {
  if (first === undefined) return value;
  if (holder !== undefined && !isObject(holder)) return holder;
  const before = holder !== undefined && Object.hasOwn(holder, first) ? holder[first] : undefined;
  return { ...holder, [first]: withValue(before, rest, value) };
}

function parse(expression: string): { readonly part: string; readonly path: readonly string[] } | undefined {
  const match = /^\$message\.(header|payload)#(.*)$/s.exec(expression);
  return match?.[1] === undefined ? undefined : { part: match[1], path: pointerSegments(match[2] ?? '') };
}
