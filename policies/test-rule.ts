import { posix } from 'node:path';
import { InterlockError, formatPlace } from '../errors.ts';
import { memoryTree } from '../registry/contract/index.ts';
import type { Criticality } from '../registry/workspace/index.ts';
import { lintDocument } from './engine/lint-document.ts';
import { lintMetadata } from './engine/lint-metadata.ts';
import type { LoadedRuleset } from './engine/loaded-ruleset.ts';
import { loadSpectral } from './engine/spectral.ts';
import type { ExampleFinding, RuleExample } from './rule-examples.ts';
import type { RulePage } from './rule-pages.ts';

/** An example on which a rule doesn't do what its page says. */
export interface ExampleFault {
  /** `bad example 2`, from 1. */
  readonly example: string;
  readonly message: string;
}

/** Runs a rule on the examples of its page: it finds what a bad one marks by `# finding:`, at its line, and nothing else; in a good one nothing. */
export async function testRule(page: RulePage, loaded: LoadedRuleset): Promise<readonly ExampleFault[]> {
  const ruleset = await onlyRule(loaded, page.ruleId);
  const faults: ExampleFault[] = [];
  for (const [kind, examples] of [
    ['bad', page.bad],
    ['good', page.good],
  ] as const) {
    for (const [index, example] of examples.entries()) {
      const messages = await findingsIn(example, page.ruleId, ruleset).then(
        (found) => faultsOf(example, found, kind),
        (error: unknown) => [`it cannot be linted: ${describe(error)}`],
      );
      faults.push(...messages.map((message) => ({ example: `${kind} example ${index + 1}`, message })));
    }
  }
  return faults;
}

/** Throws what is no fault of the example. */
function describe(error: unknown): string {
  if (!(error instanceof InterlockError)) throw error;
  return error.place ? `${formatPlace(error.place)}: ${error.detail}` : error.detail;
}

function faultsOf({ findings }: RuleExample, found: readonly ExampleFinding[], kind: 'bad' | 'good'): readonly string[] {
  const missing = findings.filter((expected) => !found.some((one) => fits(one, expected)));
  const surplus = found.filter((one) => !findings.some((expected) => fits(one, expected)));
  return [
    ...(kind === 'bad' && findings.length === 0 ? ["it marks nothing: end the line of each fault with '# finding: ' and its message"] : []),
    ...missing.map(({ file, line, message }) => `${file}:${line}: not found: ${message}`),
    ...surplus.map(({ file, line, message }) => `${file}:${line}: found, and not marked: ${message}`),
  ];
}

function fits(found: ExampleFinding, expected: ExampleFinding): boolean {
  return found.file === expected.file && found.line === expected.line && found.message.includes(expected.message);
}

/** Strictest, so that no rule is off. */
const CRITICALITY: Criticality = 0;

/** Examples reach no network: the one host that they may name answers with an empty document. */
const HOST = 'schemas.example.com';

async function findingsIn({ files, path }: RuleExample, ruleId: string, ruleset: LoadedRuleset): Promise<readonly ExampleFinding[]> {
  const request = {
    tree: memoryTree(files),
    path,
    ruleset,
    criticality: CRITICALITY,
    allowedHosts: [HOST],
    fetch: () => Promise.resolve(new Response('{}')),
  };
  const document = Object.keys(files).find((file) => ['openapi.yaml', 'asyncapi.yaml'].includes(posix.relative(posix.dirname(path), file)));
  const isMetadata = posix.basename(path) === 'contract.yaml';
  const findings = await (isMetadata ? lintMetadata({ ...request, document }) : lintDocument(request));
  return findings
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ place, message }) => ({ file: place.file, line: place.line ?? 1, message }));
}

/** A ruleset in which one rule is on. */
async function onlyRule({ ruleset, reads }: LoadedRuleset, ruleId: string): Promise<LoadedRuleset> {
  const { core } = await loadSpectral();
  return {
    ruleset: new core.Ruleset({ extends: [[ruleset.definition, 'off']], rules: { [ruleId]: true } }),
    isBuiltIn: false,
    scripts: [],
    reads,
  };
}
