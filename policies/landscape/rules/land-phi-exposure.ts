import type { DataClassification } from '../../../registry/workspace/index.ts';
import type { LandscapeFinding, LandscapeRule } from '../landscape-rule.ts';
import { listed, nameOf } from '../model/called-operations.ts';
import { classGiven, type ClassifiedField, isAtLeast } from '../model/data-class.ts';
import type { Dependency, Landscape, Member, OperationUse, Party } from '../model/landscape.ts';

/**
 * Protected health information that reaches who isn't cleared for it: fields of class P or S in what an operation gives, to an application whose
 * clearance is lower or not said. Where no field of an operation is classified, it gives what the contract is classified as.
 */
export const landPhiExposure: LandscapeRule = {
  id: 'land-phi-exposure',
  severities: ['error', 'error', 'error', 'error'],
  find: ({ dependencies }: Landscape) => dependencies.flatMap(judge),
};

interface Exposure {
  readonly use: OperationUse;
  readonly name: string;
  readonly dataClass: DataClassification;
  readonly field: ClassifiedField | undefined;
}

function judge(dependency: Dependency): readonly LandscapeFinding[] {
  const { caller, target, uses } = dependency;
  if (!target?.contract) return [];
  const cleared = clearanceOf(caller, target);
  const exposures = uses
    .flatMap((use) => exposuresOf(target, use))
    .filter(({ dataClass }) => isAtLeast(dataClass, 'P') && !(cleared && isAtLeast(cleared.dataClass, dataClass)));
  const [worst] = exposures.toSorted((one, next) => (isAtLeast(one.dataClass, next.dataClass) ? -1 : 1));
  if (!worst) return [];
  const { contract } = target;
  const what = worst.dataClass === 'S' ? 'sensitive PHI (S)' : 'PHI (P)';
  const said = cleared ? `is cleared for ${cleared.dataClass} only${cleared.because}` : 'has no clearance';
  return [
    {
      criticality: target.metadata.criticality,
      message: `${what} of ${target.id} reaches ${caller.id} by ${listed(exposures.map(({ name }) => name))}, and ${caller.id} ${said}`,
      place: worst.use.locate(''),
      contractId: target.id,
      related: [
        {
          message: cleared ? `what ${caller.id} is cleared for` : `${caller.id} says nothing of its clearance`,
          place: caller.locate('clearance'),
        },
        worst.field
          ? { message: `a field of class ${worst.dataClass} of ${worst.name}`, place: contract.locate(worst.field.location) }
          : { message: `${target.id} is of class ${worst.dataClass}`, place: target.locateMetadata('/dataClassification') },
      ],
      subject: [caller.id, target.id],
    },
  ];
}

function exposuresOf({ contract, metadata }: Member, use: OperationUse): readonly Exposure[] {
  return use.operations.flatMap((operation) => {
    const isGiving = operation.kind === 'http' || operation.action === 'send' || operation.reply !== undefined;
    if (!isGiving) return [];
    const field = classGiven(contract!, operation);
    return [{ use, name: nameOf(operation), dataClass: field?.dataClass ?? metadata.dataClassification, field }];
  });
}

/** What its file says; without one, the highest class that its own contracts are declared to carry. The system that holds the data is cleared for it. */
function clearanceOf(
  { clearance, members, systems }: Party,
  target: Member,
): { readonly dataClass: DataClassification; readonly because: string } | undefined {
  if (systems.includes(target.metadata.system)) return { dataClass: 'S', because: '' };
  if (clearance) return { dataClass: clearance, because: '' };
  const classes = members.map(({ metadata }) => metadata.dataClassification);
  const highest = classes.reduce<DataClassification | undefined>((high, each) => (high && isAtLeast(high, each) ? high : each), undefined);
  return highest && { dataClass: highest, because: ', the class of its own contract' };
}
