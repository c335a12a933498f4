import { InterlockError } from '../../errors.ts';
import type { UndeclaredUse } from '../../registry/compatibility/index.ts';
import type { Finding } from '../../registry/contract/index.ts';
import { didYouMean, type Workspace } from '../../registry/workspace/index.ts';
import { olderVersions } from './consumers-of.ts';
import { type WeighedUse, weighedUses } from './weighed-use.ts';
import { undeclaredParts } from './undeclared-parts.ts';

/**
 * Holds what applications say that they use against the contracts. Findings: `consumer-file-invalid`,
 * `consumer-operation-unknown` and `consumer-part-unknown` are errors, since nothing can be said of who uses what; what any released
 * version declares is known. `consumer-environment-unknown` warns. A contract that cannot be read, or that there is none of, is reported
 * by others (`land-ungoverned`).
 */
export async function checkConsumers(workspace: Workspace): Promise<readonly Finding[]> {
  const { failures } = await workspace.consumers();
  const findings: Finding[] = failures.map(({ detail, place }) => ({
    ruleId: 'consumer-file-invalid',
    severity: 'error',
    message: `${detail.replace(/\.$/, '')}; until it can be read, every contract counts as used wholly`,
    place: place ?? { file: workspace.tree.label + workspace.config.consumers },
    pointer: '',
  }));
  for (const use of await weighedUses(workspace)) findings.push(...(await checkUse(workspace, use)));
  return findings;
}

async function checkUse(workspace: Workspace, use: WeighedUse): Promise<readonly Finding[]> {
  const contract = workspace.contracts.find(({ id }) => id === use.contract);
  if (!contract) return [];
  return [
    ...unknownEnvironments(
      use,
      contract.metadata.environments.map(({ name }) => name),
    ),
    ...(await unknownParts(workspace, use)),
  ];
}

function unknownEnvironments(use: WeighedUse, known: readonly string[]): readonly Finding[] {
  if (known.length === 0) return [];
  return (use.environments ?? []).flatMap((name, index): readonly Finding[] => {
    if (known.includes(name)) return [];
    const message = `${use.consumer} uses ${use.contract} in '${name}', where it is not deployed${didYouMean(name, known) || `: it is in ${known.join(', ')}`}`;
    const pointer = `/environments/${index}`;
    const finding = { message, place: use.locate(pointer), pointer, contractId: use.contract };
    return [{ ruleId: 'consumer-environment-unknown', severity: 'warning', ...finding }];
  });
}

async function unknownParts(workspace: Workspace, use: WeighedUse): Promise<readonly Finding[]> {
  const contract = workspace.contract(use.contract);
  const versions = [contract.read, ...(await olderVersions(workspace, contract.id))];
  const findings: Finding[] = [];
  for (const [index, operation] of (use.operations ?? []).entries()) {
    const missing = await undeclaredParts(operation, versions).catch((error: unknown) => {
      if (error instanceof InterlockError) return [];
      throw error;
    });
    for (const part of missing) {
      const pointer = `/operations/${index}${part.pointer}`;
      const finding = { message: describe(use, operation.operation, part), place: use.locate(pointer), pointer, contractId: use.contract };
      findings.push(
        part.kind === 'operation'
          ? { ruleId: 'consumer-operation-unknown', severity: 'error', ...finding }
          : { ruleId: 'consumer-part-unknown', severity: 'error', ...finding },
      );
    }
  }
  return findings;
}

function describe({ consumer, contract }: WeighedUse, operation: string, { kind, name, known }: UndeclaredUse): string {
  const where = kind === 'operation' ? contract : `${operation} of ${contract}`;
  const list =
    known.length === 0
      ? ''
      : `; there ${known.length === 1 ? 'is' : 'are'} ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', …' : ''}`;
  return `${consumer} uses the ${kind} '${name}', which no version of ${where} declares${(kind === 'status' ? '' : didYouMean(name, known)) || list}`;
}
