import { formatPlace } from '../../errors.ts';
import type { ContractVerdict } from '../../gate/index.ts';
import type { Formatter } from './formatter.ts';

/**
 * For programs: the verdict, the contracts, the comparisons and the findings as one JSON document. `at` is the place as the text report
 * writes it.
 */
export const formatJson: Formatter = (findings, context) => {
  const { verdict, asOf, contracts, comparisons, against, added, removed, approvals, notes = [], inputs, versions } = context;
  const withPlaces = findings.map(({ related, ...finding }) => ({
    at: formatPlace(finding.place),
    ...finding,
    ...(related && { related: related.map((each) => ({ at: formatPlace(each.place), ...each })) }),
  }));
  const report = {
    verdict,
    ...(asOf !== undefined && { asOf }),
    ...(against && { against }),
    ...(contracts && { contracts: contracts.map(plain) }),
    ...(comparisons && { comparisons }),
    ...(added && { added }),
    ...(removed && { removed }),
    ...(approvals && { approvals }),
    ...(notes.length > 0 && { notes }),
    findings: withPlaces,
    ...(versions && { versions }),
    ...(inputs && { inputs: Object.fromEntries(inputs) }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
};

/** Errors do not serialise by themselves. */
function plain(contract: ContractVerdict): object {
  if (contract.verdict !== 'not checked') return contract;
  const failures = contract.failures.map(({ code, detail, place }) => ({ ...(place && { at: formatPlace(place), place }), code, detail }));
  return { ...contract, failures };
}
