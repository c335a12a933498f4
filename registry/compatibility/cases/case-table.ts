import { readdirSync, readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';

/** The specification that a side of a case is written in. */
export type Format = 'openapi-3.0' | 'openapi-3.1' | 'asyncapi-2.6' | 'asyncapi-3.0';

/** Where the schema of a case is put: into a request body, a response body, or a message that the application receives or sends. */
export type SchemaSlot = 'request' | 'response' | 'receive' | 'send';

/**
 * A side of a case: a fragment of a document, written out by `expandSide`. Give either `schema`, or members of an OpenAPI document, or
 * members of an AsyncAPI document.
 */
export interface Side {
  /** Overrides the format of the case. */
  readonly format?: Format;
  /** A schema for the slots of the case; `schemas` are the components that it refers to. */
  readonly schema?: unknown;
  readonly schemas?: Fragment;

  /** `GET /things` unless said otherwise, `POST /things` when it has a request body. */
  readonly at?: string;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
  /** Response Objects by status; `json: schema` stands for content of `application/json`. */
  readonly responses?: Fragment;
  readonly security?: readonly unknown[];
  readonly securitySchemes?: Fragment;
  readonly callbacks?: Fragment;
  /** Further members of the operation. */
  readonly operation?: Fragment;
  /** In place of the one operation. */
  readonly paths?: Fragment;
  readonly webhooks?: Fragment;
  readonly components?: Fragment;

  /** Makes it an AsyncAPI document: what the application does on the channel `things`. */
  readonly action?: 'send' | 'receive';
  /** Messages of the channel by name; one `message` is named `thing`. */
  readonly message?: Fragment;
  readonly messages?: Fragment;
  /** `things` unless said otherwise. */
  readonly address?: string;
  /** Name of the operation, `onThings` unless said otherwise. */
  readonly operationName?: string;
  /** AsyncAPI 3: the key of the channel, `things` unless said otherwise. */
  readonly channelName?: string;
  /** Further members of the channel. */
  readonly channel?: Fragment;

  /** `servers` of either document. */
  readonly servers?: unknown;
  /** Members that are set in the written document as they stand. */
  readonly document?: Fragment;
  /** Other files beside the document, by name. */
  readonly files?: Fragment;
}

/** A mapping as YAML has it. */
export type Fragment = Readonly<Record<string, unknown>>;

/** The worst verdict of a comparison; `none` when it lists no change at all. Several, split by `|`, where the specification leaves room. */
export type Verdict = 'breaking' | 'unproven' | 'warning' | 'compatible' | 'none';

/** What a comparison must answer. */
export interface Expectation {
  readonly verdicts: readonly Verdict[];
  /** Direction of a change of the worst verdict, that of the slot for a schema. */
  readonly direction?: string;
  /** Id of a rule that must be among the changes. */
  readonly rule?: string;
  /** Number of changes of the worst verdict. */
  readonly count?: number;
  /** Number of changes of any verdict: all of them have one cause. */
  readonly total?: number;
  /** Keys of the operations that a change of the worst verdict must name. */
  readonly operations?: readonly string[];
}

/** A hand-written pair with its right answer. */
export interface CompatibilityCase {
  /** File of the table, without its ending. */
  readonly area: string;
  readonly name: string;
  /** Why the answer is right, from the specification. */
  readonly why: string;
  readonly format?: Format;
  readonly profile?: 'wire' | 'tolerant-reader' | 'exact' | 'codegen';
  readonly base: Side;
  readonly head: Side;
  /** By slot for a schema, else one answer under `document`. */
  readonly want: Readonly<Partial<Record<SchemaSlot | 'document', Expectation>>>;
  /** Values by which a second validator checks the answer. */
  readonly probes: readonly unknown[];
  /** False where plain JSON Schema cannot tell: hidden properties, discriminators, senders that keep to what they declare. */
  readonly isProbed: boolean;
  /** The answer is about what is no longer offered: no message is rejected. */
  readonly isWithdrawal: boolean;
}

/** Reads the table: every YAML file of this folder, in order of name. */
export function readCaseTable(): readonly CompatibilityCase[] {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.yaml'));
  return files.sort().flatMap((file) => {
    const rows = load(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'), { schema: CORE_SCHEMA, filename: file }) as readonly Row[];
    return rows.map((row) => readRow(row, file.replace('.yaml', '')));
  });
}

interface Row extends Omit<CompatibilityCase, 'area' | 'want' | 'probes' | 'isProbed' | 'isWithdrawal'> {
  readonly want: WrittenExpectation | Readonly<Partial<Record<SchemaSlot, WrittenExpectation>>>;
  readonly probes?: readonly unknown[] | false;
  readonly withdrawal?: boolean;
}

type WrittenExpectation = string | (Omit<Expectation, 'verdicts'> & { readonly verdict: string });

const SLOTS = ['request', 'response', 'receive', 'send'] as const satisfies readonly SchemaSlot[];

function readRow({ want, probes, withdrawal, ...row }: Row, area: string): CompatibilityCase {
  const isBySlot = typeof want === 'object' && SLOTS.some((slot) => slot in want);
  const expectations = isBySlot
    ? slotExpectations(row, want as Readonly<Partial<Record<SchemaSlot, WrittenExpectation>>>)
    : 'schema' in row.base
      ? slotExpectations(row, { request: want as WrittenExpectation, response: want as WrittenExpectation })
      : { document: readExpectation(want as WrittenExpectation) };
  return {
    ...row,
    area,
    want: expectations,
    probes: probes === false || probes === undefined ? [] : probes,
    isProbed: probes !== false,
    isWithdrawal: withdrawal === true,
  };
}

/** What holds for a request holds for a received message, and for a response as for a sent one, unless the schema is OpenAPI's own. */
function slotExpectations(
  row: Pick<Row, 'format' | 'base' | 'head'>,
  want: Readonly<Partial<Record<SchemaSlot, WrittenExpectation>>>,
): CompatibilityCase['want'] {
  const formats = [row.format, row.base.format, row.head.format];
  const alike = formats.every((format) => format === undefined) && isDraft07(row.base) && isDraft07(row.head);
  const written = {
    ...(alike && want.request !== undefined ? { receive: want.request } : {}),
    ...(alike && want.response !== undefined ? { send: want.response } : {}),
    ...want,
  };
  return Object.fromEntries(Object.entries(written).map(([slot, one]) => [slot, readExpectation(one)]));
}

function readExpectation(written: WrittenExpectation): Expectation {
  const { verdict, ...others } = typeof written === 'string' ? { verdict: written } : written;
  return { verdicts: verdict.split('|') as Verdict[], ...others };
}

const LATER_KEYWORDS: ReadonlySet<string> = new Set([
  'prefixItems',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
  'minContains',
  'maxContains',
  '$defs',
  'discriminator',
  'readOnly',
  'writeOnly',
  'nullable',
]);

/** Whether a fragment means the same in draft-07, the dialect of AsyncAPI. */
function isDraft07(fragment: unknown): boolean {
  if (Array.isArray(fragment)) return fragment.every(isDraft07);
  if (typeof fragment !== 'object' || fragment === null) return true;
  const keys = Object.keys(fragment);
  if (keys.includes('$ref') && keys.length > 1) return false;
  return keys.every((key) => !LATER_KEYWORDS.has(key)) && Object.values(fragment).every(isDraft07);
}
