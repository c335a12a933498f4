import { operationName } from '../../../registry/contract/index.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { nameOf } from '../model/called-operations.ts';
import type { Dependency, Landscape, Member } from '../model/landscape.ts';

/**
 * Promises that the steps behind them cannot keep: a contract that promises an answer, or a delivery, sooner than what it calls on the way
 * takes together. Steps count as one chain when contract.yaml says in whose course they are made (`during`), when the contract has one operation
 * only, or when it promises a delivery window for the work as a whole; else the slowest counts alone, since nothing says which go together.
 */
export const landSloChain: LandscapeRule = {
  id: 'land-slo-chain',
  severities: ['error', 'error', 'warning', 'off'],
  find: ({ members, dependencies }: Landscape) => {
    const byCaller = Map.groupBy(dependencies, ({ caller }) => caller.id);
    return members.flatMap((member) => judge(member, byCaller.get(member.id) ?? []));
  },
};

interface Step {
  readonly target: Member;
  readonly name: string;
  readonly during: string | undefined;
  readonly kind: 'call' | 'event';
  readonly milliseconds: number;
  readonly use: Dependency['uses'][number];
}

const MINUTE = 60_000;

function judge(member: Member, dependencies: readonly Dependency[]): readonly LandscapeFinding[] {
  const { deliveryWindowMinutes, latencyP95Milliseconds } = member.metadata.slo;
  const steps = dependencies.flatMap(stepsOf);
  if (deliveryWindowMinutes !== undefined) {
    const events = steps.filter(({ kind }) => kind === 'event');
    const chain = [...slowest(events), ...steps.filter(({ kind }) => kind === 'call')];
    return broken(member, '/slo/deliveryWindowMinutes', deliveryWindowMinutes * MINUTE, chain, undefined);
  }
  if (latencyP95Milliseconds === undefined) return [];
  const calls = steps.filter(({ kind }) => kind === 'call');
  const isOne = (member.contract?.operations.length ?? 0) === 1;
  const chains = isOne ? [{ during: undefined, chain: calls }] : chainsOf(calls);
  return chains.flatMap(({ during, chain }) => broken(member, '/slo/latencyP95Milliseconds', latencyP95Milliseconds, chain, during));
}

/** What belongs together: what is made during one operation; what is made nobody knows when stands alone. */
function chainsOf(steps: readonly Step[]): readonly { readonly during: string | undefined; readonly chain: readonly Step[] }[] {
  const named = Map.groupBy(
    steps.filter(({ during }) => during !== undefined),
    ({ during }) => operationName(during!),
  );
  return [
    ...[...named].map(([during, chain]) => ({ during, chain })),
    ...[slowest(steps.filter(({ during }) => during === undefined))].map((chain) => ({ during: undefined, chain })),
  ];
}

function slowest(steps: readonly Step[]): readonly Step[] {
  return steps.toSorted((one, next) => next.milliseconds - one.milliseconds).slice(0, 1);
}

/** What a caller waits for: the answers to its requests, and the events that it takes. An operation that is one of many is counted once. */
function stepsOf({ target, uses }: Dependency): readonly Step[] {
  if (!target) return [];
  const { latencyP95Milliseconds, deliveryWindowMinutes } = target.metadata.slo;
  return uses.flatMap((use) =>
    (use.name === undefined ? [] : use.operations.slice(0, 1)).flatMap((operation): readonly Step[] => {
      const step = { target, name: nameOf(operation), during: use.declared?.during, use };
      if (operation.kind === 'http' && operation.origin === 'path' && latencyP95Milliseconds !== undefined)
        return [{ ...step, kind: 'call', milliseconds: latencyP95Milliseconds }];
      if (operation.kind === 'event' && operation.action === 'send' && deliveryWindowMinutes !== undefined)
        return [{ ...step, kind: 'event', milliseconds: deliveryWindowMinutes * MINUTE }];
      return [];
    }),
  );
}

function broken(
  member: Member,
  pointer: string,
  promised: number,
  chain: readonly Step[],
  during: string | undefined,
): readonly LandscapeFinding[] {
  const needed = chain.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  if (chain.length === 0 || needed <= promised) return [];
  const parts = chain.map(({ target, name, milliseconds }) => `${name} of ${target.id} (${duration(milliseconds)})`);
  const steps = chain.length === 1 ? `waits for ${parts[0]}` : `its steps take ${duration(needed)}: ${parts.join(' + ')}`;
  return [
    {
      criticality: member.metadata.criticality,
      message: `${member.id} promises ${duration(promised)}${during === undefined ? '' : ` for ${during}`}, and ${steps}`,
      place: member.locateMetadata(pointer),
      pointer,
      contractId: member.id,
      related: chain.flatMap(({ target, name, kind, use, milliseconds }) => [
        { message: `${member.id} waits for ${name} of ${target.id}`, place: use.locate('') },
        {
          message: `${target.id} promises ${duration(milliseconds)}`,
          place: target.locateMetadata(kind === 'call' ? '/slo/latencyP95Milliseconds' : '/slo/deliveryWindowMinutes'),
        },
      ]),
      subject: [member.id, pointer, during ?? ''],
    },
  ];
}

function duration(milliseconds: number): string {
  return milliseconds < MINUTE ? `${milliseconds} ms` : `${Math.round((milliseconds / MINUTE) * 100) / 100} min`;
}
