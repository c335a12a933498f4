import { posix } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../package-root.ts';
import { FIXES, lintContract, listRulePages, readRulePage } from '../../policies/index.ts';
import { type Finding, folderTree } from '../../registry/contract/index.ts';
import { memoryTree, workspaceOf } from '../../registry/workspace/index.ts';
import { compare } from '../comparison/compare.ts';
import { type FixedDocument, fixTargets } from './fix-targets.ts';

const METADATA = {
  id: 'example',
  owner: { team: 'ledger', contact: 'ledger@hospital.example' },
  title: 'An example',
  layer: 'system',
  system: 'erp',
  criticality: 0,
  mode: 'api',
  audience: 'company',
  dataClassification: 'I',
  lifecycle: 'active',
  slo: { availabilityPercent: 99.5 },
  runbook: 'runbook.md',
  environments: [{ name: 'test', url: 'https://erp.test.hospital.example' }],
};

const FOLDER = 'contracts/finance/example';

/** The canonical models and conventions that are shipped: fixes refer to them. */
const shipped = folderTree(packagePath());
const SHARED: Readonly<Record<string, string>> = Object.fromEntries(
  await Promise.all(
    [...(await shipped.list('contracts/canonical')), ...(await shipped.list('contracts/conventions'))].map(
      async (path) => [path, new TextDecoder().decode(await shipped.read(path))] as const,
    ),
  ),
);

/** A bad example of a rule's page, as the contract of a workspace. */
interface Example {
  readonly name: string;
  /** By path in the workspace. */
  readonly files: Readonly<Record<string, string>>;
}

/** The bad examples that are documents by themselves: not those of `contract.yaml`, of the landscape, and with references to another host. */
async function examples(): Promise<readonly Example[]> {
  const found: Example[] = [];
  for (const ruleId of await listRulePages()) {
    for (const [index, { files, path }] of (await readRulePage(ruleId)).bad.entries()) {
      if (ruleId.startsWith('land-') || ruleId === 'ref-no-remote' || !/^(?:openapi|asyncapi)\.yaml$/.test(path)) continue;
      found.push({ name: `${ruleId} ${index + 1}`, files: workspaceFiles(files) });
    }
  }
  return found;
}

function workspaceFiles(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = Object.entries(files).map(([path, text]) => [posix.join(FOLDER, path), text] as const);
  return {
    'interlock.config.yaml': '',
    ...SHARED,
    [`${FOLDER}/contract.yaml`]: JSON.stringify(METADATA),
    [`${FOLDER}/runbook.md`]: 'What to do.\n',
    ...Object.fromEntries(own),
  };
}

interface Round {
  readonly findings: readonly Finding[];
  readonly fixed: FixedDocument | undefined;
  /** All files as they are after it. */
  readonly files: Readonly<Record<string, string>>;
}

async function workspaceIn(files: Readonly<Record<string, string>>) {
  return workspaceOf(memoryTree(files), '/ws');
}

async function fixOnce(files: Readonly<Record<string, string>>): Promise<Round> {
  const workspace = await workspaceIn(files);
  const findings = await lintContract(workspace, workspace.contract('example'));
  const [fixed] = await fixTargets({ findings, targets: [], workspace });
  return { findings, fixed, files: { ...files, ...Object.fromEntries(fixed?.files.changed ?? []) } };
}

function count(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return counts;
}

const documentOf = (files: Readonly<Record<string, string>>): string =>
  Object.keys(files).find((path) => /^contracts\/finance\/example\/(?:openapi|asyncapi)\.(?:yaml|json)$/.test(path))!;

const isFixable = ({ ruleId }: Finding): boolean => FIXES.some((fix) => fix.ruleId === ruleId);

const comments = (text: string): readonly string[] => text.split('\n').flatMap((line) => /(?:^|\s)#\s.*$/.exec(line)?.[0].trim() ?? []);

const windows = (text: string): string => text.replaceAll('\n', '\r\n');

const all = await examples();
const mendedRules = new Set<string>();

describe.each(all)('the fixes of the bad example $name', ({ files }) => {
  it('say what they do, add no finding, break nobody, touch nothing else and leave nothing to do', async () => {
    const { findings, fixed, files: after } = await fixOnce(files);
    const [mended, refused] = [fixed?.mended ?? [], fixed?.refused ?? []];
    expect(mended.length + refused.length).toBe(findings.filter(isFixable).length);
    if (mended.length === 0) return expect(after).toEqual(files);
    const again = await fixOnce(after);
    const [before, left] = [count(findings), count(again.findings)];
    expect([...left].filter(([ruleId, number]) => number > (before.get(ruleId) ?? 0))).toEqual([]);
    for (const [ruleId, number] of count(mended.map(({ finding }) => finding))) {
      mendedRules.add(ruleId);
      expect((left.get(ruleId) ?? 0) + number, ruleId).toBeLessThanOrEqual(before.get(ruleId)!);
    }
    expect(again.files).toEqual(after);
    const [base, head] = await Promise.all([files, after].map(async (each) => (await workspaceIn(each)).contract('example').read()));
    const { changes } = await compare(base!, head!, {});
    expect(changes.filter(({ verdict }) => verdict !== 'compatible')).toEqual([]);

    const path = documentOf(files);
    expect(comments(after[path]!)).toEqual(comments(files[path]!));
    const lines = after[path]!.split('\n');
    const lost = files[path]!.split('\n').filter((line) => !lines.includes(line));
    const edited = mended.flatMap(({ edits }) => edits).map(({ start, end }) => files[path]!.slice(start, end).split('\n').length);
    expect(lost.length).toBeLessThanOrEqual(edited.reduce((sum, each) => sum + each, 0));
    expect((await fixOnce({ ...files, [path]: windows(files[path]!) })).files[path]).toBe(windows(after[path]!));
    const { [path]: text, ...others } = files;
    const json = path.replace('.yaml', '.json');
    const asJson = await fixOnce({ ...others, [json]: `${JSON.stringify(load(text!), null, 2)}\n` });
    return expect(JSON.parse(asJson.files[json]!)).toEqual(JSON.parse(JSON.stringify(load(after[path]!))));
  });
});

it('every rule with a fix says so on its page, and its fix mends some bad example', async () => {
  const ids = FIXES.map(({ ruleId }) => ruleId);
  const pages = await Promise.all((await listRulePages()).map((id) => readRulePage(id)));
  expect(pages.filter(({ text }) => text.includes('interlock lint --fix')).map(({ ruleId }) => ruleId)).toEqual(ids.toSorted());
  expect(ids.filter((id) => !mendedRules.has(id))).toEqual([]);
});
