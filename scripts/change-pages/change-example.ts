import { load } from 'js-yaml';
import { diffSides } from '../../gate/index.ts';
import { FORMATTERS } from '../../cli/formatters/index.ts';
import type { Change, Profile } from '../../registry/compatibility/index.ts';
import { memoryTree, readContract } from '../../registry/contract/index.ts';
import { schemaPlaces } from './schema-places.ts';

/**
 * Two versions on the page of a change rule, as YAML: documents without the members that every document has (`openapi` or `asyncapi`, and
 * `info`), or schemas, which stand for the same schema in each place of `schemaPlaces`.
 */
export interface ChangeExample {
  readonly base: string;
  readonly head: string;
}

/** What one comparison of an example found. */
export interface ChangeOutcome {
  readonly profile: Profile;
  /** The direction of a schema's place, of which a document has none. */
  readonly place?: Change['direction'];
  readonly changes: readonly Change[];
  /** What `interlock diff base.yaml head.yaml --explain` prints about the changes, without the sums. */
  readonly text: string;
  /** What could not be compared, and what is wrong with the documents: empty in a good example. */
  readonly faults: readonly string[];
}

/** Every profile, in the order of docs/compatibility.md. */
export const PROFILES = ['wire', 'tolerant-reader', 'exact', 'codegen'] as const satisfies readonly Profile[];

/** Compares the versions of an example, in every place and profile. */
export async function runExample(example: ChangeExample): Promise<readonly ChangeOutcome[]> {
  const places = isDocument(example.head) ? [undefined] : schemaPlaces;
  const outcomes: ChangeOutcome[] = [];
  for (const place of places) {
    const [base, head] = await Promise.all([sideOf('base.yaml', example.base, place), sideOf('head.yaml', example.head, place)]);
    for (const profile of PROFILES) {
      const { changes, findings, summary } = await diffSides({ base, head }, { profile });
      const text = FORMATTERS.text(findings, { verdict: summary.verdict, isExplained: true }).split('\n\n', 1)[0] as string;
      const faults = [
        ...summary.notChecked.map(({ reason }) => reason),
        ...[base, head].flatMap(({ contract }) => contract.findings.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
      ];
      outcomes.push({ profile, changes, text, faults, ...(place && { place: place.direction }) });
    }
  }
  return outcomes;
}

const DOCUMENT_MEMBERS = ['paths', 'webhooks', 'channels'];

function isDocument(text: string): boolean {
  const value = load(text);
  return typeof value === 'object' && value !== null && DOCUMENT_MEMBERS.some((member) => Object.hasOwn(value, member));
}

async function sideOf(file: string, text: string, place: (typeof schemaPlaces)[number] | undefined) {
  const files = place ? { [file]: text, 'contract.yaml': place.document(file) } : { [file]: withFrame(text) };
  const document = place ? 'contract.yaml' : file;
  return { contract: await readContract(memoryTree(files), document), document };
}

/** The document with the members that the page leaves out below it, so that lines are those of the page. */
function withFrame(text: string): string {
  if (/^(?:openapi|asyncapi):/m.test(text)) return text;
  const specification = /^channels:/m.test(text) ? 'asyncapi: 3.0.0' : 'openapi: 3.1.0';
  return `${text}${specification}\ninfo: { title: Claims, version: 1.0.0 }\n`;
}
