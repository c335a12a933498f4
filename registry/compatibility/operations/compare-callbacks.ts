import type { HttpOperation } from '../../contract/index.ts';
import { proveAddedCall, proveWithdrawnCall } from '../witness/prove-calls.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import { aliasesOf, type HttpPair } from './http-pair.ts';

/** Compares an operation that both versions have. */
export type CompareOperation = (comparing: Comparing, pair: HttpPair) => readonly Draft[];

/** Compares the callbacks of an operation. What a callback is called is not on the wire: they are known by expression and method. */
export function compareCallbacks(comparing: Comparing, pair: HttpPair, compareOperation: CompareOperation): readonly Draft[] {
  const { base, head } = pair;
  if (base.callbacks.length + head.callbacks.length === 0) return [];
  const pairs = pairCalls(base.callbacks, head.callbacks, ({ path, method }) => `${method} ${path}`);
  return [
    ...pairs.both.flatMap((both) => compareOperation(comparing, both).map((draft) => within(draft, pair))),
    ...pairs.removed.map((callback): Draft => removedCall(comparing, callback, 'callback', pair)),
    ...pairs.added.map((callback): Draft => {
      const known = base.callbacks.some(({ path }) => path === callback.path);
      return addedCall(comparing, callback, 'callback', known, pair);
    }),
  ];
}

/** A callback or webhook that is no longer called. */
export function removedCall(comparing: Comparing, call: HttpOperation, kind: 'callback' | 'webhook', parent?: HttpPair): Draft {
  return {
    ...aboutCall(call, parent),
    ruleId: `${kind}-removed`,
    weight: 'withdraws',
    base: call.location,
    head: parent?.head.location,
    message: `the ${kind} ${nameOf(call)} is no longer called`,
    prove: () => proveWithdrawnCall(comparing, call),
  };
}

/**
 * A callback or webhook that is new. Who listens to another one of that address or name gets calls that it does not know; a wholly new one
 * has to be asked for.
 */
export function addedCall(
  comparing: Comparing,
  call: HttpOperation,
  kind: 'callback' | 'webhook',
  isKnown: boolean,
  parent?: HttpPair,
): Draft {
  return {
    ...aboutCall(call, parent),
    base: parent?.base.location,
    head: call.location,
    ...(isKnown
      ? {
          ruleId: `${kind}-method-added`,
          weight: 'rejects',
          message: `the ${kind} ${nameOf(call)} is called with ${call.method} as well`,
          prove: () => proveAddedCall(comparing, call),
        }
      : { ruleId: `${kind}-added`, weight: 'fits', message: `the ${kind} ${nameOf(call)} is new` }),
  };
}

function aboutCall(call: HttpOperation, parent: HttpPair | undefined) {
  const names = [call.key, call.operationId].filter((name) => name !== undefined);
  return {
    direction: 'callback-request' as const,
    operation: call.key,
    aliases: names,
    ...(parent ? { parents: aliasesOf(parent) } : {}),
    root: call.key,
    facts: null,
  };
}

function within(draft: Draft, parent: HttpPair): Draft {
  return { ...draft, parents: [...(draft.parents ?? []), ...aliasesOf(parent)] };
}

function nameOf({ key, path, origin, method }: HttpOperation): string {
  return origin === 'callback' ? `${method} ${path}` : key.replace(/^webhook /, '');
}

/** Pairs operations of two lists by what they are known by. */
export function pairCalls(
  base: readonly HttpOperation[],
  head: readonly HttpOperation[],
  identityOf: (operation: HttpOperation) => string,
): { readonly both: readonly HttpPair[]; readonly removed: readonly HttpOperation[]; readonly added: readonly HttpOperation[] } {
  const byIdentity = new Map(head.map((operation) => [identityOf(operation), operation]));
  const both = base.flatMap((operation) => {
    const other = byIdentity.get(identityOf(operation));
    return other ? [{ base: operation, head: other }] : [];
  });
  const paired = new Set(both.flatMap((pair) => [pair.base, pair.head]));
  return { both, removed: base.filter((one) => !paired.has(one)), added: head.filter((one) => !paired.has(one)) };
}
