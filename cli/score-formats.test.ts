import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoreWorkspace } from '../gate/index.ts';
import { openWorkspace } from '../registry/workspace/index.ts';
import { SCORE_FORMATS } from './score-formats.ts';
import { scoreReport } from './score-report.ts';

const FILES = ['claims', 'finance', 'finance-later'].flatMap((domain) =>
  ['orders', 'ledger'].flatMap((name): readonly (readonly [string, string])[] => {
    const [at, id] = [`contracts/${domain}/${name}`, `${domain}-${name}`];
    const metadata = `id: ${id}
title: ${id}
owner: { team: ${name}, contact: ${name}@hospital.example }
layer: system
system: erp
criticality: 2
mode: api
audience: company
dataClassification: I
lifecycle: active
slo: { availabilityPercent: 99.5 }
runbook: runbook.md
environments: [{ name: test, url: 'https://erp.test.hospital.example' }]
`;
    return [
      [`${at}/contract.yaml`, metadata],
      [`${at}/openapi.yaml`, `openapi: 3.1.0\ninfo: { title: ${id}, version: v1 }\npaths: { /Some_Thing: { get: { responses: {} } } }\n`],
    ];
  }),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-score-'));
  const configured: readonly (readonly [string, string])[] = [['interlock.config.yaml', ''], ...FILES];
  for (const [name, files] of [
    ['one', configured],
    ['other', configured.toReversed()],
  ] as const) {
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, name, path)), { recursive: true });
      await writeFile(join(folder, name, path), text);
    }
  }
  await cp(join(folder, 'one'), join(folder, 'copied'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function report(name: string) {
  const workspace = await openWorkspace(join(folder, name), { cwd: join(folder, name) });
  return scoreReport(await scoreWorkspace(workspace, { asOf: '2026-11-23' }), [], { by: 'owner', asOf: '2026-11-23' });
}

describe('scores', () => {
  it.each(['one', 'other', 'copied'])('are the same bytes again, however the files were written: %s', async (name) => {
    const [first, again] = [await report('one'), await report(name)];
    expect(first.groups.map(({ findings }) => findings.error + findings.warning)).not.toContain(0);
    for (const format of Object.values(SCORE_FORMATS)) expect(format(again)).toBe(format(first));
  });
});
