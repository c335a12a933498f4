import {
  allOperations,
  announcementOf,
  type Contract,
  dayOf,
  type Operation,
  operationsNamed,
  type RelatedPlace,
} from '../../../registry/contract/index.ts';
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
  const { caller, target, uses } = dependency;
  if (!target) return [];
  if (target.metadata.lifecycle === 'retired') {
    const related = [{ message: `${target.id} is retired`, place: target.locateMetadata('/lifecycle') }];
    const message = `${caller.id} uses ${target.id}, which is retired`;
    return [finding(dependency, target, { message, place: uses[0]!.locateContract(), related, what: [] })];
  }
  return uses.flatMap((use) => {
    const ended = endedOperations(use, target, asOf);
    return use.name === undefined ? whole(dependency, target, use, ended) : ended.map((each) => one(dependency, target, use, each, asOf));
  });
}

/** An operation whose announced end is past, and on which day that was. */
interface Ended {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly day: number;
}

/** Those that a use names, or when it names none all of the contract, as the version that the caller was built against has them. */
function endedOperations({ name, servedBy }: OperationUse, target: Member, asOf: string): readonly Ended[] {
  const contract = servedBy ?? target.contract;
  const today = dayOf(asOf);
  if (!contract || today === undefined) return [];
  const operations = name === undefined ? allOperations(contract) : operationsNamed(contract, name);
  return operations.flatMap((operation) => {
    const { sunset } = announcementOf(operation);
    const day = sunset === undefined ? undefined : dayOf(sunset);
    return day === undefined || day >= today ? [] : [{ contract, operation, day }];
  });
}

function one(dependency: Dependency, target: Member, use: OperationUse, ended: Ended, asOf: string): LandscapeFinding {
  const name = nameOf(ended.operation);
  const message = `${dependency.caller.id} uses ${name} of ${versioned(target, use)}, which ended on ${dateOf(ended.day)}; today is ${asOf}`;
  return finding(dependency, target, { message, place: use.locate(''), related: [evidence(ended)], what: [name] });
}

/** Who doesn't say which operations it uses is on a version past its sunset once nothing of it is left. */
function whole(dependency: Dependency, target: Member, use: OperationUse, ended: readonly Ended[]): readonly LandscapeFinding[] {
  const last = ended.toSorted((one, next) => next.day - one.day)[0];
  if (!last || ended.length < allOperations(last.contract).length) return [];
  const message = `${dependency.caller.id} uses ${versioned(target, use)}, of which everything has ended, the last of it on ${dateOf(last.day)}`;
  return [finding(dependency, target, { message, place: use.locateContract(), related: [evidence(last)], what: [] })];
}

function versioned({ id }: Member, { version }: OperationUse): string {
  return version === undefined ? id : `${id} ${version}`;
}

function evidence({ contract, operation, day }: Ended): RelatedPlace {
  return { message: `${nameOf(operation)} of ${contract.version} ends on ${dateOf(day)}`, place: contract.locate(operation.location) };
}

function dateOf(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}

function finding(
  { caller }: Dependency,
  target: Member,
  { what, ...found }: Pick<LandscapeFinding, 'message' | 'place' | 'related'> & { readonly what: readonly string[] },
): LandscapeFinding {
  return { criticality: target.metadata.criticality, ...found, contractId: target.id, subject: [caller.id, target.id, ...what] };
}
