import type { RefusedAs } from '../../behaviour.ts';
import { refuse } from '../../http/refusals/problem.ts';
import { isMoney } from '../compare-values.ts';
import { refusal } from '../outcome.ts';
import type { Outcome } from '../outcome.ts';
import type { Resource } from '../resource-store.ts';
import { valueAt } from '../value-at.ts';

/** A refusal as the behaviour file words it; `otherwise` is said where it and the contract's examples have no words. */
export function refuseAs({ status, code, detail }: RefusedAs, resource: Resource, otherwise: string): Outcome {
  const words = detail?.replaceAll(/\{(\/[^{}]*)\}/g, (_, pointer: string) => textOf(valueAt(resource, pointer)));
  const asDeclared = new RegExp(`(^|[^A-Za-z0-9])${code}($|[^A-Za-z0-9])`, 'i');
  return refusal(refuse(status, code, words ?? otherwise, { asDeclared, isInOwnWords: words !== undefined }));
}

function textOf(value: unknown): string {
  if (isMoney(value)) return `${value.amount} ${value.currency}`;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
