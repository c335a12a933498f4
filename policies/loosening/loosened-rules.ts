import { posix } from 'node:path';
import { InterlockError } from '../../errors.ts';
import type { FileTree } from '../../registry/contract/index.ts';
import { CONFIG_FILE, type Workspace } from '../../registry/workspace/index.ts';
import { ALL_CRITICALITIES, type Loosening } from './loosening.ts';
import { loweredSeverities, type Severities } from './lowered-severities.ts';
import { placeIn } from './place-in.ts';
import { type RulesInForce, rulesInForce } from './rules-in-force.ts';

const OFF: Severities = ['off', 'off', 'off', 'off'];

/**
 * What the rulesets of a workspace ask less than those it had before: rules that are gone or less grave, and those of which it can't be seen
 * that they find as much, since what they say otherwise or the code that they run has changed.
 */
export async function loosenedRules(before: Workspace, now: Workspace): Promise<readonly Loosening[]> {
  if (before.config.rulesets.length === 0 && now.config.rulesets.length === 0) return [];
  const current = await rulesInForce(now);
  let former: RulesInForce;
  try {
    former = await rulesInForce(before);
  } catch (error) {
    if (!(error instanceof InterlockError)) throw error;
    const message = `the rulesets of ${before.ref} cannot be read, so it can't be seen whether these ask less: ${error.detail}`;
    const place = await placeIn(now.tree, CONFIG_FILE, '/rulesets');
    return [{ subject: ['rulesets'], message, place, ...(error.place && { before: error.place }), criticalities: ALL_CRITICALITIES }];
  }
  const whole = await placeIn(now.tree, CONFIG_FILE, '/rulesets');
  return [
    ...[...former.rules].flatMap(([id, rule]): readonly Loosening[] => {
      const same = current.rules.get(id);
      const [place, was] = [current.placeOf(id), former.placeOf(id)];
      if (!same && isScripted(now)) {
        const message = `the rule '${id}' is in no ruleset that can be read without running it: it may find less, or nothing`;
        return [{ subject: [id], message, place, before: was, criticalities: ALL_CRITICALITIES }];
      }
      const { criticalities, words } = loweredSeverities(rule.severities, same?.severities ?? OFF);
      if (criticalities.length > 0) return [{ subject: [id], message: `the rule '${id}': ${words}`, place, before: was, criticalities }];
      const parts = Object.keys(rule.asks).filter((part) => same && same.asks[part] !== rule.asks[part]);
      if (parts.length === 0) return [];
      const message = `the rule '${id}' is written otherwise than it was (${parts.join(', ')}): it may find less`;
      return [{ subject: [id], message, place, before: was, criticalities: ALL_CRITICALITIES }];
    }),
    ...[...new Set([...former.overrides.keys(), ...current.overrides.keys()])]
      .filter((path) => former.overrides.get(path) !== current.overrides.get(path) && now.config.rulesets.includes(path))
      .map((path): Loosening => {
        const message = `the ruleset '${path}' judges single files otherwise than it did (overrides): it may find less there`;
        return { subject: [path, 'overrides'], message, place: { file: now.tree.label + path }, criticalities: ALL_CRITICALITIES };
      }),
    ...before.config.rulesets
      .filter((path) => SCRIPT.test(path) && !now.config.rulesets.includes(path))
      .map((path): Loosening => {
        const message = `the ruleset '${path}' is no more among those that contracts are judged by: what it found may not be found`;
        return { subject: [path], message, place: whole, before: { file: before.tree.label + path }, criticalities: ALL_CRITICALITIES };
      }),
    ...(await changedScripts(before.tree, now.tree, { former, current })),
  ];
}

const SCRIPT = /\.[cm]?js$/;

/** Is a ruleset among them whose rules show only when it is run? */
function isScripted({ config }: Workspace): boolean {
  return config.rulesets.some((path) => SCRIPT.test(path));
}

/** Code can do anything: what runs otherwise may find less. */
async function changedScripts(
  before: FileTree,
  now: FileTree,
  { former, current }: { readonly former: RulesInForce; readonly current: RulesInForce },
): Promise<readonly Loosening[]> {
  const then = await withImports(before, former.scripts);
  const changed: Loosening[] = [];
  for (const path of await withImports(now, current.scripts)) {
    const [old, text] = await Promise.all([before, now].map((tree) => tree.read(path)));
    if (!then.has(path) || (old && text && Buffer.compare(old, text) === 0)) continue;
    const message = `'${path}' is not what it was, and rules run it: they may find less`;
    const place = { file: now.label + path };
    changed.push({ subject: [path], message, place, before: { file: before.label + path }, criticalities: ALL_CRITICALITIES });
  }
  return changed;
}

const IMPORTED = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** Files of JavaScript with those of the tree that they import. */
async function withImports(tree: FileTree, scripts: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const pending = [...scripts];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const bytes = found.has(path) ? undefined : await tree.read(path);
    if (!bytes) continue;
    found.add(path);
    const folder = posix.dirname(path);
    for (const [, name = ''] of new TextDecoder().decode(bytes).matchAll(IMPORTED)) {
      const file = posix.join(folder, name);
      pending.push(file, `${file}.js`, `${file}.cjs`, `${file}.mjs`, `${file}/index.js`);
    }
  }
  return found;
}
