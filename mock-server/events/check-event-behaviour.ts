import { InterlockError } from '../../errors.ts';
import type { Contract } from '../../registry/contract/index.ts';
import { didYouMean } from '../../registry/workspace/index.ts';
import type { MockContract } from '../mock-contract.ts';
import type { DisorderRule } from './disorder.ts';

/** Checks that each rule of disorder names a channel of the contract. Throws WORKSPACE_INVALID with its place in mock.yaml. */
export function checkEventBehaviour({ compiled, behaviour }: MockContract): void {
  const unknown = findUnknownChannel(compiled.contract, behaviour?.events.disorder ?? []);
  if (!unknown) return;
  const place = behaviour?.locate(`/events/disorder/${unknown.index}/channel`);
  throw new InterlockError('WORKSPACE_INVALID', unknown.message, { place });
}

/** The first rule that names a channel which the contract does not have. */
export function findUnknownChannel(
  contract: Contract,
  rules: readonly DisorderRule[],
): { readonly index: number; readonly message: string } | undefined {
  const known = new Set<string>();
  for (const operation of contract.operations) {
    if (operation.kind !== 'event') continue;
    for (const channel of [operation.channel, operation.reply?.channel]) {
      if (channel) known.add(channel.name).add(channel.address ?? channel.name);
    }
  }
  const index = rules.findIndex(({ channel }) => channel !== undefined && !known.has(channel));
  const named = rules[index]?.channel;
  if (named === undefined) return undefined;
  return { index, message: `the contract has no channel '${named}'` + didYouMean(named, [...known]) };
}
