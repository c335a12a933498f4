import { formatPlace } from '../../errors.ts';
import type { ContractVerdict } from '../../gate/index.ts';
import type { Formatter } from './formatter.ts';

/** For programs: the verdict, the contracts and the findings as one JSON document. `at` is the place as the text report writes it. */
export const formatJson: Formatter = (findings, { verdict, contracts }) => {
  const withPlaces = findings.map((finding) => ({ at: formatPlace(finding.place), ...finding }));
  return `${JSON.stringify({ verdict, ...(contracts && { contracts: contracts.map(plain) }), findings: withPlaces }, null, 2)}\n`;
};

/** Errors do not serialise by themselves. */
function plain(contract: ContractVerdict): object {
  if (contract.verdict !== 'not checked') return contract;
  const failures = contract.failures.map(({ code, detail, place }) => ({ ...(place && { at: formatPlace(place), place }), code, detail }));
  return { ...contract, failures };
}
