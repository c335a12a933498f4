import { InterlockError } from '../../errors.ts';
import type { Contract, EventOperation } from '../../registry/contract/index.ts';
import { didYouMean } from '../../registry/workspace/index.ts';
import type { Behaviour } from '../behaviour.ts';
import type { MockContract } from '../mock-contract.ts';
import { indexChannels, trimSlash } from './find-channel.ts';

/** What a mock emits or receives, as far as it names something of another contract. */
type Link = Behaviour['emits'][number] | Behaviour['receives'][number];

/** What the mocks of a server emit and receive, held against the channels and messages of the contracts that are served beside them. */
export class EventLinks {
  private readonly served = new Map<string, MockContract>();

  /**
   * Checks contracts that are to be served beside those that there are, or in their place; `keep` says that they are. A contract that is not
   * served is nobody's fault.
   *
   * @throws InterlockError WORKSPACE_INVALID with the place of the first fault in mock.yaml.
   */
  check(contracts: readonly MockContract[]): void {
    const next = new Map([...this.served, ...contracts.map((contract) => [contract.id, contract] as const)]);
    for (const { behaviour } of next.values()) {
      for (const kind of ['emits', 'receives'] as const) {
        for (const [index, link] of (behaviour?.[kind] ?? []).entries()) {
          const contract = next.get(link.contract)?.compiled.contract;
          const fault = contract && faultOf(link, contract);
          if (!fault) continue;
          throw new InterlockError('WORKSPACE_INVALID', fault.message, { place: behaviour?.locate(`/${kind}/${index}/${fault.member}`) });
        }
      }
    }
  }

  /** Remembers a contract that is served. */
  keep(contract: MockContract): void {
    this.served.set(contract.id, contract);
  }

  /** Forgets a contract that is served no longer. */
  drop(contractId: string): void {
    this.served.delete(contractId);
  }
}

function faultOf(link: Link, contract: Contract): { readonly member: string; readonly message: string } | undefined {
  const operations = contract.operations.filter((operation) => operation.kind === 'event');
  if (operations.length === 0) return { member: 'contract', message: `'${link.contract}' has no channels` };
  const onChannel = operationsOn(contract, operations, link.channel);
  if (onChannel.length === 0) {
    const known = operations.flatMap(({ channel }) => [channel.address ?? channel.name, channel.name]);
    return { member: 'channel', message: `'${link.contract}' has no channel '${link.channel}'${didYouMean(link.channel, known)}` };
  }
  const { message } = link;
  const messages = onChannel.flatMap((operation) => operation.messages.map(({ name }) => name));
  if (message === undefined || messages.includes(message)) return undefined;
  return { member: 'message', message: `the channel '${link.channel}' has no message '${message}'${didYouMean(message, messages)}` };
}

function operationsOn(contract: Contract, operations: readonly EventOperation[], named: string): readonly EventOperation[] {
  const found = indexChannels(contract)(trimSlash(named))?.operations ?? [];
  return found.length > 0 ? found : operations.filter(({ channel }) => channel.name === named);
}
