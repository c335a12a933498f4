import { InterlockError } from '../errors.ts';
import { escapePointerSegment } from '../registry/contract/index.ts';
import type { CompiledContract } from '../registry/contract/index.ts';
import type { Behaviour } from './behaviour.ts';
import { didYouMean } from '../registry/workspace/index.ts';
import { indexBehaviour } from './state/behaviour/behaviour-index.ts';
import { checkBehaviour } from './state/behaviour/check-behaviour.ts';
import { checkValues } from './state/behaviour/check-values.ts';
import { readSeed } from './state/behaviour/read-seed.ts';
import { inferResources } from './state/model/resource-model.ts';
import type { CollectionModel } from './state/model/collection-model.ts';
import type { MockState } from './state/outcome.ts';
import { lastParameter, matchTemplate, parentTemplate, positional, slashed } from './state/model/path-template.ts';
import { ResourceStore } from './state/resource-store.ts';
import { putSeeded } from './state/behaviour/settle-seed.ts';
import type { SeededResource } from './state/behaviour/settle-seed.ts';
import type { Session } from './state/sessions.ts';
import { CLOCK_START_MS } from './state/virtual-clock.ts';

/** A contract to be served, and what its mock.yaml adds. */
export interface MockContract {
  /** Unique in a server. */
  readonly id: string;
  /** Where it is served, `/<id>` by default; '' is the root. */
  readonly mountPath?: string;
  readonly compiled: CompiledContract;
  readonly behaviour?: Behaviour;
}

/** What all sessions' states of a contract's mock have in common: checked once, then planted for each session. */
export interface StateTemplate extends Omit<MockState, 'store' | 'session' | 'fresh' | 'tell'> {
  /** What every session begins with. */
  readonly seeded: readonly SeededResource[];
}

/**
 * Works out what a contract's mock keeps, and checks its seed.
 *
 * @throws InterlockError WORKSPACE_INVALID, with its place in mock.yaml, for a seed that is no collection or does not fit, an unknown operation
 * and a view of nothing.
 * @param warn is told of what turns out to be wrong later, each thing once
 */
export function describeState({ id, compiled, behaviour }: MockContract, warn: (line: string) => void = () => {}): StateTemplate {
  const paths = compiled.contract.operations.flatMap((operation) =>
    operation.kind === 'http' && operation.origin === 'path' ? [operation.path] : [],
  );
  const filled = pathsFilled(behaviour).map(([path, pointer]) => positional(findCollectionTemplate(behaviour, path, pointer, paths)));
  const model = inferResources(compiled.contract, behaviour, new Set(filled));
  const described = {
    contractId: id,
    compiled,
    model,
    strict: behaviour?.state === 'strict',
    behaviour,
    index: indexBehaviour(behaviour),
    warnOnce: once(warn),
  };
  if (behaviour) {
    checkLookups(compiled, behaviour, model.collections);
    checkViews(behaviour, model.collections, paths);
    checkBehaviour(compiled.contract, behaviour, model);
    checkValues({ ...described, behaviour });
  }
  return { ...described, seeded: behaviour ? readSeed({ ...described, behaviour }) : [] };
}

/** Makes the state of a contract's mock for a session, seeded. */
export function makeState(template: StateTemplate, session: Session, tell: MockState['tell']): MockState {
  const store = new ResourceStore();
  for (const resource of template.seeded) putSeeded(store, resource, CLOCK_START_MS);
  store.forgetChanges();
  return { ...template, store, session, fresh: [], tell };
}

function once(warn: (line: string) => void): (line: string) => void {
  const told = new Set<string>();
  return (line) => {
    if (!told.has(line)) warn(line);
    told.add(line);
  };
}

/** Paths of collections that the behaviour file puts resources in, and where it says so. */
function pathsFilled(behaviour: Behaviour | undefined): readonly (readonly [path: string, pointer: string])[] {
  if (!behaviour) return [];
  const { seed, creates, receives } = behaviour;
  return [
    ...Object.keys(seed).map((path) => [path, `/seed/${escapePointerSegment(path)}`] as const),
    ...Object.entries(creates).map(([name, { create }]) => [create, `/creates/${escapePointerSegment(name)}/create`] as const),
    ...receives.flatMap((one, index) => ('create' in one ? [[one.create, `/receives/${index}/create`] as const] : [])),
  ];
}

function findCollectionTemplate(behaviour: Behaviour | undefined, path: string, pointer: string, paths: readonly string[]): string {
  const collections = new Set(
    paths.flatMap((template) => (lastParameter(template) === undefined ? [slashed(template)] : [parentTemplate(template)])),
  );
  const found = [...collections].find((template) => matchTemplate(template, path) !== undefined);
  if (found !== undefined) return found;
  throw invalid(behaviour, pointer, `'${path}' is no collection of the contract`, path, collections);
}

function collectionOf(collections: readonly CollectionModel[], template: string): CollectionModel | undefined {
  return collections.find((collection) => positional(collection.template) === positional(template));
}

function checkLookups(compiled: CompiledContract, behaviour: Behaviour, collections: readonly CollectionModel[]): void {
  for (const [name, lookup] of Object.entries(behaviour.lookups)) {
    const pointer = `/lookups/${escapePointerSegment(name)}`;
    if (compiled.operation(name)?.kind !== 'http') {
      const known = compiled.contract.operations.flatMap(({ operationId }) => (operationId === undefined ? [] : [operationId]));
      throw invalid(behaviour, pointer, `the contract has no operation '${name}'`, name, known);
    }
    const collection = collections.find(({ template }) => matchTemplate(template, lookup.collection) !== undefined);
    const templates = collections.map(({ template }) => template);
    if (!collection)
      throw invalid(
        behaviour,
        `${pointer}/collection`,
        `'${lookup.collection}' is no collection that the mock keeps`,
        lookup.collection,
        templates,
      );
    const unknown = Object.keys(lookup.match).find((field) => !collection.properties.has(field));
    if (unknown === undefined) continue;
    const at = `${pointer}/match/${escapePointerSegment(unknown)}`;
    throw invalid(behaviour, at, `'${lookup.collection}' has no field '${unknown}'`, unknown, collection.properties.keys());
  }
}

function checkViews(behaviour: Behaviour, collections: readonly CollectionModel[], paths: readonly string[]): void {
  for (const [path, view] of Object.entries(behaviour.views)) {
    const pointer = `/views/${escapePointerSegment(path)}`;
    if (!paths.some((known) => positional(known) === positional(path))) {
      throw invalid(behaviour, pointer, `the contract has no path '${path}'`, path, paths);
    }
    const collection = collectionOf(collections, parentTemplate(view.of));
    if (!collection) throw invalid(behaviour, `${pointer}/of`, `'${view.of}' is no resource that the mock keeps`, view.of, paths);
    const unknown = view.fields.findIndex((field) => !collection.properties.has(field));
    if (unknown < 0) continue;
    const field = view.fields[unknown] ?? '';
    throw invalid(behaviour, `${pointer}/fields/${unknown}`, `'${view.of}' has no field '${field}'`, field, collection.properties.keys());
  }
}

function invalid(
  behaviour: Behaviour | undefined,
  pointer: string,
  message: string,
  given = '',
  known: Iterable<string> = [],
): InterlockError {
  return new InterlockError('WORKSPACE_INVALID', message + didYouMean(given, [...known]), { place: behaviour?.locate(pointer) });
}
