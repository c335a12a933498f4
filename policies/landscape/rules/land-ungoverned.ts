import { didYouMean } from '../../../registry/workspace/index.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import type { Dependency, Landscape, Member, OperationUse } from '../model/landscape.ts';

/**
 * Calls that no contract in force describes: of a contract that the landscape doesn't have, or, in production, of one that is only a draft.
 */
export const landUngoverned: LandscapeRule = {
  id: 'land-ungoverned',
  severities: ['error', 'error', 'error', 'error'],
  find: (landscape: Landscape) => landscape.dependencies.flatMap((dependency) => judge(landscape, dependency)),
};

function judge(landscape: Landscape, dependency: Dependency): readonly LandscapeFinding[] {
  const { target } = dependency;
  return target ? drafted(landscape, dependency, target) : [unknown(landscape, dependency)];
}

function unknown({ members }: Landscape, { caller, contractId, uses }: Dependency): LandscapeFinding {
  const ids = members.map(({ id }) => id);
  const use = uses[0]!;
  const what = use.name === undefined ? '' : `${use.name} of `;
  return {
    criticality: caller.criticality ?? 1,
    message: `${caller.id} uses ${what}'${contractId}', and there is no contract of that id${didYouMean(contractId, ids) || ': its calls are described by nothing'}`,
    place: use.locateContract(),
    pointer: '/contract',
    ...contractOf(caller.members),
    related: [],
    subject: [caller.id, contractId],
  };
}

function drafted({ config }: Landscape, { caller, uses }: Dependency, target: Member): readonly LandscapeFinding[] {
  const isProduction = ({ environments }: OperationUse) =>
    environments === undefined || environments.some((name) => !config.nonProduction.includes(name));
  const use = uses.find(isProduction);
  if (target.metadata.lifecycle !== 'draft' || !use || caller.members.some(({ metadata }) => metadata.lifecycle === 'draft')) return [];
  return [
    {
      criticality: target.metadata.criticality,
      message: `${caller.id} uses ${target.id}, which is a draft: nothing that it says is promised yet`,
      place: use.locateContract(),
      contractId: caller.members[0]?.id ?? target.id,
      related: [{ message: `${target.id} is a draft`, place: target.locateMetadata('/lifecycle') }],
      subject: [caller.id, target.id],
    },
  ];
}

function contractOf([first]: readonly Member[]): { readonly contractId?: string } {
  return first ? { contractId: first.id } : {};
}
