import { announcementOf, dayOf, type Operation, operationsNamed } from '../../../registry/contract/index.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { nameOf } from '../model/called-operations.ts';
import type { Dependency, Landscape, Member, OperationUse } from '../model/landscape.ts';

/** Callers of what has reached its announced end: an operation past its sunset, in the version that they were built against or in today's, or a retired contract. */
export const landSunsetConsumer: LandscapeRule = {
  id: 'land-sunset-consumer',
  severities: ['error', 'error', 'error', 'warning'],
  find: ({ dependencies, asOf }: Landscape) => dependencies.flatMap((dependency) => judge(dependency, asOf)),
};

function judge(dependency: Dependency, asOf: string): readonly LandscapeFinding[] {
  const { caller, target } = dependency;
  if (!target) return [];
  if (target.metadata.lifecycle === 'retired') {
    const related = [{ message: `${target.id} is retired`, place: target.locateMetadata('/lifecycle') }];
    return [
      finding(dependency, target, dependency.uses[0]!, { message: `${caller.id} uses ${target.id}, which is retired`, related, what: [] }),
    ];
  }
  return dependency.uses.flatMap((use) => (use.name === undefined ? [] : ended(dependency, target, use, use.name, asOf)));
}

function ended(dependency: Dependency, target: Member, use: OperationUse, name: string, asOf: string): readonly LandscapeFinding[] {
  const contract = use.servedBy ?? target.contract;
  if (!contract) return [];
  const today = dayOf(asOf) ?? 0;
  return operationsNamed(contract, name).flatMap((operation: Operation) => {
    const { sunset } = announcementOf(operation);
    const day = sunset === undefined ? undefined : dayOf(sunset);
    if (day === undefined || day >= today) return [];
    const date = new Date(day).toISOString().slice(0, 10);
    const version = use.version === undefined ? '' : ` ${use.version}`;
    const message = `${dependency.caller.id} uses ${nameOf(operation)} of ${target.id}${version}, which ended on ${date}; today is ${asOf}`;
    const related = [
      { message: `${nameOf(operation)} of ${contract.version} ends on ${date}`, place: contract.locate(operation.location) },
    ];
    return [finding(dependency, target, use, { message, related, what: [nameOf(operation)] })];
  });
}

function finding(
  { caller }: Dependency,
  target: Member,
  use: OperationUse,
  { message, related, what }: Pick<LandscapeFinding, 'message' | 'related'> & { readonly what: readonly string[] },
): LandscapeFinding {
  return {
    criticality: target.metadata.criticality,
    message,
    place: use.locate(''),
    contractId: target.id,
    related,
    subject: [caller.id, target.id, ...what],
  };
}
