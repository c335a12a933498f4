import type { Layer } from '../../../registry/workspace/index.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { listed, nameOf, requestsOf } from '../model/called-operations.ts';
import type { Dependency, Landscape } from '../model/landscape.ts';

/** Who may call whom, and what is wrong where one may not; calls between systems are judged by land-direct-call. */
const FAULTS: Readonly<Record<Layer, Partial<Record<Layer, string>>>> = {
  system: {
    process: 'calls go experience → process → system, never back',
    experience: 'calls go experience → process → system, never back',
  },
  process: { experience: 'calls go experience → process → system, never back' },
  experience: { system: 'an experience reaches systems through a process, not past it' },
  partner: {},
};

/** Requests against the direction of the layers, or past the process layer. Events may go anywhere: who sends one doesn't know who takes it. */
export const landLayerDirection: LandscapeRule = {
  id: 'land-layer-direction',
  severities: ['error', 'error', 'warning', 'hint'],
  find: ({ dependencies }: Landscape) => dependencies.flatMap(judge),
};

function judge(dependency: Dependency): readonly LandscapeFinding[] {
  const { caller, target } = dependency;
  const requests = requestsOf(dependency);
  const fault = caller.layer && target && FAULTS[caller.layer][target.metadata.layer];
  if (!target || fault === undefined || requests.length === 0) return [];
  const { layer, criticality } = target.metadata;
  return [
    {
      criticality,
      message: `${caller.id} (${caller.layer}) calls ${listed(requests.map(({ operation }) => nameOf(operation)))} of ${target.id} (${layer}): ${fault}`,
      place: requests[0]!.use.locate(''),
      contractId: caller.members[0]?.id ?? target.id,
      related: [
        { message: `${caller.id} is of the layer ${caller.layer}`, place: caller.locate('layer') },
        { message: `${target.id} is of the layer ${layer}`, place: target.locateMetadata('/layer') },
      ],
      subject: [caller.id, target.id],
    },
  ];
}
