import type { Criticality } from '../../../registry/workspace/index.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { eventsOf, listed, nameOf, requestsOf } from '../model/called-operations.ts';
import type { Dependency, Landscape, Member, Party } from '../model/landscape.ts';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY']);

/**
 * Work that depends on a less critical contract that is not fit for it: an analytical one, one that it changes although it is held to be
 * reference data, or one that promises to be there less than the work itself. Telling a less critical contract something is no dependence.
 */
export const landCriticalityInversion: LandscapeRule = {
  id: 'land-criticality-inversion',
  severities: ['error', 'error', 'hint', 'off'],
  find: ({ dependencies }: Landscape) => dependencies.flatMap(judge),
};

function judge(dependency: Dependency): readonly LandscapeFinding[] {
  const { caller, target } = dependency;
  if (!target || caller.criticality === undefined || caller.criticality >= target.metadata.criticality) return [];
  const used = [...requestsOf(dependency), ...eventsOf(dependency, 'send')];
  const changes = requestsOf(dependency).filter(({ operation }) => isChange(operation.method, operation.path));
  const reason = whyUnfit(caller, caller.criticality, target, changes.length > 0);
  if (used.length === 0 || reason === undefined) return [];
  const { criticality } = target.metadata;
  const named = reason.isAboutChanges ? changes : used;
  return [
    {
      criticality: caller.criticality,
      message: `${caller.id} (criticality ${caller.criticality}) depends on ${listed(named.map(({ operation }) => nameOf(operation)))} of ${target.id} (criticality ${criticality}): ${reason.text}`,
      place: named[0]!.use.locate(''),
      contractId: caller.members[0]?.id ?? target.id,
      related: [
        { message: `${caller.id} is of criticality ${caller.criticality}`, place: caller.locate('criticality') },
        { message: `${target.id} is of criticality ${criticality}`, place: target.locateMetadata('/criticality') },
      ],
      subject: [caller.id, target.id],
    },
  ];
}

interface Reason {
  readonly text: string;
  readonly isAboutChanges: boolean;
}

function whyUnfit(caller: Party, own: Criticality, target: Member, hasChanges: boolean): Reason | undefined {
  const { criticality, slo } = target.metadata;
  if (criticality === 3) return { text: 'it is analytical, and nobody is called when it fails', isAboutChanges: false };
  if (criticality === 2 && hasChanges)
    return { text: 'it is held to be reference data, which work of criticality ' + own + ' only reads', isAboutChanges: true };
  const promised = availabilityOf(caller);
  if (promised === undefined || slo.availabilityPercent >= promised) return undefined;
  return { text: `it promises ${slo.availabilityPercent} % availability, ${caller.id} ${promised} %`, isAboutChanges: false };
}

function availabilityOf({ members }: Party): number | undefined {
  return members.length === 0 ? undefined : Math.max(...members.map(({ metadata }) => metadata.slo.availabilityPercent));
}

/** A POST to a search or look-up asks, and changes nothing. */
function isChange(method: string, path: string): boolean {
  if (SAFE.has(method)) return false;
  return method !== 'POST' || !/[/:._-](?:search|lookup|look-up|query|find|list|validate|check|calculate|quote|preview)$/i.test(path);
}
