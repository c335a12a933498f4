import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SPECTRAL_OAS } from './linters.ts';

/** Gives a folder with a ruleset `oas.yaml` in it, outside of any workspace, and removes it afterwards. */
export async function withBenchFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
  try {
    writeFileSync(join(folder, 'oas.yaml'), SPECTRAL_OAS);
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
