import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagePath } from '../package-root.ts';

/** What vitest's JSON reporter counts. */
interface TestCounts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
}

// Runs vitest, with the arguments given, and ends with one line of its own counts.
const folder = mkdtempSync(join(tmpdir(), 'interlock-tests-'));
try {
  const report = join(folder, 'report.json');
  const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, [packagePath('node_modules/vitest/vitest.mjs'), ...options], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
  console.log(sumOf(JSON.parse(readFileSync(report, 'utf8')) as TestCounts));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A file that fails without a failed test of its own (it does not load) counts as one failure. */
function sumOf(counts: TestCounts): string {
  const broken = counts.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  const skipped = counts.numPendingTests + counts.numTodoTests;
  return `${counts.numPassedTests} passed, ${counts.numFailedTests + broken.length} failed, ${skipped} skipped`;
}
