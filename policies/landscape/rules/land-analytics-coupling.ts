import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { listed, nameOf, requestsOf } from '../model/called-operations.ts';
import type { Dependency, Landscape } from '../model/landscape.ts';

/** Analytics (criticality 3) calling the APIs that the business runs on. Events and batches are how it is told instead. */
export const landAnalyticsCoupling: LandscapeRule = {
  id: 'land-analytics-coupling',
  severities: ['error', 'error', 'off', 'off'],
  find: ({ dependencies }: Landscape) => dependencies.flatMap(judge),
};

function judge(dependency: Dependency): readonly LandscapeFinding[] {
  const { caller, target } = dependency;
  if (!target || caller.criticality !== 3 || target.metadata.mode !== 'api') return [];
  const requests = requestsOf(dependency);
  if (requests.length === 0) return [];
  const { criticality } = target.metadata;
  const what = listed(requests.map(({ operation }) => nameOf(operation)));
  return [
    {
      criticality,
      message: `${caller.id} is analytical and calls ${what} of ${target.id}, on which the business runs (criticality ${criticality}): let it be told by events or in batches`,
      place: requests[0]!.use.locate(''),
      contractId: caller.members[0]?.id ?? target.id,
      related: [
        { message: `${caller.id} is of criticality 3, analytical`, place: caller.locate('criticality') },
        { message: `${target.id} is of criticality ${criticality}`, place: target.locateMetadata('/criticality') },
      ],
      subject: [caller.id, target.id],
    },
  ];
}
