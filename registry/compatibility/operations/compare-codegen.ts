import type { Contract, NamedSchema } from '../../contract/index.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import { aliasesOf, directionOf, type HttpPair } from './http-pair.ts';
import { parameterPairs } from './parameter-pairs.ts';

/**
 * What only generated clients depend on: names of operations and schemas, and the order of parameters. Nothing of it stands on the wire, so
 * there is no witness: the names themselves are the proof.
 */
export function compareCodegen(comparing: Comparing, pairs: readonly HttpPair[]): readonly Draft[] {
  return [...pairs.flatMap(operationDrafts), ...renamedSchemas(comparing)];
}

function operationDrafts(pair: HttpPair): readonly Draft[] {
  const { base, head } = pair;
  const shared = {
    weight: 'renames' as const,
    direction: directionOf(base, 'request'),
    operation: base.key,
    aliases: aliasesOf(pair),
    base: base.location,
    head: head.location,
    root: base.key,
  };
  const drafts: Draft[] = [];
  if (base.operationId !== undefined && base.operationId !== head.operationId) {
    const facts = { from: base.operationId, to: head.operationId ?? null };
    const message = `the operationId was ${base.operationId} and is ${head.operationId ?? 'not set'}`;
    drafts.push({ ...shared, ruleId: 'operation-id-changed', message, facts });
  }
  const [before, after] = [orderOf(base, head), orderOf(head, base)];
  if (before.join() !== after.join()) {
    const message = `the parameters were declared as ${before.join(', ')} and are as ${after.join(', ')}`;
    drafts.push({ ...shared, ruleId: 'parameter-order-changed', message, facts: { from: before, to: after } });
  }
  return drafts;
}

/** The parameters that both versions have, in the order of one. Path parameters are compared by name here, since clients name them. */
function orderOf(operation: HttpPair['base'], other: HttpPair['base']): readonly string[] {
  const shared = new Set(parameterPairs(operation, other).flatMap(({ own, others }) => (others ? [own] : [])));
  return operation.parameters.filter((parameter) => shared.has(parameter)).map((parameter) => `${parameter.in} ${parameter.name}`);
}

function renamedSchemas(comparing: Comparing): readonly Draft[] {
  const [base, head] = [componentsOf(comparing.base.contract), componentsOf(comparing.head.contract)];
  return [...base]
    .filter(([name]) => !head.has(name))
    .map(([name, { location }]) => ({
      ruleId: 'schema-renamed',
      weight: 'renames',
      direction: 'request',
      base: location,
      root: name,
      message: `there is no schema called ${name} any more`,
      facts: name,
    }));
}

function componentsOf(contract: Contract): ReadonlyMap<string, NamedSchema> {
  const named = [...contract.schemas.values()].filter(({ location }) => /\/components\/schemas\/[^/]+$/.test(location.pointer));
  return new Map(named.map((schema) => [schema.name, schema]));
}
