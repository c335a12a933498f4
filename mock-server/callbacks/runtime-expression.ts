import { pointerSegments } from '../../registry/contract/index.ts';

/** One side of an exchange that expressions point into. */
export interface ExpressionSide {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** Decoded. */
  readonly body: unknown;
}

/** An exchange of request and response, as callback expressions see it. */
export interface Exchange {
  /** Absolute URL of the request. */
  readonly url: string;
  readonly method: string;
  readonly statusCode: number;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly request: ExpressionSide;
  readonly response: ExpressionSide;
}

/**
 * Fills a runtime expression (OpenAPI 3.1 §4.8.20.4): `{$request.body#/callbackUrl}/paid?id={$response.body#/id}`, or one expression alone. Undefined
 * when a part of it points at nothing.
 */
export function fillExpression(template: string, exchange: Exchange): string | undefined {
  const whole = template.startsWith('$') ? `{${template}}` : template;
  let isWhole = true;
  const filled = whole.replaceAll(/\{(\$[^{}]*)\}/g, (_, expression: string) => {
    const value = evaluate(expression, exchange);
    if (value === undefined || value === null || typeof value === 'object') isWhole = false;
    return String(value);
  });
  return isWhole ? filled : undefined;
}

function evaluate(expression: string, exchange: Exchange): unknown {
  if (expression === '$url') return exchange.url;
  if (expression === '$method') return exchange.method;
  if (expression === '$statusCode') return exchange.statusCode;
  const [, side, part, name = ''] = /^\$(request|response)\.(header|query|path|body)(?:[.#](.*))?$/s.exec(expression) ?? [];
  if (side === undefined) return undefined;
  const { headers, body } = side === 'request' ? exchange.request : exchange.response;
  switch (part) {
    case 'header':
      return ownMember(headers, name.toLowerCase());
    case 'query':
      return side === 'request' ? ownMember(exchange.query, name) : undefined;
    case 'path':
      return side === 'request' ? ownMember(exchange.path, name) : undefined;
    default:
      return name === '' ? body : pointerSegments(name).reduce<unknown>(ownMember, body);
  }
}

function ownMember(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
  return (holder as Readonly<Record<string, unknown>>)[name];
}
