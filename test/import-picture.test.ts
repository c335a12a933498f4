import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';

/** A file's place, an import in it, and whether the linter must report the import. */
const IMPORTS: readonly (readonly [file: string, specifier: string, reported: boolean])[] = [
  ['registry/contract/a.ts', '../../errors.ts', false],
  ['registry/contract/a.ts', '../workspace/index.ts', true],
  ['registry/contract/deep/a.ts', '../../workspace/index.ts', true],
  ['registry/contract/a.ts', '../../policies/index.ts', true],
  ['registry/workspace/a.ts', '../contract/index.ts', false],
  ['registry/workspace/a.ts', '../contract/compile.ts', true],
  ['registry/workspace/a.ts', '../../storage/index.ts', true],
  ['storage/a.ts', '../flows/index.ts', true],
  ['policies/a.ts', '../registry/workspace/index.ts', false],
  ['policies/a.ts', '../registry/contract/compile.ts', true],
  ['policies/engine/a.ts', '../../mock-server/index.ts', true],
  ['mock-server/a.ts', '../storage/index.ts', true],
  ['mock-server/a.ts', '../adapters/runtime/index.ts', true],
  ['adapters/systems/billing/a.ts', '../../../registry/contract/index.ts', false],
  ['adapters/systems/billing/a.ts', '../../../flows/index.ts', true],
  ['flows/claim-to-cash/a.ts', '../../adapters/x12/index.ts', false],
  ['flows/claim-to-cash/a.ts', '../../adapters/x12/tokenizer/tokens.ts', true],
  ['flows/claim-to-cash/a.ts', '../../mock-server/index.ts', true],
  ['gate/a.ts', '../policies/index.ts', false],
  ['gate/a.ts', '../cli/main.ts', true],
  ['cli/commands/a.ts', '../../gate/index.ts', false],
  ['cli/commands/a.ts', '../../gate/check-workspace.ts', true],
  ['errors.ts', './registry/contract/index.ts', true],
];

describe('the import picture', () => {
  let folder: string;
  let reports: ReadonlySet<string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'interlock-imports-'));
    cpSync(packagePath('.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const [index, [file, specifier]] of IMPORTS.entries()) {
      write(caseFile(file, `static-${index}`), `import { x } from '${specifier}';\nexport const y = x;\n`);
      write(caseFile(file, `dynamic-${index}`), `export const y = import('${specifier}');\n`);
    }
    reports = new Set(lint().map(({ filename }) => filename));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(IMPORTS.map((row, index) => [...row, index] as const))('%s importing %s: reported %s', (file, _specifier, reported, index) => {
    expect(reports.has(caseFile(file, `static-${index}`))).toBe(reported);
    expect(reports.has(caseFile(file, `dynamic-${index}`))).toBe(reported);
  });

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  function lint(): readonly { readonly filename: string }[] {
    const options = ['-A', 'all', '-D', 'no-restricted-imports', '--format', 'json'];
    const { stdout } = spawnSync(packagePath('node_modules/.bin/oxlint'), options, { cwd: folder, encoding: 'utf8' });
    return (JSON.parse(stdout) as { diagnostics: { filename: string }[] }).diagnostics;
  }
});

function caseFile(file: string, name: string): string {
  return join(dirname(file), `${name}.ts`);
}
