import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Contract, DEFAULT_READ_LIMITS, folderTree, memoryTree, parseDocument, readContract } from '../../contract/index.ts';
import { compareContracts } from '../index.ts';
import { randomFrom } from '../subsumption/testing/random-values.ts';
import { COMPONENT_REWRITES } from './component-rewrites.ts';
import { LIFT_TO_3_1 } from './lift-to-3-1.ts';
import { OPERATION_REWRITES } from './operation-rewrites.ts';
import type { OpenApiDocument, Rewrite } from './rewrite.ts';
import { SCHEMA_REWRITES } from './schema-rewrites.ts';
import { WORD_REWRITES } from './word-rewrites.ts';

const folder = new URL('../../../../shared/corpus/specs', import.meta.url).pathname;
const isAbsent = !existsSync(folder);
const SEED = 20_261_123;

/** The longest of them takes 7 s where nobody else uses the machine. */
const PATIENCE_MILLISECONDS = 120_000;

const FILES = [
  'sap-b1-purchasing.json',
  'sap-s4-material-document.json',
  'workday-accountspayable.openapi.yml',
  'xero-accounting.openapi.yaml',
];
const QUIET = [...COMPONENT_REWRITES, ...SCHEMA_REWRITES, ...OPERATION_REWRITES, LIFT_TO_3_1];
const EVERYTHING: Rewrite = {
  name: 'all of these, one after the other',
  why: 'each is nothing, so all are',
  apply: (document, random) => QUIET.reduce((rewritten, rewrite) => rewrite.apply(rewritten, random), document),
};

const label = isAbsent ? ' (skipped: ../shared/corpus/specs is absent)' : '';

function parse(file: string): OpenApiDocument {
  return parseDocument(readFileSync(`${folder}/${file}`), file, DEFAULT_READ_LIMITS).value as OpenApiDocument;
}

describe.each(FILES)(`%s${label}`, (file) => {
  let base: Promise<Contract>;
  const original = () => (base ??= readContract(folderTree(folder), file));

  test.skipIf(isAbsent)('against itself: no change', async () => {
    expect(outcome(await original(), await readContract(folderTree(folder), file))).toEqual(['none']);
  });

  test.skipIf(isAbsent).each([...QUIET, ...WORD_REWRITES, EVERYTHING])(
    '$name: $why',
    async ({ apply, isAboutWords }) => {
      const rewritten = apply(parse(file), randomFrom(SEED));
      const head = await readContract(memoryTree({ 'openapi.json': rewritten }), 'openapi.json');
      expect(outcome(await original(), head)).toEqual([isAboutWords === true ? 'patch' : 'none']);
    },
    PATIENCE_MILLISECONDS,
  );
});

test.skipIf(isAbsent).each([...QUIET, ...WORD_REWRITES])(
  `$name: finds something to rewrite, and leaves what it is given${label}`,
  ({ apply }) => {
    const found = FILES.find((file) => {
      const document = parse(file);
      const text = JSON.stringify(document);
      const rewritten = JSON.stringify(apply(document, randomFrom(SEED)));
      expect(JSON.stringify(document)).toBe(text);
      return rewritten !== text;
    });
    expect(found).toBeDefined();
  },
);

/** The bump, then each change and what could not be checked. */
function outcome(base: Contract, head: Contract): readonly string[] {
  const { changes, notChecked, requiredBump } = compareContracts(base, head);
  const shown = changes.map(
    ({ ruleId, verdict, message, reason, pointer = '' }) => `${verdict} ${ruleId} ${pointer} ${message} ${reason ?? ''}`,
  );
  return [requiredBump, ...shown, ...notChecked.map(({ reason }) => `not checked: ${reason}`)];
}
