import type { Layer } from '../../../registry/workspace/index.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { listed, nameOf, requestsOf } from '../model/called-operations.ts';
import type { Dependency, Landscape } from '../model/landscape.ts';

/** Where systems and partners stand: at the ends of the middleware, not in it. */
const ENDS: ReadonlySet<Layer> = new Set(['system', 'partner']);

/** Requests from one system, or partner, to another with no process between them; a system may call itself, and a partner what is there for partners. */
export const landDirectCall: LandscapeRule = {
  id: 'land-direct-call',
  severities: ['error', 'error', 'warning', 'off'],
  find: ({ dependencies }: Landscape) => dependencies.flatMap(judge),
};

function judge(dependency: Dependency): readonly LandscapeFinding[] {
  const { caller, target } = dependency;
  if (!target || !caller.layer || !ENDS.has(caller.layer) || !ENDS.has(target.metadata.layer)) return [];
  if (caller.systems.includes(target.metadata.system) || (caller.layer === 'partner' && target.metadata.layer === 'partner')) return [];
  const requests = requestsOf(dependency);
  if (requests.length === 0) return [];
  const { layer, system, criticality } = target.metadata;
  const what = listed(requests.map(({ operation }) => nameOf(operation)));
  return [
    {
      criticality,
      message: `${caller.id} (${caller.layer}) calls ${what} of ${target.id}, which ${system} implements (${layer}), directly: at criticality ${criticality} a process has to stand between two systems`,
      place: requests[0]!.use.locate(''),
      contractId: caller.members[0]?.id ?? target.id,
      related: [
        { message: `${caller.id} is of the layer ${caller.layer}`, place: caller.locate('layer') },
        { message: `${target.id} is implemented by ${system}`, place: target.locateMetadata('/system') },
      ],
      subject: [caller.id, target.id],
    },
  ];
}
