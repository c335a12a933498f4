import { isObject } from '../load/is-object.ts';
import type { SourceDocument } from '../load/source-document.ts';

/** How a schema is written: what has to be rewritten to reach JSON Schema 2020-12. */
export interface Dialect {
  readonly name: string;
  /** Whether keywords beside `$ref` count (JSON Schema since 2019-09) or are ignored (OpenAPI 3.0, up to draft-07). */
  readonly refSiblings: 'ignored' | 'conjoined';
  /** `nullable` and `type: file` have meaning. */
  readonly hasNullable: boolean;
  /** `exclusiveMinimum` and `exclusiveMaximum` are booleans beside `minimum` and `maximum`. */
  readonly hasBooleanExclusiveLimits: boolean;
  /** `items` may be an array, with `additionalItems` for the rest. */
  readonly hasTupleItems: boolean;
  /** `dependencies` instead of `dependentRequired` and `dependentSchemas`. */
  readonly hasDependencies: boolean;
  /** The keyword that names a schema resource. */
  readonly identifier: 'id' | '$id' | undefined;
}

const DRAFT_07: Dialect = {
  name: 'JSON Schema draft-07',
  refSiblings: 'ignored',
  hasNullable: false,
  hasBooleanExclusiveLimits: false,
  hasTupleItems: true,
  hasDependencies: true,
  identifier: '$id',
};

const DRAFT_2020_12: Dialect = {
  ...DRAFT_07,
  name: 'JSON Schema 2020-12',
  refSiblings: 'conjoined',
  hasTupleItems: false,
  hasDependencies: false,
};

/** The dialects that are read. OpenAPI 3.1 and 3.2 use 2020-12, AsyncAPI draft-07. */
export const DIALECTS = {
  openapi30: {
    name: 'OpenAPI 3.0',
    refSiblings: 'ignored',
    hasNullable: true,
    hasBooleanExclusiveLimits: true,
    hasTupleItems: false,
    hasDependencies: false,
    identifier: undefined,
  },
  draft04: { ...DRAFT_07, name: 'JSON Schema draft-04', hasBooleanExclusiveLimits: true, identifier: 'id' },
  draft06: { ...DRAFT_07, name: 'JSON Schema draft-06' },
  draft07: DRAFT_07,
  draft201909: { ...DRAFT_2020_12, name: 'JSON Schema 2019-09', hasTupleItems: true },
  draft202012: DRAFT_2020_12,
} as const satisfies Record<string, Dialect>;

/** The dialect that a `$schema` or `jsonSchemaDialect` names; undefined for a vocabulary of somebody's own. */
export function dialectByUri(uri: string): Dialect | undefined {
  const name = /^https?:\/\/json-schema\.org\/(?:draft\/)?(?:draft-)?(0[4-7]|2019-09|2020-12)\/schema#?$/.exec(uri)?.[1];
  switch (name) {
    case '04':
      return DIALECTS.draft04;
    case '06':
      return DIALECTS.draft06;
    case '07':
      return DIALECTS.draft07;
    case '2019-09':
      return DIALECTS.draft201909;
    case '2020-12':
      return DIALECTS.draft202012;
    default:
      return /^https:\/\/spec\.openapis\.org\/oas\/3\.[12]\/dialect\//.test(uri) ? DIALECTS.draft202012 : undefined;
  }
}

/** The dialect that a document declares for its schemas; undefined for a mere fragment, which is read as the file that refers to it is. */
export function declaredDialect(document: Pick<SourceDocument, 'value'>): Dialect | undefined {
  const { value } = document;
  if (!isObject(value)) return undefined;
  if (typeof value['$schema'] === 'string') return dialectByUri(value['$schema']) ?? DIALECTS.draft202012;
  if (value['asyncapi'] !== undefined) return DIALECTS.draft07;
  if (value['openapi'] === undefined) return undefined;
  if (String(value['openapi']).startsWith('3.0')) return DIALECTS.openapi30;
  const declared = value['jsonSchemaDialect'];
  return (typeof declared === 'string' ? dialectByUri(declared) : undefined) ?? DIALECTS.draft202012;
}
