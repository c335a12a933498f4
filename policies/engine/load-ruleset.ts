import type { RulesetDefinition } from '@stoplight/spectral-core';
import { createRequire } from 'node:module';
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { packagePath } from '../../package-root.ts';
import { folderTree, loggedTree, ReadLog, type FileTree } from '../../registry/contract/index.ts';
import { parseSource } from '../../registry/workspace/index.ts';
import { noteFunctionFile } from './function-files.ts';
import { importJavaScript, ScriptError } from './javascript-module.ts';
import type { LoadedRuleset } from './loaded-ruleset.ts';
import { logPackage } from './package-manifest.ts';
import { rulesetDefinition } from './ruleset-definition.ts';
import { refuseRuleset, rulesetError } from './ruleset-faults.ts';
import { type Spectral, loadSpectral } from './spectral.ts';
import { sourceIn } from './source-root.ts';

/** Name by which a ruleset extends the built-in one. */
const BUILT_IN_NAME = 'interlock';

let builtInDefinitionLoading: Promise<RulesetDefinition> | undefined;
let builtInLoading: Promise<LoadedRuleset> | undefined;

/** Our own ruleset: spectral:oas, spectral:asyncapi and the policies of `rulesets/interlock.yaml`. Loaded once per process. */
export function builtInRuleset(): Promise<LoadedRuleset> {
  return (builtInLoading ??= loadBuiltIn());
}

async function loadBuiltIn(): Promise<LoadedRuleset> {
  const { core } = await loadSpectral();
  return {
    ruleset: new core.Ruleset(await builtInDefinition(), { severity: 'recommended' }),
    isBuiltIn: true,
    scripts: [],
    reads: new ReadLog(),
  };
}

async function builtInDefinition(): Promise<RulesetDefinition> {
  const load = async (): Promise<RulesetDefinition> => {
    const folder = packagePath('policies', 'rulesets');
    return readDefinition(
      { spectral: await loadSpectral(), folder, tree: folderTree(folder), scripts: new Set(), reads: new ReadLog() },
      'interlock.yaml',
      [],
    );
  };
  return (builtInDefinitionLoading ??= load());
}

/**
 * Loads a Spectral ruleset of a workspace: YAML or JSON, which may name functions in JavaScript files beside it (`functions`,
 * `functionsDir`), or JavaScript. It may extend `spectral:oas`, `spectral:asyncapi`, `spectral:arazzo`, `interlock` (ours), files of the
 * workspace and installed packages; never an address on the network.
 *
 * @param folder the workspace, or the working directory when there is none: nothing outside is read, except installed packages
 * @param path of the ruleset, absolute or relative to the folder
 * @param label prefix of paths, as places print them
 *
 * Throws FILE_NOT_FOUND, and RULESET_INVALID with its place.
 */
export async function loadRuleset(folder: string, path: string, label = ''): Promise<LoadedRuleset> {
  const root = resolve(folder);
  const inside = relative(root, resolve(root, path)).split(sep).join('/');
  if (inside.startsWith('../') || isAbsolute(inside)) return refuseRuleset('a ruleset stands inside the workspace', { file: path });
  const file = label + inside;
  const reads = new ReadLog();
  const tree = loggedFolder(root, label, reads);
  if (!(await tree.read(inside))) throw new InterlockError('FILE_NOT_FOUND', `there is no ruleset '${file}'`, { place: { file } });
  const spectral = await loadSpectral();
  return loadFrom({ spectral, folder: root, tree, scripts: new Set(), reads }, inside);
}

/**
 * Reads a ruleset of a tree of files, such as a commit, without running any JavaScript: functions do nothing, and a ruleset in JavaScript has no
 * rules. What is said by its text can be compared. Throws what `loadRuleset` throws.
 *
 * @param folder where the tree is, or would be, on disk: installed packages are looked for there
 */
export async function readRuleset(tree: FileTree, folder: string, path: string): Promise<LoadedRuleset> {
  if (!(await tree.read(path)))
    throw new InterlockError('FILE_NOT_FOUND', `there is no ruleset '${tree.label}${path}'`, { place: { file: tree.label + path } });
  const stub = (isRuleset: boolean): unknown => (isRuleset ? { rules: {} } : () => undefined);
  return loadFrom({ spectral: await loadSpectral(), folder: resolve(folder), tree, scripts: new Set(), reads: new ReadLog(), stub }, path);
}

async function loadFrom(within: RulesetFolder, path: string): Promise<LoadedRuleset> {
  const { spectral, folder, tree, scripts, reads } = within;
  const file = tree.label + path;
  const definition = await readDefinition(within, path, []);
  try {
    const ruleset = new spectral.core.Ruleset(definition, { severity: 'recommended', source: sourceIn(folder.split(sep).join('/'), path) });
    return { ruleset, file, isBuiltIn: false, scripts: [...scripts].sort(), reads };
  } catch (error) {
    throw rulesetError(error, file);
  }
}

function loggedFolder(folder: string, label: string, reads: ReadLog): FileTree {
  return loggedTree(folderTree(folder, label), reads, (path) => join(folder, path));
}

interface RulesetFolder {
  readonly spectral: Spectral;
  /** Absolute path; nothing outside of it is read, except installed packages. */
  readonly folder: string;
  readonly tree: FileTree;
  /** Files of JavaScript that are run. */
  readonly scripts: Set<string>;
  readonly reads: ReadLog;
  /** Gives what a file of JavaScript exports, in the place of running it: a definition where `isRuleset`, else a function. */
  readonly stub?: (isRuleset: boolean) => unknown;
}

async function readDefinition(within: RulesetFolder, path: string, chain: readonly string[]): Promise<RulesetDefinition> {
  const { spectral, folder, tree } = within;
  if (/\.[cm]?js$/.test(path)) return importDefinition(within, path);
  const bytes = await tree.read(path);
  if (!bytes) throw new InterlockError('FILE_NOT_FOUND', `there is no ruleset '${path}'`, { place: { file: tree.label + path } });
  const source = parseRuleset(bytes, tree.label + path);
  return rulesetDefinition(source, {
    spectral,
    declaredFunctions: await importFunctions(within, path, source.value),
    isWhole: within.stub === undefined,
    extend: (name, refuse) => extendedDefinition(within, path, [...chain, join(folder, path)], name, refuse),
  });
}

async function extendedDefinition(
  within: RulesetFolder,
  path: string,
  chain: readonly string[],
  name: string,
  refuse: (detail: string) => never,
): Promise<RulesetDefinition> {
  const builtIn = /^spectral:(oas|asyncapi|arazzo)$/.exec(name)?.[1] as 'oas' | 'asyncapi' | 'arazzo' | undefined;
  if (builtIn) return within.spectral.rulesets[builtIn] as RulesetDefinition;
  if (name === BUILT_IN_NAME) return builtInDefinition();
  if (/^[a-z][a-z0-9+.-]+:/i.test(name))
    return refuse(`'${name}' is no ruleset that may be extended: rulesets are not loaded from the network`);
  const file = posix.join(posix.dirname(path), name);
  if (file.startsWith('..')) return refuse(`'${name}' leaves the workspace`);
  const target = (await within.tree.read(file)) ? { within, file } : installedRuleset(within, path, name);
  if (!target) return refuse(`'${name}' is neither a file beside this ruleset nor an installed package`);
  const absolute = join(target.within.folder, target.file);
  if (chain.includes(absolute))
    return refuse(`'${name}' extends this ruleset in turn: ${[...chain, absolute].map((part) => basename(part)).join(' → ')}`);
  return readDefinition(target.within, target.file, chain);
}

function installedRuleset(within: RulesetFolder, path: string, name: string): { within: RulesetFolder; file: string } | undefined {
  if (/^[./\\]/.test(name)) return undefined;
  try {
    const absolute = createRequire(join(within.folder, path)).resolve(name);
    const folder = dirname(absolute);
    logPackage(absolute, within.reads);
    return { within: { ...within, folder, tree: loggedFolder(folder, `${name}: `, within.reads) }, file: basename(absolute) };
  } catch {
    return undefined;
  }
}

async function importDefinition({ spectral, folder, tree, scripts, reads, stub }: RulesetFolder, path: string): Promise<RulesetDefinition> {
  const file = tree.label + path;
  scripts.add(file);
  const assertValidRuleset: Spectral['core']['assertValidRuleset'] = spectral.core.assertValidRuleset;
  try {
    const definition = stub ? stub(true) : await importJavaScript(join(folder, path), folder, reads);
    assertValidRuleset(definition);
    const ofSpectral: ReadonlySet<unknown> = new Set(Object.values(spectral.functions));
    for (const { function: called } of Object.values((definition as { readonly rules?: object }).rules ?? {}).flatMap(stepsOf)) {
      if (!ofSpectral.has(called)) noteFunctionFile(called, file);
    }
    return definition;
  } catch (error) {
    throw scriptFault(error, file, folder, tree);
  }
}

function scriptFault(error: unknown, file: string, folder: string, tree: FileTree): InterlockError {
  if (!(error instanceof ScriptError)) return rulesetError(error, file);
  const fault = rulesetError(error.cause, file);
  const { place } = error;
  const inside = place && relative(folder, place.file).split(sep).join('/');
  if (!place || inside === undefined || inside.startsWith('../')) return fault;
  const detail = fault.detail.replace(/ \(\d+:\d+\) in .*$/, '');
  return new InterlockError(fault.code, detail, { place: { ...place, file: tree.label + inside }, cause: error });
}

function stepsOf(rule: unknown): readonly { readonly function?: unknown }[] {
  const { then } = Object(rule) as { readonly then?: object | readonly object[] };
  return then === undefined ? [] : [then].flat();
}

async function importFunctions(
  { folder, tree, scripts, reads, stub }: RulesetFolder,
  path: string,
  value: unknown,
): Promise<ReadonlyMap<string, unknown>> {
  const { functions, functionsDir } = (value ?? {}) as { readonly functions?: unknown; readonly functionsDir?: unknown };
  const names = (Array.isArray(functions) ? functions : []).map(String);
  const entries = names.map(async (name) => {
    const file = posix.join(posix.dirname(path), typeof functionsDir === 'string' ? functionsDir : 'functions', `${name}.js`);
    const place = { file: tree.label + file };
    if (file.startsWith('..')) return refuseRuleset(`the function '${name}' is outside of the workspace`, place);
    if (!(await tree.read(file))) return refuseRuleset(`there is no file for the function '${name}'`, place);
    scripts.add(place.file);
    if (stub) return [name, stub(false)] as const;
    const exported = await importJavaScript(join(folder, file), folder, reads).catch((error: unknown) => {
      throw scriptFault(error, place.file, folder, tree);
    });
    if (typeof exported !== 'function') return refuseRuleset(`the default export is not a function`, place);
    noteFunctionFile(exported, place.file);
    return [name, exported] as const;
  });
  return new Map(await Promise.all(entries));
}

function parseRuleset(bytes: Uint8Array, file: string): ReturnType<typeof parseSource> {
  try {
    return parseSource(bytes, file);
  } catch (error) {
    if (error instanceof InterlockError) throw new InterlockError('RULESET_INVALID', error.detail, { place: error.place, cause: error });
    throw error;
  }
}
