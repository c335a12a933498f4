import { operationsNamed } from '../../../registry/contract/index.ts';
import { didYouMean } from '../../../registry/workspace/index.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { nameOf } from '../model/called-operations.ts';
import type { CallerCode, CodeCall, Dependency, Landscape, Member, OperationUse } from '../model/landscape.ts';
import { usesCalled } from '../model/uses-called.ts';

/**
 * Calls that no contract in force describes: of a contract that the landscape doesn't have, or, in production, of one that is only a draft;
 * and in the code of applications that say where theirs is, requests past any contract and calls that they don't declare.
 */
export const landUngoverned: LandscapeRule = {
  id: 'land-ungoverned',
  severities: ['error', 'error', 'error', 'error'],
  find: (landscape: Landscape) => [
    ...landscape.dependencies.flatMap((dependency) => judge(landscape, dependency)),
    ...landscape.code.flatMap((code) => judgeCode(landscape, code)),
  ],
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

function judgeCode(landscape: Landscape, code: CallerCode): readonly LandscapeFinding[] {
  const { caller, calls, requests, missing } = code;
  const common = { criticality: caller.criticality ?? 1, ...contractOf(caller.members) };
  const here = { message: `${caller.id} says that its code is there`, place: code.place };
  return [
    ...missing.map(({ path, place }) => ({
      ...common,
      message: `there is no code of ${caller.id} at '${path}', so that nobody knows what it calls`,
      place,
      related: [],
      subject: [caller.id, path],
    })),
    ...requests.map(({ name, place }) => ({
      ...common,
      message: `${caller.id} makes requests by ${name}, past any contract: call through a client that is generated from one`,
      place,
      related: [here],
      subject: [caller.id, place.file, name],
    })),
    ...calls
      .filter((call) => usesCalled(landscape, code, call).length === 0)
      .map((call) => ({ ...common, ...undeclared(code, call), place: call.place, subject: [caller.id, call.generatedFrom, call.name] })),
  ];
}

/** A call of what the landscape has no contract of, or of an operation that the application doesn't say it uses. */
function undeclared(
  { caller, place }: CallerCode,
  { target, name, generatedFrom, client }: CodeCall,
): Pick<LandscapeFinding, 'message' | 'related'> {
  if (!target) {
    return {
      message: `${caller.id} calls ${name} by a client of '${generatedFrom}', and there is no contract of that title`,
      related: [{ message: `generated from ${generatedFrom}`, place: client }],
    };
  }
  const [operation] = target.contract ? operationsNamed(target.contract, name) : [];
  return {
    message: `${caller.id} calls ${operation ? nameOf(operation) : name} of ${target.id}, and doesn't say that it uses it`,
    related: [
      operation
        ? { message: `${name} of ${target.id}`, place: target.contract!.locate(operation.location) }
        : { message: `generated from ${generatedFrom}`, place: client },
      { message: `what ${caller.id} says`, place },
    ],
  };
}
