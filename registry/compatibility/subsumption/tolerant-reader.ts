import { type JudgeableSchema, SCHEMA_KEYWORDS, subschemasOf } from '../../contract/index.ts';

/**
 * Makes the function that lets closed objects pass over properties that they don't know: `additionalProperties: false` and `unevaluatedProperties: false` judge
 * nothing, except in `not` and `if`, which ask. A `oneOf` whose branches were closed becomes an `anyOf`, since being closed may be what
 * told them apart.
 *
 * @param targetOf What references name, as it was before.
 */
export function createTolerantReader(targetOf: (uri: string) => JudgeableSchema): (schema: JudgeableSchema) => JudgeableSchema {
  const closing = new Map<string, boolean>();

  /** Is an object closed in place? */
  function closes(schema: JudgeableSchema): boolean {
    if (typeof schema === 'boolean') return false;
    if (schema['additionalProperties'] === false || schema['unevaluatedProperties'] === false) return true;
    if (typeof schema['$ref'] === 'string' && targetCloses(schema['$ref'])) return true;
    return inPlace(schema).some(closes);
  }

  function targetCloses(uri: string): boolean {
    let known = closing.get(uri);
    if (known === undefined) {
      closing.set(uri, false);
      known = closes(targetOf(uri));
      closing.set(uri, known);
    }
    return known;
  }

  function relax(schema: JudgeableSchema): JudgeableSchema {
    if (typeof schema === 'boolean') return schema;
    const result: Record<string, unknown> = {};
    for (const keyword of Object.keys(schema)) {
      const shape = SCHEMA_KEYWORDS.get(keyword);
      const value = schema[keyword];
      if (keyword === 'not' || keyword === 'if' || shape === undefined || shape.holds === 'value') result[keyword] = value;
      else if (shape.holds === 'schema') result[keyword] = isClosing(keyword, value) ? true : relax(value as JudgeableSchema);
      else if (shape.holds === 'schemas') result[keyword] = (value as readonly JudgeableSchema[]).map(relax);
      else
        result[keyword] = Object.fromEntries(
          Object.entries(value as Record<string, JudgeableSchema>).map(([name, part]) => [name, relax(part)]),
        );
    }
    const branches = schema['oneOf'];
    if (Array.isArray(branches) && (branches as readonly JudgeableSchema[]).some(closes)) {
      result['allOf'] = [...((result['allOf'] as readonly unknown[] | undefined) ?? []), { anyOf: result['oneOf'] }];
      delete result['oneOf'];
    }
    return result;
  }

  return relax;
}

function isClosing(keyword: string, value: unknown): boolean {
  return value === false && (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties');
}

function inPlace(schema: Exclude<JudgeableSchema, boolean>): readonly JudgeableSchema[] {
  return Object.keys(schema).flatMap((keyword) => {
    const shape = SCHEMA_KEYWORDS.get(keyword);
    if (shape === undefined || shape.holds === 'value' || !shape.inPlace || keyword === 'not' || keyword === 'if') return [];
    return subschemasOf(shape, schema[keyword]).map(([, part]) => part);
  });
}
