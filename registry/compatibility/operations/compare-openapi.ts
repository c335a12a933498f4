import type { HttpOperation } from '../../contract/index.ts';
import { isAnsweredAs, proveShadowed } from '../witness/prove-shadowed.ts';
import { proveWithdrawnRequest } from '../witness/prove-http.ts';
import { addedCall, pairCalls, removedCall } from './compare-callbacks.ts';
import { compareCodegen } from './compare-codegen.ts';
import { compareHttpOperation } from './compare-http-operation.ts';
import { fullPath } from './compare-servers.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import type { HttpPair } from './http-pair.ts';
import { serverPlaces } from './server-places.ts';
import { isInstanceOf, shadowedOperations } from './shadowed-operations.ts';

/** Compares the operations and webhooks of two versions of an OpenAPI document. */
export function compareOpenApi(comparing: Comparing): readonly Draft[] {
  const [base, head] = [httpOperations(comparing, 'base'), httpOperations(comparing, 'head')];
  const isPath = ({ origin }: HttpOperation) => origin === 'path';
  const paths = pairPaths(base.filter(isPath), head.filter(isPath));
  const isWebhook = ({ origin }: HttpOperation) => origin === 'webhook';
  const webhooks = pairCalls(base.filter(isWebhook), head.filter(isWebhook), ({ key }) => key);
  const webhookNames = new Set(base.filter(isWebhook).map(webhookName));
  return [
    ...comparing.each([...paths.both, ...webhooks.both], (pair) => compareHttpOperation(comparing, pair)),
    ...paths.removed.flatMap((operation) => replaced(comparing, operation, head) ?? removed(comparing, operation)),
    ...paths.added.map((operation) => added(operation)),
    ...shadowedOperations(paths.added, paths.both).flatMap(({ pair, by }) => shadowed(comparing, pair, by)),
    ...webhooks.removed.map((webhook) => removedCall(comparing, webhook, 'webhook')),
    ...webhooks.added.map((webhook) => addedCall(comparing, webhook, 'webhook', webhookNames.has(webhookName(webhook)))),
    ...(comparing.profile === 'codegen' ? compareCodegen(comparing, [...paths.both, ...webhooks.both]) : []),
  ];
}

function httpOperations(comparing: Comparing, side: 'base' | 'head'): readonly HttpOperation[] {
  return comparing[side].contract.operations.filter((operation) => operation.kind === 'http');
}

function webhookName({ key, method }: HttpOperation): string {
  return key.slice('webhook '.length, -method.length - 1);
}

/** Pairs operations by method and path, and what is left by where it is served: a base path may have moved into the paths, or out of them. */
function pairPaths(base: readonly HttpOperation[], head: readonly HttpOperation[]) {
  const byKey = pairCalls(base, head, ({ key }) => key);
  if (byKey.removed.length === 0 || byKey.added.length === 0) return byKey;
  const byPlace = new Map<string, HttpOperation>();
  for (const operation of byKey.added) for (const place of placesOf(operation)) byPlace.set(place, operation);
  const moved: HttpPair[] = [];
  const taken = new Set<HttpOperation>();
  for (const operation of byKey.removed) {
    const other = placesOf(operation)
      .map((place) => byPlace.get(place))
      .find((one) => one !== undefined && !taken.has(one));
    if (other === undefined) continue;
    taken.add(operation).add(other);
    moved.push({ base: operation, head: other });
  }
  const isLeft = (operation: HttpOperation) => !taken.has(operation);
  return { both: [...byKey.both, ...moved], removed: byKey.removed.filter(isLeft), added: byKey.added.filter(isLeft) };
}

function placesOf(operation: HttpOperation): readonly string[] {
  return [...new Set(serverPlaces(operation.servers).map(({ basePath }) => `${operation.method} ${fullPath(basePath, operation)}`))];
}

function namesOf(operation: HttpOperation): readonly string[] {
  return [operation.key, operation.operationId].filter((name) => name !== undefined);
}

function removed(comparing: Comparing, operation: HttpOperation): Draft {
  return {
    ruleId: 'operation-removed',
    weight: 'withdraws',
    direction: 'request',
    operation: operation.key,
    aliases: namesOf(operation),
    base: operation.location,
    root: operation.key,
    message: `the operation ${operation.key} is gone`,
    facts: operation.key,
    prove: () => proveWithdrawnRequest(comparing, operation),
  };
}

function added(operation: HttpOperation): Draft {
  return {
    ruleId: 'operation-added',
    weight: 'fits',
    direction: 'request',
    operation: operation.key,
    head: operation.location,
    root: operation.key,
    message: `the operation ${operation.key} is new`,
    facts: operation.key,
  };
}

/** Compares a concrete path with the template that answers its requests now, if there is one. */
function replaced(comparing: Comparing, operation: HttpOperation, head: readonly HttpOperation[]): readonly Draft[] | undefined {
  const template = head.find(
    (other) => other.origin === 'path' && other.method === operation.method && isInstanceOf(operation.path, other.path),
  );
  if (template === undefined || !isAnsweredAs(comparing, operation, template)) return undefined;
  return compareHttpOperation(comparing, { base: operation, head: template });
}

/** A request of the base that a new, more concrete path catches breaks when that answers otherwise. */
function shadowed(comparing: Comparing, pair: HttpPair, by: HttpOperation): readonly Draft[] {
  const isSameAnswer = !compareHttpOperation(comparing, { base: pair.base, head: by }).some(({ weight }) => BREAKING.has(weight));
  return isSameAnswer ? [] : [shadow(comparing, pair, by)];
}

const BREAKING: ReadonlySet<string> = new Set(['rejects', 'withdraws', 'unproven']);

function shadow(comparing: Comparing, pair: HttpPair, by: HttpOperation): Draft {
  return {
    ruleId: 'operation-shadowed',
    weight: 'rejects',
    direction: 'request',
    operation: pair.base.key,
    aliases: [...namesOf(pair.base), ...namesOf(pair.head)],
    base: pair.base.location,
    head: by.location,
    root: `${pair.base.key} ${by.key}`,
    message: `the new path ${by.path} catches requests that ${pair.base.path} answered`,
    facts: by.key,
    isGroundless: true,
    prove: () => proveShadowed(comparing, pair, by),
  };
}
